package org.keymeter.simulator.counting;

import java.util.Comparator;

/**
 * One call as far as its cost goes.
 *
 * @param bytes that it works on; 0 where that makes no difference
 */
public record Call(NativeCall kind, int bytes) implements Comparable<Call> {
    @Override
    public int compareTo(Call other) {
        return Comparator.comparing(Call::kind).thenComparingInt(Call::bytes).compare(this, other);
    }

    @Override
    public String toString() {
        return bytes == 0 ? kind.toString() : kind + " " + bytes;
    }
}
