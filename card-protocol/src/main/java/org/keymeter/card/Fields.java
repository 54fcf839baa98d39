package org.keymeter.card;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.keymeter.card.apdu.ByteReader;
import org.keymeter.protocol.Code;
import org.keymeter.protocol.Limit;

/** Reads the fields that data objects are made of, each within its range. */
final class Fields {
    private static final int NONE = 0xFFFF;
    private static final String NO_DATE = "0".repeat(Limit.DATE_LENGTH);
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withResolverStyle(ResolverStyle.STRICT);

    private Fields() {}

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

    static OptionalInt optional(int count) {
        return count == NONE ? OptionalInt.empty() : OptionalInt.of(count);
    }

    static FreeSlots freeSlots(ByteReader reader) throws MalformedResponseException {
        return new FreeSlots(optional(reader.u16()));
    }

    static Set<CardOption> options(ByteReader reader) throws MalformedResponseException {
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
    static Set<Capability> capabilities(ByteReader reader) throws MalformedResponseException {
        int bits = reader.u16();
        Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
        for (Capability capability : Capability.values()) {
            if ((bits & capability.bit()) != 0) {
                capabilities.add(capability);
            }
        }
        return capabilities;
    }

    static Set<Integer> slots(ByteReader reader) throws MalformedResponseException {
        int bits = reader.u8();
        Set<Integer> slots = new HashSet<>();
        for (int slot = 0; slot < Limit.KEY_SLOTS; slot++) {
            if ((bits >> slot & 1) != 0) {
                slots.add(slot);
            }
        }
        return slots;
    }

    static String text(ByteReader reader) throws MalformedResponseException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(reader.lv().toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw reader.malformed("has a label that is no UTF-8");
        }
    }

    static Optional<LocalDateTime> date(ByteReader reader) throws MalformedResponseException {
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
