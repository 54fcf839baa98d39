package org.keymeter.gui.setup;

import java.util.Locale;
import org.keymeter.card.CardState;
import org.keymeter.gui.readers.CardView;
import org.keymeter.gui.setup.SetupProgress.Reached;

/** Where an attempt left the card, and how the next one would begin. */
enum SetupState {
    /** As it was before: nothing was written. */
    AS_BEFORE(Next.BEGIN),
    /** Only the card knows, and it is not there to be asked. */
    UNKNOWN(Next.WAIT),
    /** As before, or wiped and set up: the card proves which when it is opened. */
    WIPED_OR_NOT(Next.GO_ON),
    /** Set up, but it never answered: it has to be trusted again. */
    UNANSWERED(Next.GO_ON),
    /** Set up; without the CA and the key. */
    INITIALISED(Next.GO_ON),
    /** Set up, with its CA; without the key. */
    ANCHORED(Next.GO_ON),
    COMPLETE(Next.NOTHING);

    /** How to go on. */
    enum Next {
        BEGIN,
        GO_ON,
        WAIT,
        NOTHING
    }

    private final Next next;

    SetupState(Next next) {
        this.next = next;
    }

    Next next() {
        return next;
    }

    /** Of its text. */
    String key() {
        return "state." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @param card what is known of the card in the reader now */
    static SetupState of(SetupMode mode, Reached reached, CardView card) {
        return switch (reached) {
            case NOTHING -> AS_BEFORE;
            case SENT -> unanswered(mode, card);
            case INITIALISED -> INITIALISED;
            case ANCHORED -> ANCHORED;
            case COMPLETE -> COMPLETE;
        };
    }

    private static SetupState unanswered(SetupMode mode, CardView card) {
        if (!(card instanceof CardView.Reported reported)) {
            return UNKNOWN;
        } else if (reported.status().state() == CardState.INSTALLED) {
            return AS_BEFORE;
        }
        return mode == SetupMode.AGAIN ? WIPED_OR_NOT : UNANSWERED;
    }
}
