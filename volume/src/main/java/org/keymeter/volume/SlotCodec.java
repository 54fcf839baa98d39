package org.keymeter.volume;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import org.keymeter.card.ByteString;

/** Slots in a buffer that starts at a slot, each with its checksum over volume id, segment and content. */
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

    /** @param index of the slot in the buffer */
    SlotState.Copy decode(ByteBuffer buffer, int index, long segment) {
        byte[] bytes = new byte[Geometry.SLOT_LENGTH];
        buffer.get(index * Geometry.SLOT_LENGTH, bytes);
        if (Arrays.equals(bytes, ZEROS)) {
            return new SlotState.Copy(true, Optional.empty());
        }
        byte[] content = Arrays.copyOf(bytes, Slot.CONTENT_LENGTH);
        byte[] checksum = Arrays.copyOfRange(bytes, Slot.CONTENT_LENGTH, bytes.length);
        boolean isWhole = MessageDigest.isEqual(checksum, checksum(content, segment));
        return new SlotState.Copy(false, isWhole ? Slot.decode(content) : Optional.empty());
    }

    /** @param index of the slot in the buffer */
    void encode(Slot slot, ByteBuffer buffer, int index, long segment) {
        byte[] content = slot.encode();
        buffer.put(index * Geometry.SLOT_LENGTH, content);
        buffer.put(index * Geometry.SLOT_LENGTH + content.length, checksum(content, segment));
    }

    private byte[] checksum(byte[] content, long segment) {
        digest.update(volumeId);
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, segment));
        return Arrays.copyOf(digest.digest(content), CHECKSUM_LENGTH);
    }
}
