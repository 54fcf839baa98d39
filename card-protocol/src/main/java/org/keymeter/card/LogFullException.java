package org.keymeter.card;

import org.keymeter.card.apdu.StatusWord;
import org.keymeter.protocol.Sw;

/** Forced auditing: the card does nothing that needs a record until records are acknowledged. */
public final class LogFullException extends RefusedException {
    private static final long serialVersionUID = 1;

    private final boolean needsAdmin;

    /** @param needsAdmin whether only the admin may acknowledge on this card */
    LogFullException(boolean needsAdmin) {
        super(
                StatusWord.of(Sw.LOG_FULL),
                "The card's audit log is full, and it did nothing.",
                "Its records were not acknowledged for long, and it may not overwrite them.",
                "Let the " + (needsAdmin ? "admin" : "user") + " read and acknowledge the log ('keymeter audit ack').");
        this.needsAdmin = needsAdmin;
    }

    public boolean needsAdmin() {
        return needsAdmin;
    }
}
