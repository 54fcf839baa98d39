package org.keymeter.gui.rotation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.keymeter.card.KeyInfo;
import org.keymeter.gui.words.Problem;
import org.keymeter.gui.words.Problems;
import org.keymeter.volume.SubkeyTable;
import org.keymeter.volume.TableInfo;

/**
 * A table as far as a rotation goes.
 *
 * @param path of its file
 * @param info what it says of itself, if it could be read
 * @param problem why it could not
 */
record TableLine(Path path, Optional<TableInfo> info, Optional<Problem> problem) {
    /** Reads the whole table: not for the UI's thread. */
    static TableLine read(Path path, Problems problems) {
        try {
            return new TableLine(path, Optional.of(SubkeyTable.readInfo(path)), Optional.empty());
        } catch (IOException e) {
            return new TableLine(path, Optional.empty(), Optional.of(problems.of(e)));
        }
    }

    /** Whether subkeys in it are wrapped under this key; of one that cannot be read nobody knows. */
    boolean isOf(KeyInfo key) {
        return info.isEmpty()
                || info.get().recipients().stream()
                        .anyMatch(recipient -> recipient.identity().equals(key.identity()));
    }

    /** Subkeys under this generation of the key. */
    long count(KeyInfo key, int generation) {
        return info.stream()
                .flatMap(table -> table.recipients().stream()
                        .filter(recipient -> recipient.identity().equals(key.identity()))
                        .map(recipient -> table.survey().generations(recipient)))
                .mapToLong(counts -> counts.getOrDefault(generation, 0L))
                .sum();
    }

    /** Segments whose place in the table is damaged. */
    long damaged() {
        return info.map(table -> table.survey().damaged()).orElse(0L);
    }
}
