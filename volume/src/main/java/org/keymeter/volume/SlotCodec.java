package org.keymeter.volume;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import org.keymeter.card.ByteString;

/** Slots as bytes: their content, and a checksum over volume id, segment and content. */
final class SlotCodec {
    private static final int CHECKSUM_LENGTH = Geometry.SLOT_LENGTH - Slot.CONTENT_LENGTH;
    private static final byte[] ZEROS = new byte[Geometry.SLOT_LENGTH];

    private final MessageDigest digest = sha256();
    private final byte[] volumeId;

    SlotCodec(ByteString volumeId) {
        this.volumeId = volumeId.toByteArray();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** The bytes of a slot, in a buffer that starts at a slot. */
    static byte[] bytes(ByteBuffer buffer, int index) {
        byte[] bytes = new byte[Geometry.SLOT_LENGTH];
        buffer.get(index * Geometry.SLOT_LENGTH, bytes);
        return bytes;
    }

    /** Whether a slot was never written. */
    static boolean isZero(byte[] bytes) {
        return Arrays.equals(bytes, ZEROS);
    }

    /** What two copies of a slot say together. */
    SlotState decode(byte[] first, byte[] second, long segment) {
        SlotState.Copy copy = decode(first, segment);
        return SlotState.of(copy, Arrays.equals(first, second) ? copy : decode(second, segment));
    }

    private SlotState.Copy decode(byte[] bytes, long segment) {
        if (isZero(bytes)) {
            return new SlotState.Copy(true, Optional.empty());
        }
        byte[] content = Arrays.copyOf(bytes, Slot.CONTENT_LENGTH);
        byte[] checksum = Arrays.copyOfRange(bytes, Slot.CONTENT_LENGTH, bytes.length);
        boolean isWhole = MessageDigest.isEqual(checksum, checksum(content, segment));
        return new SlotState.Copy(false, isWhole ? Slot.decode(content) : Optional.empty());
    }

    byte[] encode(Slot slot, long segment) {
        byte[] content = slot.encode();
        byte[] bytes = Arrays.copyOf(content, Geometry.SLOT_LENGTH);
        System.arraycopy(checksum(content, segment), 0, bytes, content.length, CHECKSUM_LENGTH);
        return bytes;
    }

    private byte[] checksum(byte[] content, long segment) {
        digest.update(volumeId);
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, segment));
        return Arrays.copyOf(digest.digest(content), CHECKSUM_LENGTH);
    }
}
