package org.keymeter.gui.history;

import java.time.Clock;
import org.keymeter.card.Folders;

/** The history, opened when it is first wanted: the window does not wait for it. Its calls block: call them in the background. */
public final class HistoryAccess implements AutoCloseable {
    private final Folders folders;
    private final Clock clock;
    private History history;

    public HistoryAccess(Folders folders, Clock clock) {
        this.folders = folders;
        this.clock = clock;
    }

    /** @throws HistoryException when it cannot be opened; the next call tries again */
    public synchronized History open() throws HistoryException {
        if (history == null) {
            history = History.open(folders, clock);
            history.meters().thin();
        }
        return history;
    }

    @Override
    public synchronized void close() {
        if (history != null) {
            history.close();
            history = null;
        }
    }
}
