package org.keymeter.simulator.fuzz;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * A command before it is wrapped.
 *
 * @param cla without the bits of secure messaging and chaining, as are the other bytes of the header 0 to 255
 */
record Command(int cla, int ins, int p1, int p2, byte[] data) {
    static final byte[] NO_DATA = {};

    static Command of(int cla, int ins, int p1, int p2) {
        return new Command(cla, ins, p1, p2, NO_DATA);
    }

    /** @param parts bytes as int, or byte[] */
    static byte[] join(Object... parts) {
        ByteBuffer joined = ByteBuffer.allocate(4096);
        for (Object part : parts) {
            if (part instanceof byte[] bytes) {
                joined.put(bytes);
            } else {
                joined.put(((Integer) part).byteValue());
            }
        }
        byte[] bytes = new byte[joined.flip().remaining()];
        joined.get(bytes);
        return bytes;
    }

    static byte[] u16(int value) {
        return new byte[] {(byte) (value >> 8), (byte) value};
    }

    static byte[] u32(long value) {
        return ByteBuffer.allocate(4).putInt((int) value).array();
    }

    /** Whether it is this instruction of this class. */
    boolean is(int otherCla, byte otherIns) {
        return cla == otherCla && ins == (otherIns & 0xFF);
    }

    @Override
    public String toString() {
        return String.format("%02X%02X%02X%02X", cla, ins, p1, p2)
                + (data.length == 0 ? "" : " " + HexFormat.of().formatHex(data));
    }
}
