package org.keymeter.card.grant;

import java.util.Optional;
import org.keymeter.card.GrantRefusal;
import org.keymeter.card.GrantRefusedException;

/**
 * What a card would do with a grant.
 *
 * @param refusal the first reason against it, empty if there is none
 * @param detail which certificate and what about it, a sentence; empty when the refusal says it all
 */
public record GrantVerdict(Optional<GrantRefusal> refusal, String detail) {
    static final GrantVerdict ACCEPTED = new GrantVerdict(Optional.empty(), "");

    static GrantVerdict refused(GrantRefusal refusal, String detail) {
        return new GrantVerdict(Optional.of(refusal), detail);
    }

    static GrantVerdict refused(GrantRefusal refusal) {
        return refused(refusal, "");
    }

    public boolean isAccepted() {
        return refusal.isEmpty();
    }

    /** @throws GrantRefusedException with the reason against it, if there is one */
    public void demandAccepted() throws GrantRefusedException {
        if (refusal.isPresent()) {
            throw GrantRefusedException.offCard(refusal.get(), detail);
        }
    }
}
