package org.keymeter.cli.card;

import java.util.OptionalInt;

/** Figures of a card as a person would put them. */
final class Words {
    private Words() {}

    /** @param left 0: blocked */
    static String tries(int left) {
        return switch (left) {
            case 0 -> "blocked";
            case 1 -> "1 try left";
            default -> left + " tries left";
        };
    }

    /** @param slots empty without forced auditing */
    static String free(OptionalInt slots) {
        return slots.isPresent() ? "room for " + slots.getAsInt() + " records" : "the oldest record gives way";
    }
}
