package org.keymeter.gui.refill;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.keymeter.card.CardException;
import org.keymeter.card.CardSession;
import org.keymeter.card.DeviceIdentity;
import org.keymeter.card.GrantRefusedException;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.card.grant.GrantRequest;
import org.keymeter.card.grant.GrantVerdict;
import org.keymeter.card.grant.Redemption;
import org.keymeter.gui.readers.CardSnapshot;

/** The way from an empty meter to a full one; nothing of the window. */
final class Refilling {
    private final KeptRequests kept;
    private final Clock clock;

    Refilling(KeptRequests kept, Clock clock) {
        this.kept = kept;
        this.clock = clock;
    }

    /**
     * Has the card ask, in place of the key's older request, and keeps what it says.
     *
     * @param slot of the key
     */
    KeptRequest ask(CardSession session, int slot, long uses) throws CardException, IOException, InvalidFileException {
        return kept.keep(GrantRequest.parse(session.grants().request(slot, uses).toByteArray()));
    }

    /** The request that the key waits for, if it was made here; one that it waits for no more is forgotten. */
    Optional<KeptRequest> pending(CardSnapshot card, KeyInfo key) throws IOException {
        DeviceIdentity identity = card.identity();
        if (!key.isRequestPending()) {
            kept.forgetOlder(identity.deviceId(), key.identity(), card.at());
        }
        return kept.find(identity.deviceId(), identity.instance(), key);
    }

    /**
     * Looks at an answer without the card.
     *
     * @param card as it was last seen
     * @param files certificates in any order, bundles too
     * @throws InvalidFileException when there is no grant among them
     */
    Proposal check(CardSnapshot card, List<byte[]> files) throws IOException, InvalidFileException {
        Redemption redemption =
                Redemption.of(card.device(), card.identity().deviceKey(), card.keys(), card.anchors(), files);
        try {
            judge(redemption, card.identity(), true).demandAccepted();
            return new Proposal(redemption, Optional.empty());
        } catch (GrantRefusedException refused) {
            return new Proposal(redemption, Optional.of(refused));
        }
    }

    /**
     * Shows the grant to the card, if nothing speaks against it.
     *
     * @param isOldRequestAllowed whether it may answer another request than the one kept here: the newest may have been made
     *     by another program
     * @throws GrantRefusedException also if the card was shown nothing
     */
    Redeemed redeem(CardSession session, List<byte[]> files, boolean isOldRequestAllowed)
            throws CardException, IOException, InvalidFileException {
        Redemption redemption = Redemption.prepare(session, files);
        judge(redemption, session.identity(), !isOldRequestAllowed).demandAccepted();
        KeyInfo before = redemption.key().orElseThrow();
        long remaining = redemption.redeem(session);
        kept.forget(session.identity().deviceId(), before.identity());
        return new Redeemed(before, remaining);
    }

    private GrantVerdict judge(Redemption redemption, DeviceIdentity card, boolean isByRequest) throws IOException {
        Optional<KeptRequest> request = isByRequest && redemption.key().isPresent()
                ? kept.find(card.deviceId(), card.instance(), redemption.key().get())
                : Optional.empty();
        return redemption.judge(
                clock.instant(), request.map(pending -> pending.request().terms()));
    }
}
