package org.keymeter.cli.frame;

import org.keymeter.cli.access.OpenCard;

/** A command that works on an initialised, pinned card through the secure channel. */
public abstract class CardCommand extends Subcommand {
    @Override
    protected final void run(Cli cli) throws Exception {
        try (OpenCard card = cli.cards().open()) {
            run(cli, card);
        }
    }

    /** The session is closed afterwards, whatever happens: an open lease goes back. */
    protected abstract void run(Cli cli, OpenCard card) throws Exception;
}
