package org.keymeter.card;

import java.security.InvalidKeyException;
import java.security.SecureRandom;
import java.util.Optional;
import org.keymeter.card.apdu.ApduProcessor;
import org.keymeter.card.apdu.ByteReader;
import org.keymeter.card.apdu.ByteWriter;
import org.keymeter.card.apdu.ChainedCommands;
import org.keymeter.card.apdu.CollectedAnswers;
import org.keymeter.card.apdu.CommandApdu;
import org.keymeter.card.apdu.ResponseApdu;
import org.keymeter.card.apdu.SingleApdus;
import org.keymeter.card.apdu.StatusWord;
import org.keymeter.card.channel.P256;
import org.keymeter.card.channel.SecureChannel;
import org.keymeter.protocol.Code;
import org.keymeter.protocol.Ins;
import org.keymeter.protocol.Limit;
import org.keymeter.protocol.Sw;

/** What a card answers outside the channel: section 2 of docs/PROTOCOL.md. */
final class PlainCommands {
    /** F0 ‖ "KEYMETER" ‖ 01. */
    static final ByteString AID = ByteString.ofHex("f04b45594d4554455201");

    private static final int BY_NAME = 4;
    private static final String VOUCHER = "INTERNAL AUTHENTICATE (voucher)";

    private final ApduProcessor processor;

    private PlainCommands(ApduProcessor processor) {
        this.processor = processor;
    }

    static PlainCommands over(CardConnection connection) {
        SingleApdus single = new SingleApdus(connection, connection.supportsExtended());
        return new PlainCommands(new CollectedAnswers(new ChainedCommands(single)));
    }

    AppletInfo select() throws CardException {
        ResponseApdu answer = processor.transmit(CommandApdu.interindustry(Ins.SELECT, BY_NAME, 0, AID.toByteArray()));
        if (!answer.status().isDone()) {
            throw UnsupportedCardException.noApplet();
        }
        ByteReader reader = new ByteReader("SELECT", answer.data());
        reader.expect((byte) 0x6F, (byte) 0x18, (byte) 0x84, (byte) Limit.AID_LENGTH);
        reader.expect(AID.toByteArray());
        reader.expect((byte) 0xA5, (byte) 0x0A, (byte) 0x80, (byte) 1);
        int version = reader.u8();
        if (version != Code.PROTOCOL_VERSION) {
            throw UnsupportedCardException.otherVersion(version);
        }
        reader.expect((byte) 0x81, (byte) 1);
        CardState state = Fields.state(reader);
        reader.expect((byte) 0x82, (byte) 2);
        int maxData = reader.u16();
        reader.end();
        if (maxData < Limit.BUFFER_MINIMUM - Limit.BUFFER_OVERHEAD
                || maxData > Limit.BUFFER_MAXIMUM - Limit.BUFFER_OVERHEAD) {
            throw reader.malformed("says that a command carries " + maxData + " bytes");
        }
        return new AppletInfo(version, state, maxData);
    }

    PublicStatus readStatus() throws CardException {
        ResponseApdu answer = transmitStatus();
        if (!answer.status().isDone()) {
            throw refused("GET STATUS", answer.status(), "to say how it is");
        }
        return ObjectReader.publicStatus(new ByteReader("GET STATUS", answer.data()));
    }

    /** Empty if another applet than Keymeter's answers, or none. */
    Optional<PublicStatus> tryReadStatus() throws CardException {
        ResponseApdu answer = transmitStatus();
        if (!answer.status().isDone()) {
            return Optional.empty();
        }
        try {
            return Optional.of(ObjectReader.publicStatus(new ByteReader("GET STATUS", answer.data())));
        } catch (MalformedResponseException e) {
            return Optional.empty();
        }
    }

    /** Signed by the device key it names, over a nonce made here. */
    Voucher readVoucher() throws CardException {
        byte[] nonce = new byte[Limit.NONCE_LENGTH];
        new SecureRandom().nextBytes(nonce);
        ResponseApdu answer =
                processor.transmit(CommandApdu.interindustry(Ins.INTERNAL_AUTHENTICATE, 0, 0, nonce.clone()));
        if (!answer.status().isDone()) {
            throw refused(VOUCHER, answer.status(), "to vouch for its channel key");
        }
        ByteReader reader = new ByteReader(VOUCHER, answer.data());
        ByteString deviceId = reader.string(Limit.ID_LENGTH);
        long instance = reader.u32();
        DeviceKey deviceKey = DeviceKey.ofPoint(reader.string(Limit.POINT_LENGTH));
        Voucher voucher =
                new Voucher(new DeviceIdentity(deviceId, instance, deviceKey), reader.string(Limit.POINT_LENGTH));
        if (!deviceKey.verifies(message(voucher, nonce), reader.rest().toByteArray())) {
            throw UnknownDeviceException.notVouched(voucher.identity());
        }
        return voucher;
    }

    CardLink openLink(Voucher voucher, AppletInfo applet) throws CardException {
        try {
            SecureChannel channel = SecureChannel.open(
                    processor, P256.decode(voucher.channelKey().toByteArray()));
            return new CardLink(channel, applet, voucher.identity());
        } catch (InvalidKeyException e) {
            throw new MalformedResponseException(VOUCHER, "names a channel key that is no point of P-256");
        }
    }

    private ResponseApdu transmitStatus() throws CardException {
        return processor.transmit(CommandApdu.proprietary(Ins.GET_STATUS, 0));
    }

    private static byte[] message(Voucher voucher, byte[] nonce) {
        try (ByteWriter writer = new ByteWriter()) {
            return writer.bytes(Statement.CHANNEL.tag())
                    .string(voucher.identity().deviceId())
                    .u32(voucher.identity().instance())
                    .string(voucher.channelKey())
                    .bytes(nonce)
                    .toByteArray();
        }
    }

    private static CardException refused(String step, StatusWord status, String phrase) {
        if (status.is(Sw.UNKNOWN_INSTRUCTION) || status.is(Sw.UNKNOWN_CLASS)) {
            return UnsupportedCardException.noApplet();
        }
        // A warning would pass for authentic, which nothing outside the channel is.
        return status.isWarning()
                ? new MalformedResponseException(step, "is the warning " + status)
                : new CommandRefusedException(status, phrase);
    }
}
