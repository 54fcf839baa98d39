package org.keymeter.simulator.silicon;

import com.licel.jcardsim.base.SimulatorSystem;

/** A runtime with memory like a card's. */
public interface SiliconCard {
    PersistentMemory persistentMemory();

    MemoryBudget memoryBudget();

    /** The card whose applet runs in this thread. */
    static SiliconCard current() {
        if (SimulatorSystem.instance() instanceof SiliconCard card) {
            return card;
        }
        throw new IllegalStateException("an applet loaded for silicon runs on something else");
    }
}
