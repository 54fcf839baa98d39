package org.keymeter.simulator.silicon;

import java.util.EnumSet;
import java.util.Set;

/**
 * How much a card's silicon offers.
 *
 * @param commitBuffer bytes that one transaction may take
 * @param persistentMemory bytes
 * @param transientMemory bytes
 * @param kindnesses at what it is kinder than any silicon, none but in tests
 */
public record Silicon(int commitBuffer, int persistentMemory, int transientMemory, Set<Kindness> kindnesses) {
    /** JCOP 2.4, SLE 78 and others: JCSystem.getMaxCommitCapacity() as JCAlgTest measured it. */
    public static final int SMALL_COMMIT_BUFFER = 512;
    /** JCOP 4. */
    public static final int LARGE_COMMIT_BUFFER = 5_120;

    /** What the simulated card is: the commit buffer of JCOP 2.4, the memory of a J3R180 (as JCAlgTest measured them). */
    public static final Silicon STRICT = new Silicon(SMALL_COMMIT_BUFFER, 139_360, 4_084, Set.of());

    public Silicon {
        kindnesses = Set.copyOf(kindnesses);
    }

    public Silicon withCommitBuffer(int bytes) {
        return new Silicon(bytes, persistentMemory, transientMemory, kindnesses);
    }

    public Silicon withMemory(int persistent, int ram) {
        return new Silicon(commitBuffer, persistent, ram, kindnesses);
    }

    /** For tests, which must fail then. */
    public Silicon kinder(Kindness kindness) {
        Set<Kindness> all = EnumSet.of(kindness);
        all.addAll(kindnesses);
        return new Silicon(commitBuffer, persistentMemory, transientMemory, all);
    }

    public boolean is(Kindness kindness) {
        return kindnesses.contains(kindness);
    }
}
