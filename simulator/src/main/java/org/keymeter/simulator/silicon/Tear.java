package org.keymeter.simulator.silicon;

import java.util.Arrays;
import java.util.Random;

/** What is left of a write into memory that power loss interrupted. */
final class Tear {
    private Tear() {}

    /**
     * Writes nothing, all, some first bytes, some first bytes and garbage behind, or garbage.
     *
     * @param after what the whole array was to be
     */
    static void bytes(byte[] array, int offset, int length, byte[] after, Random random) {
        int whole = random.nextInt(5);
        int written = whole == 0 ? 0 : whole == 1 ? length : random.nextInt(length + 1);
        int begun = whole < 3 ? written : whole == 3 ? written + random.nextInt(length - written + 1) : length;
        System.arraycopy(after, offset, array, offset, written);
        byte[] garbage = garbage(begun - written, random);
        System.arraycopy(garbage, 0, array, offset + written, garbage.length);
    }

    /** What stands in cells that are being written: erased, programmed to the end, or anything. */
    static byte[] garbage(int length, Random random) {
        byte[] bytes = new byte[length];
        int kind = random.nextInt(3);
        if (kind == 0) {
            random.nextBytes(bytes);
        } else {
            Arrays.fill(bytes, (byte) (kind == 1 ? 0 : 0xFF));
        }
        return bytes;
    }
}
