package org.keymeter.gui.desk;

import org.keymeter.gui.history.History;

/** What is done with the history, off the UI's thread: copies what it needs before, touches nothing of the window. */
@FunctionalInterface
public interface HistoryWork<T> {
    T run(History history) throws Exception;
}
