package org.keymeter.simulator.fuzz;

import java.util.SplittableRandom;

/** One step's chances, all of them from its seed. */
final class Random {
    private final SplittableRandom source;

    Random(long seed) {
        source = new SplittableRandom(seed);
    }

    /** 0 to bound - 1. */
    int below(int bound) {
        return source.nextInt(bound);
    }

    boolean inHundred(int chances) {
        return source.nextInt(100) < chances;
    }

    boolean inTenThousand(int chances) {
        return source.nextInt(10_000) < chances;
    }

    byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        source.nextBytes(bytes);
        return bytes;
    }

    @SafeVarargs
    final <T> T oneOf(T... choices) {
        return choices[source.nextInt(choices.length)];
    }

    /** A byte, mostly one at which something changes. */
    int edge() {
        return inHundred(60) ? oneOf(0, 1, 2, 7, 8, 9, 0x7F, 0x80, 0x81, 0x82, 0xFE, 0xFF) : below(256);
    }
}
