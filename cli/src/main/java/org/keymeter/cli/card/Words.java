package org.keymeter.cli.card;

import java.util.OptionalInt;
import org.keymeter.card.Count;

/** Figures of a card as a person would put them. */
final class Words {
    private Words() {}

    /** @param left 0: blocked */
    static String tries(int left) {
        return left == 0 ? "blocked" : Count.of(left, "try") + " left";
    }

    /** @param slots empty without forced auditing */
    static String free(OptionalInt slots) {
        return slots.isPresent() ? "room for " + Count.of(slots.getAsInt(), "record") : "the oldest record gives way";
    }
}
