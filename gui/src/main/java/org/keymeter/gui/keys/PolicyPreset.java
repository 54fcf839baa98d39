package org.keymeter.gui.keys;

import java.util.List;
import java.util.Locale;
import org.keymeter.card.ByteString;
import org.keymeter.card.Policy;

/** Policies that fit common uses of a key; uses are counted in parts (segments) of a store, each opened by one use. */
public enum PolicyPreset {
    /**
     * One person's computer. 200 uses are a day's work (3.1 GiB of 16 MiB parts). A burst of 50 has the PIN entered every hour
     * or two, so that a session left open gives away a quarter. A lease of 10 spares nine writes of ten; a laptop that runs
     * flat loses nine uses. It starts full, to be of use at once; its approver signs himself.
     */
    LAPTOP(new Terms(200, 50, 0, 10, 0), 200),

    /**
     * A server for many. 5,000 uses are a day of theirs. No burst: nobody sits there to enter the PIN again. A lease of 64
     * makes the cost of counting disappear (docs/BENCHMARKS.md). One intermediate: whoever runs servers keeps the root's
     * key offline and approves with a CA below it.
     */
    SHARED_STORAGE(new Terms(5_000, 0, 0, 64, 1), 5_000),

    /**
     * Written now, read seldom, for decades. No uses to start with: writing takes none, and reading can wait for an approver.
     * No lifetime limit, which would end the archive one day; two intermediates, because the root outlives the CAs below
     * it. A lease of 1: nothing is in a hurry, and no use is lost.
     */
    ARCHIVE(new Terms(100, 25, 0, 1, 2), 0),

    /**
     * Each look is approved. 20 uses at a time, 5 for an entry of the PIN, none lost, none without a grant; and 1,000 in its
     * life, which not even somebody who stole the CA's key can exceed.
     */
    STRICT(new Terms(20, 5, 1_000, 1, 0), 0);

    private final Terms terms;
    private final long initialUses;

    PolicyPreset(Terms terms, long initialUses) {
        this.terms = terms;
        this.initialUses = initialUses;
    }

    private record Terms(long ceiling, int burst, long lifetime, int lease, int intermediates) {}

    /**
     * With the user PIN, always.
     *
     * @param anchors SHA-256 of the SPKI of each CA whose grants refill the key; none: never refillable
     */
    public Policy policy(List<ByteString> anchors) {
        return new Policy(true, terms.intermediates, terms.ceiling, terms.burst, terms.lifetime, terms.lease, anchors);
    }

    /**
     * Uses to start with. A key that nobody can refill starts full: it could never be used otherwise.
     *
     * @param anchors as given to {@link #policy}
     */
    public long initialUses(List<ByteString> anchors) {
        return anchors.isEmpty() ? terms.ceiling : initialUses;
    }

    /** Of its texts: the name, and with {@code .text} after it what it is for. */
    public String key() {
        return "preset." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
