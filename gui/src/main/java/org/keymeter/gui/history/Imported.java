package org.keymeter.gui.history;

import java.util.List;
import java.util.Optional;
import org.keymeter.card.audit.AuditVerification;

/**
 * What became of another computer's export.
 *
 * @param verdict what became of it
 * @param verification of the file, with its findings
 * @param added records that were missing here
 * @param gaps that are left
 * @param alarm if the export contradicts what is stored
 */
public record Imported(
        Verdict verdict, AuditVerification verification, long added, List<Gap> gaps, Optional<Alarm> alarm) {
    public enum Verdict {
        /** It was good, and all it holds of what was missing is here. */
        TAKEN,
        /** Something in it is wrong: nothing was taken. */
        NOT_VERIFIED,
        /** It is another card's, or an instance's that was never read here: nothing was taken. */
        FOREIGN,
        /** It contradicts what is stored: nothing was taken, and an alarm raised. */
        CONTRADICTS
    }

    public Imported {
        gaps = List.copyOf(gaps);
    }
}
