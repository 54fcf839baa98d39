package org.keymeter.gui.record;

import java.util.Optional;
import org.keymeter.gui.readers.CardSnapshot;

/**
 * What a record sheet is about.
 *
 * @param card as a channel showed it
 * @param approver who approves refills, in the custodian's words; empty: to be filled in by hand
 * @param isSimulated whether the card protects nothing
 */
public record CardRecord(CardSnapshot card, Optional<String> approver, boolean isSimulated) {
    /** For the names of files: the card's label as far as every file system takes it. */
    String fileName(String prefix, String extension) {
        String label =
                card.device().label().replaceAll("[^\\p{Alnum}._-]+", "-").replaceAll("^[-.]+|-+$", "");
        return prefix + (label.isEmpty() ? "" : "-" + label) + "." + extension;
    }
}
