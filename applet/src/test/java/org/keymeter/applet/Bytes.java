package org.keymeter.applet;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Byte strings for tests. */
final class Bytes {
    private Bytes() {}

    static byte[] concatenate(byte[]... parts) {
        ByteBuffer whole = ByteBuffer.allocate(
                Arrays.stream(parts).mapToInt(part -> part.length).sum());
        Arrays.stream(parts).forEach(whole::put);
        return whole.array();
    }

    /** Bytes that differ from their neighbours. */
    static byte[] pattern(int length) {
        byte[] data = new byte[length];
        for (int i = 0; i < length; i++) {
            data[i] = (byte) (i * 7 + 3);
        }
        return data;
    }
}
