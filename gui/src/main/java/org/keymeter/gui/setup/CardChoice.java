package org.keymeter.gui.setup;

import java.util.Locale;
import java.util.Optional;
import org.keymeter.card.CardState;
import org.keymeter.card.PublicStatus;
import org.keymeter.gui.readers.CardView;

/** What the wizard can do with what is in a reader, judged by what the card says to everybody: an offer, no decision. */
enum CardChoice {
    /** A card that is not set up. */
    BLANK(SetupMode.FIRST),
    /** The simulated card, which is made when it is first used. */
    SIMULATED(SetupMode.FIRST),
    /** Set up, and without a key. */
    UNFINISHED(SetupMode.RESUME),
    /** In use: the wizard leaves it alone. */
    IN_USE(null),
    EMPTY(null),
    READING(null),
    FAILED(null);

    private final SetupMode mode;

    CardChoice(SetupMode mode) {
        this.mode = mode;
    }

    /** What the wizard would do; empty if it can do nothing. */
    Optional<SetupMode> mode() {
        return Optional.ofNullable(mode);
    }

    /** Of its text. */
    String key() {
        return "card." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static CardChoice of(CardView card, boolean isSimulated) {
        if (card instanceof CardView.Reported reported) {
            return of(reported.status());
        } else if (card instanceof CardView.Failed) {
            return FAILED;
        } else if (card instanceof CardView.Reading) {
            return READING;
        }
        return isSimulated ? SIMULATED : EMPTY;
    }

    private static CardChoice of(PublicStatus status) {
        if (status.state() == CardState.INSTALLED) {
            return BLANK;
        }
        boolean hasKeys =
                status.details().isEmpty() || !status.details().get().meters().isEmpty();
        return hasKeys ? IN_USE : UNFINISHED;
    }
}
