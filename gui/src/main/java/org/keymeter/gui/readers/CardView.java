package org.keymeter.gui.readers;

import java.time.Instant;
import java.util.Optional;
import org.keymeter.card.CardException;
import org.keymeter.card.PublicStatus;

/** What is known of the card in a reader. */
public sealed interface CardView {
    /** There is no card. */
    record Absent() implements CardView {}

    /** A card is there and has not answered yet. */
    record Reading() implements CardView {}

    /**
     * What the card said of itself to everybody, unproven, at that moment.
     *
     * @param isIdle whether nobody worked with the card then: no program had selected the applet since the card got power
     */
    record Reported(PublicStatus status, Instant at, boolean isIdle) implements CardView {}

    /**
     * The card could not be read.
     *
     * @param last what it said before, since it was inserted
     */
    record Failed(CardException problem, Optional<Reported> last) implements CardView {}
}
