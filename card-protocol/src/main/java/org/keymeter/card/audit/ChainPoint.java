package org.keymeter.card.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.keymeter.card.ByteString;

/**
 * The chain of a log at one record: h(i) = SHA-256(h(i−1) ‖ record i).
 *
 * @param sequence of the record, 0 before the first
 * @param chain value there, 32 bytes
 */
public record ChainPoint(long sequence, ByteString chain) {
    static final String HEAD_TAG = "KEYMETER-HEAD-v1";

    /**
     * Before the first record: h(0) = SHA-256(tag ‖ device id ‖ instance).
     *
     * @param deviceId 16 bytes
     * @param instance u32
     */
    public static ChainPoint start(ByteString deviceId, long instance) {
        byte[] number =
                ByteBuffer.allocate(Integer.BYTES).putInt((int) instance).array();
        byte[] tag = HEAD_TAG.getBytes(StandardCharsets.US_ASCII);
        return new ChainPoint(0, sha256(tag, deviceId.toByteArray(), number));
    }

    /** Whether this record is the next one. */
    public boolean precedes(AuditRecord record) {
        return record.sequence() == sequence + 1;
    }

    /** @param record the next one */
    public ChainPoint append(AuditRecord record) {
        if (!precedes(record)) {
            throw new IllegalArgumentException("record " + record.sequence() + " does not follow " + sequence);
        }
        return new ChainPoint(
                record.sequence(), sha256(chain.toByteArray(), record.bytes().toByteArray()));
    }

    static ByteString sha256(byte[]... parts) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                sha256.update(part);
            }
            return ByteString.of(sha256.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
