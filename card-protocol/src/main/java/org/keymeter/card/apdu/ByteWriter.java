package org.keymeter.card.apdu;

import java.util.Arrays;
import org.keymeter.card.ByteString;

/** Writes a command's data from front to back. Closing it wipes what was written, but not what was taken out of it. */
public final class ByteWriter implements AutoCloseable {
    private byte[] bytes;
    private int length;

    public ByteWriter() {
        bytes = new byte[256];
    }

    public ByteWriter u8(int value) {
        return number(value, 1);
    }

    public ByteWriter u16(int value) {
        return number(value, 2);
    }

    public ByteWriter u32(long value) {
        return number(value, 4);
    }

    public ByteWriter bytes(byte... added) {
        byte[] longer = reserve(added.length);
        System.arraycopy(added, 0, longer, length, added.length);
        length += added.length;
        return this;
    }

    public ByteWriter string(ByteString added) {
        return bytes(added.toByteArray());
    }

    /** One byte of length and the bytes, at most 255. */
    public ByteWriter lv(byte... added) {
        return number(added.length, 1).bytes(added);
    }

    /** Two bytes of length and the bytes, at most 65,535. */
    public ByteWriter lv16(byte... added) {
        return number(added.length, 2).bytes(added);
    }

    /** A copy of what was written. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    @Override
    public void close() {
        Arrays.fill(bytes, (byte) 0);
        length = 0;
    }

    private ByteWriter number(long value, int count) {
        if (value < 0 || value >>> 8 * count != 0) {
            throw new IllegalArgumentException("does not fit " + count + " bytes");
        }
        byte[] longer = reserve(count);
        for (int i = count - 1; i >= 0; i--) {
            longer[length++] = (byte) (value >>> 8 * i);
        }
        return this;
    }

    private byte[] reserve(int count) {
        if (length + count > bytes.length) {
            byte[] longer = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
            Arrays.fill(bytes, (byte) 0);
            bytes = longer;
        }
        return bytes;
    }
}
