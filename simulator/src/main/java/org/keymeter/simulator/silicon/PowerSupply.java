package org.keymeter.simulator.silicon;

import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Gives a card its power, counts what it writes into persistent memory, and may fail before a write. */
public final class PowerSupply {
    static final Consumer<Random> NOTHING_TORN = random -> {};
    private static final long NEVER = -1;

    private final boolean writesWithoutPower;
    private long writes;
    private long cutBefore = NEVER;
    private long seed;
    private boolean off;
    private boolean tearable;

    PowerSupply(boolean writesWithoutPower) {
        this.writesWithoutPower = writesWithoutPower;
    }

    /**
     * Fails once, before a write.
     *
     * @param write 1 is the next
     * @param seed says how a write that can be torn is torn: not begun, half done, or done
     */
    public void cutBefore(long write, long seed) {
        if (write < 1) {
            throw new IllegalArgumentException("no such write: " + write);
        }
        writes = 0;
        cutBefore = write;
        this.seed = seed;
    }

    /** Counts writes from 0 on, and fails before none of them. */
    public void count() {
        writes = 0;
        cutBefore = NEVER;
    }

    /** Persistent writes since {@link #count} or {@link #cutBefore}, the one that was cut among them. */
    public long writes() {
        return writes;
    }

    /** Whether the write that was cut last could be left half done, so that another seed may leave something else. */
    public boolean wasTorn() {
        return tearable;
    }

    /** @throws PowerCut if it is off */
    public void require() {
        if (off) {
            throw new PowerCut();
        }
    }

    /** Power comes back. */
    public void restore() {
        off = false;
        cutBefore = NEVER;
    }

    /** @param torn leaves behind what a write that power loss interrupts may leave */
    void write(Consumer<Random> torn) {
        if (off && !writesWithoutPower) {
            throw new PowerCut();
        }
        writes++;
        if (writes == cutBefore) {
            off = true;
            tearable = torn != NOTHING_TORN;
            // Neighbouring seeds of Random begin alike.
            torn.accept(new Random(new SplittableRandom(seed).nextLong()));
            throw new PowerCut();
        }
    }
}
