package org.keymeter.cli.key;

import java.io.IOException;
import org.keymeter.card.CardException;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.cli.access.OpenCard;
import org.keymeter.cli.failure.CliException;
import org.keymeter.cli.frame.CardCommand;
import org.keymeter.cli.frame.Cli;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description = "Shows one key: what is left, what was spent, and its policy. Spends nothing.",
        footer = {"  keymeter key show archive", "  keymeter key show 0 --json"})
final class KeyShowCommand extends CardCommand {
    @Parameters(paramLabel = "K", description = "Slot or label.")
    private String name;

    @Override
    protected void run(Cli cli, OpenCard card) throws CardException, IOException, InvalidFileException, CliException {
        KeyInfo key = card.readKey(name);
        cli.output().print(KeyView.of(key, card.session().anchors().readAll()));
    }
}
