package org.keymeter.gui.rotation;

import java.util.List;
import org.keymeter.card.KeyInfo;

/**
 * How far the rotation of a key is, by what the card and the tables say: so it can be told after a crash as well.
 *
 * @param key as the card has it
 * @param tables of the key, and those that cannot be read
 */
record RotationState(KeyInfo key, List<TableLine> tables) {
    RotationState {
        tables = List.copyOf(tables);
    }

    enum Stage {
        /** Which tables there are nobody has said. */
        NO_TABLES,
        /** One generation on the card. */
        READY,
        /** Two generations, and subkeys under the old one. */
        UNFINISHED,
        /** Two generations, and nothing known under the old one. */
        MOVED
    }

    static RotationState of(KeyInfo key, List<TableLine> known) {
        return new RotationState(
                key, known.stream().filter(table -> table.isOf(key)).toList());
    }

    Stage stage() {
        if (tables.isEmpty()) {
            return Stage.NO_TABLES;
        } else if (!key.hasOldGeneration()) {
            return Stage.READY;
        }
        return toMove() > 0 ? Stage.UNFINISHED : Stage.MOVED;
    }

    /** Subkeys that the next run moves. */
    long toMove() {
        int from = key.hasOldGeneration() ? key.generation() - 1 : key.generation();
        return tables.stream().mapToLong(table -> table.count(key, from)).sum();
    }

    /** Subkeys that are under the new generation already. */
    long moved() {
        return key.hasOldGeneration()
                ? tables.stream()
                        .mapToLong(table -> table.count(key, key.generation()))
                        .sum()
                : 0;
    }

    long damaged() {
        return tables.stream().mapToLong(TableLine::damaged).sum();
    }

    /** Whether every known table can be read: a rotation must not pass one over. */
    boolean isReadable() {
        return tables.stream().allMatch(table -> table.info().isPresent());
    }

    boolean canMove() {
        return isReadable() && (stage() == Stage.READY || stage() == Stage.UNFINISHED);
    }

    /** Whether nothing known depends on the old generation any more. */
    boolean canRetire() {
        return isReadable() && stage() == Stage.MOVED;
    }
}
