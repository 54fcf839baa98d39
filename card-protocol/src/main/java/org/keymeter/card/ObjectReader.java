package org.keymeter.card;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.keymeter.card.UsesRefusedException.UsesLeft;
import org.keymeter.card.apdu.ByteReader;
import org.keymeter.protocol.Code;
import org.keymeter.protocol.Limit;

/** Reads the data objects of GET DATA and GET STATUS: sections 2 and 5 of docs/PROTOCOL.md. Demands every byte. */
final class ObjectReader {
    private static final long NO_LIFETIME = 0xFFFFFFFFL;

    private ObjectReader() {}

    static PublicStatus publicStatus(ByteReader reader) throws MalformedResponseException {
        int version = reader.u8();
        CardState state = Fields.state(reader);
        if (reader.left() == 0) {
            return new PublicStatus(version, state, Optional.empty());
        }
        int userTries = reader.u8();
        int adminTries = reader.u8();
        FreeSlots free = Fields.freeSlots(reader);
        List<PublicStatus.Meter> meters = new ArrayList<>();
        while (reader.left() > 0) {
            meters.add(new PublicStatus.Meter(Fields.slot(reader), reader.u32(), reader.u32()));
        }
        return new PublicStatus(
                version, state, Optional.of(new PublicStatus.Details(userTries, adminTries, free, meters)));
    }

    static DeviceInfo device(ByteReader reader) throws MalformedResponseException {
        DeviceInfo device = new DeviceInfo(
                reader.u8(),
                reader.u16(),
                Fields.state(reader),
                Fields.options(reader),
                Fields.setup(reader),
                Fields.capabilities(reader),
                reader.u16(),
                reader.string(Limit.ID_LENGTH),
                reader.u32(),
                new DeviceInfo.PinTries(reader.u8(), reader.u8()),
                new DeviceInfo.PinTries(reader.u8(), reader.u8()),
                Fields.freeSlots(reader),
                Fields.slots(reader),
                Fields.slots(reader),
                Fields.text(reader));
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
                Fields.freeSlots(reader),
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
        int slot = Fields.slot(reader);
        ByteString identity = reader.string(Limit.ID_LENGTH);
        int kind = reader.u8();
        if (kind != Code.KIND_WRAPPING) {
            throw reader.malformed("names key kind " + kind);
        }
        KeyInfo key = new KeyInfo(
                slot,
                identity,
                reader.u16(),
                Fields.flag(reader),
                Fields.flag(reader),
                reader.u32(),
                reader.u32(),
                reader.u32(),
                reader.u32(),
                Fields.optional(reader.u16()),
                PolicyCodec.read(reader),
                Fields.text(reader));
        reader.end();
        return key;
    }

    static AnchorInfo anchor(ByteReader reader) throws MalformedResponseException {
        int slot = Fields.slot(reader);
        int kind = reader.u8();
        if (kind < Code.SPKI_P256 || kind > Code.SPKI_RSA_2048) {
            throw reader.malformed("names anchor kind " + kind);
        }
        AnchorInfo anchor = new AnchorInfo(
                slot,
                AnchorInfo.Kind.values()[kind - Code.SPKI_P256],
                reader.string(Limit.HASH_LENGTH),
                Fields.date(reader),
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
                Fields.optional(reader.u16()));
        reader.end();
        return left;
    }
}
