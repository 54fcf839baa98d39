package org.keymeter.simulator.hostile;

import java.util.Arrays;
import java.util.Random;

/** Changes of bytes that several themes make; each leaves what it was given as it is. */
final class Bytes {
    private Bytes() {}

    /** One bit is another, if there are any. */
    static byte[] flip(byte[] bytes, Random random) {
        byte[] flipped = bytes.clone();
        if (flipped.length > 0) {
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
        }
        return flipped;
    }

    static byte[] prepend(int first, byte[] bytes) {
        byte[] longer = new byte[bytes.length + 1];
        longer[0] = (byte) first;
        System.arraycopy(bytes, 0, longer, 1, bytes.length);
        return longer;
    }

    static byte[] without(byte[] bytes, int index) {
        byte[] shorter = Arrays.copyOf(bytes, bytes.length - 1);
        System.arraycopy(bytes, index + 1, shorter, index, shorter.length - index);
        return shorter;
    }
}
