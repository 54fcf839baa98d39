package org.keymeter.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.keymeter.card.CardReader;
import org.keymeter.card.ReaderSource;
import org.keymeter.card.pcsc.PcscReaders;
import org.keymeter.cli.access.Readers;
import org.keymeter.simulator.AppletInstallation;
import org.keymeter.simulator.SimulatedReader;

/** PC/SC, and simulated cards in files. */
final class ComputerReaders implements Readers {
    private final ReaderSource hardware = new PcscReaders();

    @Override
    public ReaderSource hardware() {
        return hardware;
    }

    @Override
    public CardReader simulated(String name, Path file) {
        return SimulatedReader.onFile(name, file, AppletInstallation.keymeter());
    }

    @Override
    public boolean hasSimulated(Path file) {
        return Files.exists(file);
    }
}
