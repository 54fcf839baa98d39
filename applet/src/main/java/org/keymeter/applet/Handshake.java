package org.keymeter.applet;

import javacard.framework.ISOException;
import javacard.framework.Util;
import javacard.security.ECPublicKey;
import javacard.security.KeyPair;
import org.keymeter.protocol.Limit;
import org.keymeter.protocol.Sw;

/**
 * What one SCP11b handshake computes, laid out in the buffer that holds the request: request, answer, secrets. Whoever calls this wipes
 * the secrets, whatever happens.
 */
final class Handshake {
    static final short REQUEST_LENGTH = 83;
    static final short ANSWER_LENGTH = 86;

    /** Bytes that it takes from the request's first on. */
    static final short LENGTH = 304;

    // Layout, from the request's first byte on.
    private static final short HOST_POINT = 18;
    static final short ANSWER = REQUEST_LENGTH;
    private static final short CARD_POINT = 86;
    private static final short RECEIPT_HEADER = 151;
    static final short RECEIPT = 153;
    private static final short SECRETS = 169;
    private static final short STATIC_SECRET = 201;
    private static final short COUNTER = 233;
    private static final short INFO = 237;
    static final short RECEIPT_KEY = 240;
    static final short ENCRYPTION_KEY = 256;
    static final short COMMAND_MAC_KEY = 272;
    static final short RESPONSE_MAC_KEY = 288;

    /** What the receipt covers: the request, and the answer up to the receipt. */
    static final short SIGNED_LENGTH = RECEIPT_HEADER;

    /** All that a request may hold in front of the host's point: A6 {90: SCP11b, 95: usage, 80: AES, 81: length} 5F49. */
    private static final byte[] REQUEST = {
        (byte) 0xA6, (byte) 0x0D, (byte) 0x90, (byte) 0x02, (byte) 0x11, (byte) 0x00, (byte) 0x95, (byte) 0x01,
        (byte) 0x3C, (byte) 0x80, (byte) 0x01, (byte) 0x88, (byte) 0x81, (byte) 0x01, (byte) 0x10, (byte) 0x5F,
        (byte) 0x49, (byte) 0x41,
    };

    private static final short POINT_HEADER = 15;
    private static final short POINT_HEADER_LENGTH = 3;

    /** Tag and length. */
    private static final short RECEIPT_TAG = (short) 0x8610;

    /** Shared info of the key derivation: usage, type and length of the keys, as in the request. */
    private static final byte[] KEY_INFO = {0x3C, (byte) 0x88, 0x10};

    private static final short POINT = Curve.P256_POINT_LENGTH;

    private final Engines engines;

    Handshake(Engines engines) {
        this.engines = engines;
    }

    /** Refuses with WRONG_DATA what is no request. */
    static void require(byte[] buffer, short offset, short length) {
        if (length != REQUEST_LENGTH
                || Util.arrayCompare(buffer, offset, REQUEST, (short) 0, HOST_POINT) != 0
                || buffer[(short) (offset + HOST_POINT)] != Curve.UNCOMPRESSED) {
            ISOException.throwIt(Sw.WRONG_DATA);
        }
    }

    /** Makes a new ephemeral key and derives the four session keys. SPEC: X9.63 with SHA-256 over both shared secrets. */
    void deriveKeys(byte[] buffer, short offset, KeyPair channelKey) {
        short hostPoint = (short) (offset + HOST_POINT);
        short secrets = (short) (offset + SECRETS);
        engines.makeEphemeral();
        engines.ecdh.init(engines.channelEphemeral.getPrivate());
        engines.ecdh.generateSecret(buffer, hostPoint, POINT, buffer, secrets);
        engines.ecdh.init(channelKey.getPrivate());
        engines.ecdh.generateSecret(buffer, hostPoint, POINT, buffer, (short) (offset + STATIC_SECRET));

        Util.arrayFillNonAtomic(buffer, (short) (offset + COUNTER), Limit.U32_LENGTH, (byte) 0);
        Util.arrayCopyNonAtomic(KEY_INFO, (short) 0, buffer, (short) (offset + INFO), (short) KEY_INFO.length);
        short lastOfCounter = (short) (offset + INFO - 1);
        buffer[lastOfCounter] = 1;
        engines.sha256.doFinal(
                buffer, secrets, (short) (RECEIPT_KEY - SECRETS), buffer, (short) (offset + RECEIPT_KEY));
        // A third round would give S-DEK, which has no use here.
        buffer[lastOfCounter] = 2;
        engines.sha256.doFinal(
                buffer, secrets, (short) (RECEIPT_KEY - SECRETS), buffer, (short) (offset + COMMAND_MAC_KEY));
    }

    /** Writes the answer but its receipt. */
    void writeAnswer(byte[] buffer, short offset) {
        Util.arrayCopyNonAtomic(REQUEST, POINT_HEADER, buffer, (short) (offset + ANSWER), POINT_HEADER_LENGTH);
        ((ECPublicKey) engines.channelEphemeral.getPublic()).getW(buffer, (short) (offset + CARD_POINT));
        Util.setShort(buffer, (short) (offset + RECEIPT_HEADER), RECEIPT_TAG);
    }

    /** Writes SHA-256(host point, card's ephemeral point, channel point), over the secrets' place. */
    void writeTranscript(byte[] buffer, short offset, KeyPair channelKey, byte[] to, short toOffset) {
        short channelPoint = (short) (offset + SECRETS);
        ((ECPublicKey) channelKey.getPublic()).getW(buffer, channelPoint);
        engines.sha256.update(buffer, (short) (offset + HOST_POINT), POINT);
        engines.sha256.update(buffer, (short) (offset + CARD_POINT), POINT);
        engines.sha256.doFinal(buffer, channelPoint, POINT, to, toOffset);
    }

    static void wipeSecrets(byte[] buffer, short offset) {
        Util.arrayFillNonAtomic(buffer, (short) (offset + SECRETS), (short) (LENGTH - SECRETS), (byte) 0);
    }
}
