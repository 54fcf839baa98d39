package org.keymeter.gui.refill;

import java.util.Optional;
import org.keymeter.card.GrantRefusedException;
import org.keymeter.card.grant.Redemption;

/**
 * What came as an answer, and what the card would say to it. The card was not asked.
 *
 * @param redemption the grant on its way to its key
 * @param refusal why the card would refuse it; empty: nothing speaks against it
 */
record Proposal(Redemption redemption, Optional<GrantRefusedException> refusal) {}
