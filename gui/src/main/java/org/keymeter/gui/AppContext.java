package org.keymeter.gui;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.keymeter.card.CardReaders;
import org.keymeter.card.Folders;
import org.keymeter.card.ReaderSource;
import org.keymeter.card.pcsc.PcscReaders;
import org.keymeter.gui.readers.ReaderWatch;
import org.keymeter.gui.readers.ReadersModel;
import org.keymeter.simulator.AppletInstallation;
import org.keymeter.simulator.SimulatedReader;

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

    /** The readers of this computer and the user's simulated card. */
    static AppContext ofUser(Executor ui) {
        Path file = Folders.ofUser().simulatedCard();
        SimulatedReader simulated =
                SimulatedReader.onFile(Messages.text("reader.simulated"), file, AppletInstallation.keymeter());
        CardReaders readers = new CardReaders(List.of(simulated, new PcscReaders()));
        return new AppContext(readers, Map.of(simulated.name(), file), ui);
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
