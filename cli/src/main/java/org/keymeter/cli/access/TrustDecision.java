package org.keymeter.cli.access;

import java.io.IOException;
import java.util.List;
import org.keymeter.card.CardException;
import org.keymeter.card.CardSession;
import org.keymeter.card.TrustedCards;
import org.keymeter.card.UnknownDeviceException;
import org.keymeter.cli.failure.CliException;
import org.keymeter.cli.failure.ExitCode;
import org.keymeter.cli.failure.Failure;
import org.keymeter.cli.terminal.Output;

/** Opens channels to cards that the user trusts, and puts the question where one is new. */
public final class TrustDecision {
    private final TrustedCards cards;
    private final Prompt prompt;
    private final Output output;
    private final boolean isTrustingFirstUse;

    /** @param isTrustingFirstUse whether a card that was never seen before is pinned without a question */
    public TrustDecision(TrustedCards cards, Prompt prompt, Output output, boolean isTrustingFirstUse) {
        this.cards = cards;
        this.prompt = prompt;
        this.output = output;
        this.isTrustingFirstUse = isTrustingFirstUse;
    }

    public TrustedCards cards() {
        return cards;
    }

    /**
     * Opens the channel to an initialised card, and pins the card if that is what the user decides.
     *
     * @throws CliException if the user does not trust it
     */
    void openChannel(CardSession session) throws CardException, IOException, CliException {
        try {
            cards.openChannel(session);
        } catch (UnknownDeviceException unknown) {
            if (!cards.mayBeAccepted(unknown)) {
                throw unknown;
            }
            decide(session, unknown);
        }
    }

    private void decide(CardSession session, UnknownDeviceException unknown)
            throws CardException, IOException, CliException {
        String fingerprint = unknown.offered().orElseThrow().deviceKey().toString();
        String situation = unknown.predecessor()
                .map(before ->
                        "The card '" + before.label() + "' was initialised again since it was pinned; all its keys"
                                + " of then are gone. Its former device key vouches for the new one.")
                .orElse("This computer has not seen this card before.");
        boolean isCompared = !isTrustingFirstUse
                && prompt.confirm(
                        List.of(situation, "Fingerprint of its device key:", "  " + fingerprint),
                        "Compare it with the custodian's record sheet: is it the same?",
                        "yes");
        if (!isTrustingFirstUse && !isCompared) {
            throw new CliException(notConfirmed(unknown));
        }
        cards.accept(session, unknown, isCompared);
        output.remark(
                isCompared
                        ? "The card is pinned."
                        : situation + " It is pinned, compared with nothing; the fingerprint of its device key is "
                                + fingerprint + ".");
    }

    static Failure blank() {
        return new Failure(
                ExitCode.FAILED,
                "The card is not initialised.",
                "It is new.",
                "Initialise it: 'keymeter card init --label LABEL'.",
                "KM-L5");
    }

    private Failure notConfirmed(UnknownDeviceException unknown) {
        return new Failure(
                ExitCode.VERIFICATION_FAILED,
                prompt.isPossible() ? "The card is not pinned: nobody confirmed its fingerprint." : unknown.happened(),
                prompt.isPossible() ? "" : unknown.likelyCause(),
                "Pin it by the device key that the custodian hands out ('keymeter card pin --device-key PEM'), or trust it"
                        + " as it is with --trust-first-use.",
                unknown.code());
    }
}
