package org.keymeter.cli.frame;

import java.io.IOException;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.cli.access.CardAccess;
import org.keymeter.cli.access.OpenCard;
import org.keymeter.cli.failure.CliException;

/** A command that works on an initialised, pinned card through the secure channel. */
public abstract class CardCommand extends CardUsingCommand {
    @Override
    protected final void run(Cli cli, CardAccess cards) throws Exception {
        check(cli);
        try (OpenCard card = cards.open()) {
            run(cli, card);
        }
    }

    /** Refuses what can be told to be wrong without the card, so that no card is disturbed by it. */
    protected void check(Cli cli) throws IOException, InvalidFileException, CliException {}

    /** The session is closed afterwards, whatever happens: an open lease goes back. */
    protected abstract void run(Cli cli, OpenCard card) throws Exception;
}
