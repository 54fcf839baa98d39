package org.keymeter.gui.desk;

import java.io.IOException;
import org.keymeter.card.CardException;
import org.keymeter.card.file.InvalidFileException;

/** What is done with a card, on the thread of its reader: copies what it needs before, touches nothing of the window. */
@FunctionalInterface
public interface CardWork<T> {
    /** @throws java.util.concurrent.CancellationException when it stopped because the user wants that */
    T run(WorkingCard card) throws CardException, IOException, InvalidFileException;
}
