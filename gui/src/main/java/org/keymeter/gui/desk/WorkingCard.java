package org.keymeter.gui.desk;

import java.util.concurrent.CancellationException;
import org.keymeter.card.CardSession;
import org.keymeter.card.audit.LogKeeper;

/** A card that a {@link CardWork} has for itself, on the thread of its reader. */
public final class WorkingCard {
    private final CardSession session;
    private final LogKeeper log;
    private final Activity activity;

    WorkingCard(CardSession session, LogKeeper log, Activity activity) {
        this.session = session;
        this.log = log;
        this.activity = activity;
    }

    public CardSession session() {
        return session;
    }

    /** The card's log and its archive. */
    public LogKeeper log() {
        return log;
    }

    /** Says how far the work is. */
    public void report(long done, long total) {
        activity.report(done, total);
    }

    /** Says how far the work is, and stops it here if the user wants that: call it between commands. */
    public void progress(long done, long total) {
        report(done, total);
        if (activity.isCancelled()) {
            throw new CancellationException();
        }
    }

    public boolean isCancelled() {
        return activity.isCancelled();
    }
}
