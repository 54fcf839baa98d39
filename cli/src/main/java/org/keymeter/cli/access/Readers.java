package org.keymeter.cli.access;

import java.nio.file.Path;
import org.keymeter.card.CardReader;
import org.keymeter.card.ReaderSource;

/** Where cards are found. */
public interface Readers {
    /** The readers of this computer. */
    ReaderSource hardware();

    /**
     * A reader with the simulated card of a file, which is made when the card is first connected to.
     *
     * @param name by which it is shown
     */
    CardReader simulated(String name, Path file);

    /** Whether the simulated card of a file was made already. */
    boolean hasSimulated(Path file);
}
