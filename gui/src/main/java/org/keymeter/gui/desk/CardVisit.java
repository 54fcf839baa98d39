package org.keymeter.gui.desk;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.keymeter.card.CardException;
import org.keymeter.card.CardReader;
import org.keymeter.card.CardSession;
import org.keymeter.card.CardState;
import org.keymeter.card.NotAuthorisedException;
import org.keymeter.card.Pin;
import org.keymeter.card.PinnedDevice;
import org.keymeter.card.Secret;
import org.keymeter.card.TrustedCards;
import org.keymeter.card.UnknownDeviceException;
import org.keymeter.card.audit.LogKeeper;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.gui.readers.CardSnapshot;

/** One session with a card, on the thread of its reader: in, the work, a look at how the card is now, out. */
final class CardVisit {
    private final TrustedCards cards;
    private final Path archive;
    private final Clock clock;
    private final Activity activity;
    private final Consumer<CardSnapshot> seen;

    /** A card that a person decided to trust when it turned out to be unknown. */
    record Acceptance(UnknownDeviceException unknown, boolean isCompared) {}

    /** @param seen hears how the card was at the end, if it could still be asked */
    CardVisit(TrustedCards cards, Path archive, Clock clock, Activity activity, Consumer<CardSnapshot> seen) {
        this.cards = cards;
        this.archive = archive;
        this.clock = clock;
        this.activity = activity;
        this.seen = seen;
    }

    <T> T trusted(CardReader reader, Map<Pin, Secret> pins, Optional<Acceptance> acceptance, CardWork<T> work)
            throws CardException, IOException, InvalidFileException {
        try (CardSession session = CardSession.open(reader.connect())) {
            if (acceptance.isPresent()) {
                cards.accept(
                        session, acceptance.get().unknown(), acceptance.get().isCompared());
            } else {
                cards.openChannel(session);
            }
            for (Map.Entry<Pin, Secret> pin : pins.entrySet()) {
                session.pins().verify(pin.getKey(), pin.getValue());
            }
            return run(session, work);
        }
    }

    <T> T blank(CardReader reader, CardWork<T> work) throws CardException, IOException, InvalidFileException {
        try (CardSession session = CardSession.open(reader.connect())) {
            return run(session, work);
        }
    }

    private <T> T run(CardSession session, CardWork<T> work) throws CardException, IOException, InvalidFileException {
        try {
            return work.run(new WorkingCard(session, new LogKeeper(session, archive), activity));
        } finally {
            lookAgain(session);
        }
    }

    /** After a failure, too: it may have changed something. What cannot be read then is left unknown. */
    private void lookAgain(CardSession session) throws IOException {
        if (!session.isChannelOpen()) {
            return;
        }
        try {
            Optional<PinnedDevice> pinned = cards.pins().find(session.identity().deviceId());
            if (pinned.isPresent() && session.device().read().state() == CardState.INITIALIZED) {
                seen.accept(CardSnapshot.read(session, pinned.get().trust(), clock.instant()));
            }
        } catch (NotAuthorisedException reserved) {
            // The card tells this to those who have a PIN, and this work took none.
        } catch (CardException gone) {
            // The work's own outcome says what happened.
        }
    }
}
