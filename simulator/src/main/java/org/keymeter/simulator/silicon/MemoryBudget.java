package org.keymeter.simulator.silicon;

import java.util.Map;
import java.util.TreeMap;
import javacard.framework.SystemException;

/** What the applets of a card have taken of its memory. Nothing is ever given back, as on cards without object deletion. */
public final class MemoryBudget {
    private final int persistentMost;
    private final int transientMost;
    private final Map<String, Footprint> taken = new TreeMap<>();
    private int persistent;
    private int ram;

    public MemoryBudget(Silicon silicon) {
        boolean endless = silicon.is(Kindness.ENDLESS_MEMORY);
        persistentMost = endless ? Integer.MAX_VALUE : silicon.persistentMemory();
        transientMost = endless ? Integer.MAX_VALUE : silicon.transientMemory();
    }

    /** @throws SystemException NO_RESOURCE or NO_TRANSIENT_SPACE */
    void take(Footprint what) {
        if (what.persistent() > persistentMost - persistent) {
            SystemException.throwIt(SystemException.NO_RESOURCE);
        }
        if (what.ram() > transientMost - ram) {
            SystemException.throwIt(SystemException.NO_TRANSIENT_SPACE);
        }
        persistent += what.persistent();
        ram += what.ram();
        taken.merge(what.kind(), what, Footprint::plus);
    }

    /** Bytes of persistent memory taken. */
    public int persistent() {
        return persistent;
    }

    /** Bytes of RAM taken. */
    public int ram() {
        return ram;
    }

    public int persistentLeft() {
        return persistentMost - persistent;
    }

    public int ramLeft() {
        return transientMost - ram;
    }

    /** The same by kind of thing. */
    public Map<String, Footprint> taken() {
        return Map.copyOf(taken);
    }
}
