package org.keymeter.card.channel;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.interfaces.ECPublicKey;
import javax.crypto.KeyAgreement;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardException;
import org.keymeter.card.ChannelException;
import org.keymeter.card.apdu.ApduProcessor;
import org.keymeter.card.apdu.ByteReader;
import org.keymeter.card.apdu.ByteWriter;
import org.keymeter.card.apdu.CommandApdu;
import org.keymeter.card.apdu.ResponseApdu;
import org.keymeter.protocol.Code;
import org.keymeter.protocol.Ins;
import org.keymeter.protocol.Limit;

/** INTERNAL AUTHENTICATE of SCP11b: the card proves that it holds its channel key. */
final class Handshake {
    private static final String STEP = "INTERNAL AUTHENTICATE (SCP11b)";
    /** SPEC: Amendment F, 7.6.2.3: SCP11b, usage 3C, AES, 16 bytes of key. */
    private static final ByteString CONTROL_REFERENCE = ByteString.ofHex("a60d9002110095013c800188810110");

    private static final byte[] POINT_HEADER = {0x5F, 0x49, Limit.POINT_LENGTH};
    private static final byte[] RECEIPT_HEADER = {(byte) 0x86, Cmac.LENGTH};

    private final ApduProcessor processor;
    private final ECPublicKey channelKey;

    Handshake(ApduProcessor processor, ECPublicKey channelKey) {
        this.processor = processor;
        this.channelKey = channelKey;
    }

    /** @throws ChannelException {@link ChannelException.Problem#NOT_PROVEN} if the receipt is wrong */
    SecureChannel run() throws CardException {
        try {
            KeyPair own = P256.generate();
            byte[] ownPoint = P256.encode((ECPublicKey) own.getPublic());
            byte[] request = request(ownPoint);
            ByteReader answer = new ByteReader(STEP, send(request));
            answer.expect(POINT_HEADER);
            byte[] cardPoint = answer.bytes(Limit.POINT_LENGTH);
            answer.expect(RECEIPT_HEADER);
            byte[] receipt = answer.bytes(Cmac.LENGTH);
            answer.end();

            SessionKeys keys = SessionKeys.derive(
                    agree(own.getPrivate(), P256.decode(cardPoint)), agree(own.getPrivate(), channelKey));
            byte[] expected = Cmac.of(keys.receipt(), request, POINT_HEADER, cardPoint);
            if (MessageDigest.isEqual(expected, receipt)) {
                return new SecureChannel(processor, keys, receipt, transcript(ownPoint, cardPoint));
            }
            keys.close();
            throw new ChannelException(
                    ChannelException.Problem.NOT_PROVEN, "The card did not prove that it holds its channel key.");
        } catch (GeneralSecurityException e) {
            throw new ChannelException(
                    ChannelException.Problem.NOT_PROVEN, "The card's part of the handshake is no key of P-256.", e);
        }
    }

    private byte[] send(byte[] request) throws CardException {
        ResponseApdu answer = processor.transmit(new CommandApdu(
                Code.CLASS_PROPRIETARY & 0xFF,
                Ins.INTERNAL_AUTHENTICATE & 0xFF,
                Code.KEY_VERSION,
                Code.KEY_SCP11B,
                request,
                CommandApdu.SHORT_ANSWER));
        if (!answer.status().isDone()) {
            throw new ChannelException(
                    ChannelException.Problem.NOT_PROVEN,
                    "The card refused to open a channel (" + answer.status() + ").");
        }
        return answer.data();
    }

    private byte[] transcript(byte[] ownPoint, byte[] cardPoint) throws GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(ownPoint);
        digest.update(cardPoint);
        return digest.digest(P256.encode(channelKey));
    }

    private static byte[] request(byte[] ownPoint) {
        try (ByteWriter writer = new ByteWriter()) {
            return writer.string(CONTROL_REFERENCE)
                    .bytes(POINT_HEADER)
                    .bytes(ownPoint)
                    .toByteArray();
        }
    }

    private static byte[] agree(PrivateKey own, ECPublicKey other) throws GeneralSecurityException {
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(own);
        agreement.doPhase(other, true);
        return agreement.generateSecret();
    }
}
