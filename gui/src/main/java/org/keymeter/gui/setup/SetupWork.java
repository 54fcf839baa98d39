package org.keymeter.gui.setup;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.keymeter.card.AnchorInfo;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardException;
import org.keymeter.card.CardSession;
import org.keymeter.card.DeviceIdentity;
import org.keymeter.card.Initialization;
import org.keymeter.card.Pin;
import org.keymeter.card.PinnedDevice;
import org.keymeter.card.RefusedException;
import org.keymeter.card.TrustedCards;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.card.grant.CaCertificate;
import org.keymeter.gui.desk.CardWork;
import org.keymeter.gui.desk.WorkingCard;
import org.keymeter.gui.setup.SetupProgress.Reached;

/**
 * Writes an order to a card in one session. What an earlier attempt wrote is not written again: an attempt that failed half way
 * is gone on with by the same order.
 */
final class SetupWork implements CardWork<SetupWork.Outcome> {
    /** Commands between which the work can be stopped. */
    static final int STEPS = 4;

    enum Outcome {
        DONE,
        /** It is not the card that an earlier attempt set up: nothing was done with it. */
        OTHER_CARD
    }

    private final SetupOrder order;
    private final TrustedCards trusted;
    private final SetupProgress progress;

    /** @param order stays the caller's to close */
    SetupWork(SetupOrder order, TrustedCards trusted, SetupProgress progress) {
        this.order = order;
        this.trusted = trusted;
        this.progress = progress;
    }

    @Override
    public Outcome run(WorkingCard card) throws CardException, IOException, InvalidFileException {
        CardSession session = card.session();
        Optional<DeviceIdentity> made = progress.made();
        boolean isOpen = session.isChannelOpen();
        if (made.isPresent() && !(isOpen && session.identity().equals(made.get()))) {
            return Outcome.OTHER_CARD;
        }
        card.progress(0, STEPS);
        if (!isOpen || order.wiped().equals(Optional.of(session.identity()))) {
            initialize(card);
        } else if (progress.reached().compareTo(Reached.INITIALISED) < 0) {
            progress.initialised(session.identity());
        }
        card.progress(1, STEPS);
        session.pins().verify(Pin.ADMIN, order.adminPin());
        importAnchor(session);
        progress.reach(Reached.ANCHORED);
        card.progress(2, STEPS);
        createKey(session);
        card.progress(3, STEPS);
        progress.reach(Reached.COMPLETE);
        return Outcome.DONE;
    }

    private void initialize(WorkingCard card) throws CardException, IOException, InvalidFileException {
        CardSession session = card.session();
        if (session.isChannelOpen()) {
            session.pins().verify(Pin.ADMIN, order.adminPin());
            card.log().acknowledgeAll();
        } else {
            session.openChannelUnpinned();
        }
        card.progress(0, STEPS);
        progress.reach(Reached.SENT);
        try {
            session.device()
                    .initialize(new Initialization(
                            order.label(),
                            order.options(),
                            order.userPin().orElseThrow(),
                            order.adminPin(),
                            Optional.empty()));
        } catch (RefusedException refused) {
            if (refused.isAuthentic()) {
                progress.reach(Reached.NOTHING);
            }
            throw refused;
        }
        progress.initialised(session.identity());
        trusted.pin(session, PinnedDevice.Trust.INITIALISED_HERE);
        if (order.wiped().isPresent()) {
            trusted.pins().forget(order.wiped().get().deviceId());
        }
    }

    private void importAnchor(CardSession session) throws CardException {
        if (order.ca().isPresent()) {
            CaCertificate ca = order.ca().get();
            session.anchors().importAnchor(ca.subject(), ca.spki());
        }
    }

    private void createKey(CardSession session) throws CardException {
        if (order.key().isEmpty()) {
            return;
        }
        SetupOrder.FirstKey key = order.key().get();
        boolean isThere =
                session.keys().readAll().stream().anyMatch(made -> made.label().equals(key.label()));
        if (!isThere) {
            List<ByteString> anchors = session.anchors().readAll().stream()
                    .map(AnchorInfo::spkiHash)
                    .collect(Collectors.toList());
            session.keys()
                    .create(
                            key.label(),
                            key.preset().initialUses(anchors),
                            key.preset().policy(anchors));
        }
    }
}
