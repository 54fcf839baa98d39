package org.keymeter.volume;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** A table as docs/VOLUME.md lays it out, read and written without the code under test. */
final class RawTable {
    static final int HEADER = 4096;
    static final int SLOT = 128;

    final byte[] image;

    RawTable(byte[] image) {
        this.image = image;
    }

    static int slotOffset(long segment, int copy) {
        long group = segment / 512;
        return Math.toIntExact(8192 + group * 131072 + copy * 65536L + segment % 512 * 128);
    }

    byte[] header(int copy) {
        return Arrays.copyOfRange(image, copy * HEADER, (copy + 1) * HEADER);
    }

    byte[] slot(long segment, int copy) {
        return Arrays.copyOfRange(image, slotOffset(segment, copy), slotOffset(segment, copy) + SLOT);
    }

    void putSlot(long segment, int copy, byte[] slot) {
        System.arraycopy(slot, 0, image, slotOffset(segment, copy), SLOT);
    }

    /** Puts this content into both copies of a slot, with a checksum that is right there. */
    void forgeSlot(long segment, byte[] slot) {
        byte[] forged = slot.clone();
        MessageDigest digest = sha256();
        digest.update(image, 32, 16);
        digest.update(ByteBuffer.allocate(8).putLong(0, segment));
        digest.update(forged, 0, 112);
        System.arraycopy(digest.digest(), 0, forged, 112, 16);
        putSlot(segment, 0, forged);
        putSlot(segment, 1, forged);
    }

    /** Makes both copies of the header this one, with a checksum that is right. */
    void forgeHeader(byte[] header) {
        byte[] checksum = sha256().digest(Arrays.copyOf(header, 4064));
        for (int copy = 0; copy < 2; copy++) {
            System.arraycopy(header, 0, image, copy * HEADER, 4064);
            System.arraycopy(checksum, 0, image, copy * HEADER + 4064, 32);
        }
    }

    /** Gives the table a second recipient with serial 2, and these slots a blob for it, of ones. */
    void addSecondRecipient(SubkeyCard.KeyState key, SegmentSet segments) {
        ByteBuffer header = ByteBuffer.wrap(header(0));
        header.putShort(64, (short) 2);
        header.position(192)
                .putShort((short) 2)
                .putShort((short) 1)
                .putShort((short) 1)
                .putShort((short) 0);
        header.put(key.identity().toByteArray()).put(key.deviceId().toByteArray());
        byte[] label = key.label().getBytes(StandardCharsets.UTF_8);
        header.put((byte) label.length).put(label);
        forgeHeader(header.array());
        segments.iterator().forEachRemaining((long segment) -> {
            ByteBuffer slot = ByteBuffer.wrap(slot(segment, 0));
            slot.position(60).putShort((short) 2).putShort((short) 1);
            Arrays.fill(slot.array(), 64, 112, (byte) 1);
            forgeSlot(segment, slot.array());
        });
    }

    void flip(int bit) {
        image[bit / 8] ^= (byte) (1 << bit % 8);
    }

    CrashingStorage storage() {
        return CrashingStorage.of(image);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
