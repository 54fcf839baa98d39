package org.keymeter.volume;

import java.util.Optional;

/**
 * What the two copies of a slot say together (docs/VOLUME.md, section 4).
 *
 * @param kind what follows from them
 * @param slot the content, {@link Slot#EMPTY} if it was never written; null if {@link Kind#DAMAGED}
 * @param copiesAgree whether both copies say that
 */
record SlotState(Kind kind, Slot slot, boolean copiesAgree) {
    private static final SlotState DAMAGED = new SlotState(Kind.DAMAGED, null, false);

    enum Kind {
        /** No subkey was ever handed out for this segment. */
        ABSENT,
        PRESENT,
        /** There may have been a subkey, and no copy of its slot is whole. */
        DAMAGED
    }

    /**
     * One copy.
     *
     * @param isZero whether it was never written
     * @param slot its content if it is whole
     */
    record Copy(boolean isZero, Optional<Slot> slot) {}

    static SlotState of(Copy first, Copy second) {
        if (first.slot().isPresent() && second.slot().isPresent()) {
            return ofTwo(first.slot().get(), second.slot().get());
        }
        Optional<Slot> whole = first.slot().or(second::slot);
        if (whole.isPresent()) {
            return of(whole.get(), false);
        }
        // The first copy is durable before the second is begun: a second copy of zeros was never begun.
        return second.isZero() ? of(Slot.EMPTY, first.isZero()) : DAMAGED;
    }

    private static SlotState ofTwo(Slot first, Slot second) {
        if (first.sequence() == second.sequence()) {
            return first.equals(second) ? of(first, true) : DAMAGED;
        }
        return of(first.isNewerThan(second) ? first : second, false);
    }

    private static SlotState of(Slot slot, boolean copiesAgree) {
        return new SlotState(slot.blobs().isEmpty() ? Kind.ABSENT : Kind.PRESENT, slot, copiesAgree);
    }
}
