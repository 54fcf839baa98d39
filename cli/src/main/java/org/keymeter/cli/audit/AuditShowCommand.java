package org.keymeter.cli.audit;

import java.io.IOException;
import org.keymeter.card.CardException;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.cli.access.OpenCard;
import org.keymeter.cli.failure.CliException;
import org.keymeter.cli.frame.CardCommand;
import org.keymeter.cli.frame.Cli;
import picocli.CommandLine.Command;

@Command(
        name = "show",
        description = {
            "Shows the audit log from the card's initialisation on: what is archived on this computer and what is new on the"
                    + " card, which is archived now. Acknowledges nothing, spends nothing, needs no PIN."
        },
        footer = {
            "  keymeter audit show",
            "  keymeter audit show --json | jq '.records[] | select(.event == \"grantRedeemed\")'"
        })
final class AuditShowCommand extends CardCommand {
    @Override
    protected void run(Cli cli, OpenCard card) throws CardException, IOException, InvalidFileException, CliException {
        card.info();
        LogView view = card.log().run((reader, archive) -> {
            LogView gathered = new LogView(reader.read().state());
            archive.forEach(gathered);
            return gathered;
        });
        cli.output().print(view);
    }
}
