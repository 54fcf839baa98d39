package org.keymeter.gui;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Executor;
import org.keymeter.card.ReaderSource;
import org.keymeter.gui.readers.ReaderWatch;
import org.keymeter.gui.readers.ReadersModel;

/** Wires the console's parts together, by hand. */
public final class AppContext implements AutoCloseable {
    private final ReadersModel readers = new ReadersModel();
    private final ReaderWatch watch;

    /**
     * @param source where readers are found
     * @param cardFiles the files that simulated cards are kept in, by the name of their reader
     * @param ui runs what changes models, in order and on the one thread that may
     */
    public AppContext(ReaderSource source, Map<String, Path> cardFiles, Executor ui) {
        watch = new ReaderWatch(source, cardFiles, readers, ui);
    }

    /** Begins to look for readers and cards. */
    public void start() {
        watch.start();
    }

    public ReadersModel readers() {
        return readers;
    }

    /** Stops all threads; a command that a card is working on is waited for. */
    @Override
    public void close() {
        watch.close();
    }
}
