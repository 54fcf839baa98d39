package org.keymeter.gui.approver;

import java.util.Optional;
import org.keymeter.card.grant.GrantRequest;

/**
 * What an approver has to know of a request before he decides.
 *
 * @param card on the list whose key signed the request; empty: nobody's, and not to be granted
 * @param nearby where on this computer that very card is at home; empty: nowhere
 * @param last what was granted to the card before
 */
record Assessment(
        GrantRequest request, Optional<KnownCard> card, Optional<Nearby> nearby, Optional<JournalEntry> last) {
    /** Who asks and who approves should not sit at one computer. */
    sealed interface Nearby {
        /** The card is in this reader now. */
        record PluggedIn(String reader) implements Nearby {}

        /** This user works with the card, under this label. */
        record Trusted(String label) implements Nearby {}
    }

    /** Whether anything may be granted at all. */
    boolean isGrantable() {
        return card.isPresent() && request.extras().isEmpty();
    }
}
