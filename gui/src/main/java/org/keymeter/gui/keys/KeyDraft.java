package org.keymeter.gui.keys;

import java.util.List;
import org.keymeter.card.ByteString;

/**
 * A new key as somebody has typed it so far.
 *
 * @param label its name
 * @param ceiling the most uses that a grant sets
 * @param initialUses to start with
 * @param burst uses per entry of the PIN, blank: no limit
 * @param lifetime uses in its whole life, blank: no limit
 * @param lease uses that the card takes off the meter at once
 * @param intermediates 0 to 2
 * @param isPinRequired whether using it needs the user PIN
 * @param anchors SHA-256 of the SPKI of each CA that refills it
 */
record KeyDraft(
        String label,
        String ceiling,
        String initialUses,
        String burst,
        String lifetime,
        String lease,
        int intermediates,
        boolean isPinRequired,
        List<ByteString> anchors) {
    KeyDraft {
        anchors = List.copyOf(anchors);
    }
}
