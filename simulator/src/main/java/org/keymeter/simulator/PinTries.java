package org.keymeter.simulator;

import java.lang.reflect.Field;
import java.util.IdentityHashMap;
import java.util.Map;
import javacard.framework.OwnerPIN;

/**
 * The try counters of PINs at one moment. A transaction does not roll them back, except for update(), which jCardSim does
 * not tell from check() afterwards; so an abort leaves the lower of the two counts. That is never kinder than a card.
 */
final class PinTries {
    private static final Field TRIES = Reflection.field(OwnerPIN.class, "triesLeft");

    private final Map<OwnerPIN, Byte> left = new IdentityHashMap<>();

    private PinTries() {}

    static PinTries of(Iterable<?> objects) {
        PinTries tries = new PinTries();
        for (Object object : objects) {
            if (object instanceof OwnerPIN pin) {
                tries.left.put(pin, pin.getTriesRemaining());
            }
        }
        return tries;
    }

    /** Lowers each counter that stands above its noted count. */
    void neverRise() {
        left.forEach((pin, noted) -> {
            byte[] counter = (byte[]) Reflection.get(TRIES, pin);
            counter[0] = (byte) Math.min(counter[0], noted);
        });
    }
}
