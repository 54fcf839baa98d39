package org.keymeter.gui.history;

import java.util.List;
import java.util.Optional;
import org.keymeter.card.audit.ChainPoint;

/**
 * How far a log is known and verified.
 *
 * @param last record, or end of a gap, that is known; sequence 0: nothing
 * @param verified the latest signed head that the stored records lead to
 * @param gaps in the order of the log
 * @param unseenAlarms how many
 */
public record ChainState(ChainPoint last, Optional<VerifiedHead> verified, List<Gap> gaps, long unseenAlarms) {
    public ChainState {
        gaps = List.copyOf(gaps);
    }

    /** Whether the card signed all that is stored, and nothing contradicts it. */
    public boolean isWholeLogVerified() {
        return unseenAlarms == 0
                && verified.filter(head -> head.head().last().equals(last)).isPresent();
    }
}
