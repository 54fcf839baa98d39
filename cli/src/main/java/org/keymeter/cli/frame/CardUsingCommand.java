package org.keymeter.cli.frame;

import org.keymeter.cli.access.CardAccess;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A command that uses a card, in whatever state. */
@Command
public abstract class CardUsingCommand extends Subcommand {
    @Mixin
    private CardOptions cardOptions = new CardOptions();

    @Override
    protected final void run(Cli cli) throws Exception {
        run(cli, options().cardChoices().access(cli));
    }

    protected abstract void run(Cli cli, CardAccess cards) throws Exception;
}
