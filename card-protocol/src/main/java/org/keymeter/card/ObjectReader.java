package org.keymeter.card;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.keymeter.card.UsesRefusedException.UsesLeft;
import org.keymeter.card.apdu.ByteReader;
import org.keymeter.protocol.Code;
import org.keymeter.protocol.Limit;

/** Reads the data objects of GET DATA and GET STATUS: sections 2 and 5 of docs/PROTOCOL.md. Demands every byte. */
final class ObjectReader {
    private static final int NONE = 0xFFFF;
    private static final long NO_LIFETIME = 0xFFFFFFFFL;
    private static final String NO_DATE = "0".repeat(Limit.DATE_LENGTH);
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withResolverStyle(ResolverStyle.STRICT);

    private ObjectReader() {}

    static PublicStatus publicStatus(ByteReader reader) throws MalformedResponseException {
        int version = reader.u8();
        CardState state = state(reader);
        if (reader.left() == 0) {
            return new PublicStatus(version, state, Optional.empty());
        }
        int userTries = reader.u8();
        int adminTries = reader.u8();
        FreeSlots free = freeSlots(reader);
        List<PublicStatus.Meter> meters = new ArrayList<>();
        while (reader.left() > 0) {
            meters.add(new PublicStatus.Meter(slot(reader), reader.u32(), reader.u32()));
        }
        return new PublicStatus(
                version, state, Optional.of(new PublicStatus.Details(userTries, adminTries, free, meters)));
    }

    static DeviceInfo device(ByteReader reader) throws MalformedResponseException {
        DeviceInfo device = new DeviceInfo(
                reader.u8(),
                reader.u16(),
                state(reader),
                options(reader),
                setup(reader),
                capabilities(reader),
                reader.u16(),
                reader.string(Limit.ID_LENGTH),
                reader.u32(),
                new DeviceInfo.PinTries(reader.u8(), reader.u8()),
                new DeviceInfo.PinTries(reader.u8(), reader.u8()),
                freeSlots(reader),
                slots(reader),
                slots(reader),
                text(reader));
        reader.end();
        return device;
    }

    static LogState log(ByteReader reader) throws MalformedResponseException {
        LogState log = new LogState(
                reader.u32(),
                reader.string(Limit.HASH_LENGTH),
                reader.u32(),
                reader.string(Limit.HASH_LENGTH),
                reader.u16(),
                freeSlots(reader),
                reader.u8(),
                reader.u8(),
                reader.u8(),
                failures(reader));
        reader.end();
        if (log.first() == 0 || log.outstanding() < 0) {
            throw reader.malformed("says that record " + log.first() + " follows record " + log.last());
        }
        return log;
    }

    static KeyInfo key(ByteReader reader) throws MalformedResponseException {
        int slot = slot(reader);
        ByteString identity = reader.string(Limit.ID_LENGTH);
        int kind = reader.u8();
        if (kind != Code.KIND_WRAPPING) {
            throw reader.malformed("names key kind " + kind);
        }
        KeyInfo key = new KeyInfo(
                slot,
                identity,
                reader.u16(),
                flag(reader),
                flag(reader),
                reader.u32(),
                reader.u32(),
                reader.u32(),
                reader.u32(),
                optional(reader.u16()),
                PolicyCodec.read(reader),
                text(reader));
        reader.end();
        return key;
    }

    static AnchorInfo anchor(ByteReader reader) throws MalformedResponseException {
        int slot = slot(reader);
        int kind = reader.u8();
        if (kind < Code.SPKI_P256 || kind > Code.SPKI_RSA_2048) {
            throw reader.malformed("names anchor kind " + kind);
        }
        AnchorInfo anchor = new AnchorInfo(
                slot,
                AnchorInfo.Kind.values()[kind - Code.SPKI_P256],
                reader.string(Limit.HASH_LENGTH),
                date(reader),
                reader.lv16(),
                reader.lv16());
        reader.end();
        return anchor;
    }

    static Optional<Succession> succession(ByteReader reader) throws MalformedResponseException {
        if (reader.left() == 0) {
            return Optional.empty();
        }
        Succession succession = new Succession(
                reader.string(Limit.ID_LENGTH),
                reader.u32(),
                reader.u32(),
                reader.string(Limit.HASH_LENGTH),
                failures(reader),
                reader.string(Limit.NONCE_LENGTH),
                reader.lv(),
                reader.lv());
        reader.end();
        return Optional.of(succession);
    }

    static Failures failures(ByteReader reader) throws MalformedResponseException {
        return new Failures(reader.u16(), reader.u16(), reader.u16());
    }

    /** The data of 62F1. */
    static UsesLeft usesLeft(ByteReader reader) throws MalformedResponseException {
        int reason = reader.u8();
        if (reason < Code.REFUSED_QUOTA || reason > Code.REFUSED_BURST) {
            throw reader.malformed("names refusal " + reason);
        }
        UsesRefusedException.Limit limit = UsesRefusedException.Limit.values()[reason - Code.REFUSED_QUOTA];
        long remaining = reader.u32();
        int held = reader.u16();
        long lifetime = reader.u32();
        UsesLeft left = new UsesLeft(
                limit,
                remaining,
                held,
                lifetime == NO_LIFETIME ? OptionalLong.empty() : OptionalLong.of(lifetime),
                optional(reader.u16()));
        reader.end();
        return left;
    }

    static CardState state(ByteReader reader) throws MalformedResponseException {
        int state = reader.u8();
        return switch (state) {
            case Code.STATE_INSTALLED -> CardState.INSTALLED;
            case Code.STATE_INITIALIZED -> CardState.INITIALIZED;
            default -> throw reader.malformed("names state " + state);
        };
    }

    static DeviceInfo.Setup setup(ByteReader reader) throws MalformedResponseException {
        int setup = reader.u8();
        return switch (setup) {
            case Code.SETUP_UNVERIFIED -> DeviceInfo.Setup.UNVERIFIED;
            case Code.SETUP_VERIFIED -> DeviceInfo.Setup.VERIFIED;
            case Code.SETUP_WAITING -> DeviceInfo.Setup.WAITING;
            default -> throw reader.malformed("names setup " + setup);
        };
    }

    static int slot(ByteReader reader) throws MalformedResponseException {
        int slot = reader.u8();
        if (slot >= Limit.KEY_SLOTS) {
            throw reader.malformed("names slot " + slot);
        }
        return slot;
    }

    static boolean flag(ByteReader reader) throws MalformedResponseException {
        int flag = reader.u8();
        if (flag > 1) {
            throw reader.malformed("has " + flag + " where yes or no stands");
        }
        return flag == 1;
    }

    private static OptionalInt optional(int count) {
        return count == NONE ? OptionalInt.empty() : OptionalInt.of(count);
    }

    private static FreeSlots freeSlots(ByteReader reader) throws MalformedResponseException {
        return new FreeSlots(optional(reader.u16()));
    }

    private static Set<CardOption> options(ByteReader reader) throws MalformedResponseException {
        int bits = reader.u8();
        Set<CardOption> options = EnumSet.noneOf(CardOption.class);
        for (CardOption option : CardOption.values()) {
            if ((bits & option.bit()) != 0) {
                options.add(option);
                bits -= option.bit();
            }
        }
        if (bits != 0) {
            throw reader.malformed("names unknown options " + bits);
        }
        return options;
    }

    /** Capabilities unknown here are passed over: they take nothing away. */
    private static Set<Capability> capabilities(ByteReader reader) throws MalformedResponseException {
        int bits = reader.u16();
        Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
        for (Capability capability : Capability.values()) {
            if ((bits & capability.bit()) != 0) {
                capabilities.add(capability);
            }
        }
        return capabilities;
    }

    private static Set<Integer> slots(ByteReader reader) throws MalformedResponseException {
        int bits = reader.u8();
        Set<Integer> slots = new HashSet<>();
        for (int slot = 0; slot < Limit.KEY_SLOTS; slot++) {
            if ((bits >> slot & 1) != 0) {
                slots.add(slot);
            }
        }
        return slots;
    }

    private static String text(ByteReader reader) throws MalformedResponseException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(reader.lv().toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw reader.malformed("has a label that is no UTF-8");
        }
    }

    private static Optional<LocalDateTime> date(ByteReader reader) throws MalformedResponseException {
        String digits = new String(reader.bytes(Limit.DATE_LENGTH), StandardCharsets.US_ASCII);
        if (digits.equals(NO_DATE)) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDateTime.parse(digits, DATE));
        } catch (DateTimeException e) {
            throw reader.malformed("has a date that is none");
        }
    }
}
