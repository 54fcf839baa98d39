package org.keymeter.gui.history;

import java.util.Arrays;

/** Grows; a million numbers take eight megabytes and no objects. */
final class LongList {
    private static final int START = 1024;

    private long[] values = new long[START];
    private int size;

    void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, Math.multiplyExact(size, 2));
        }
        values[size++] = value;
    }

    long[] toArray() {
        return Arrays.copyOf(values, size);
    }
}
