package org.keymeter.cli.key;

import java.io.IOException;
import java.util.List;
import org.keymeter.card.AnchorInfo;
import org.keymeter.card.CardException;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.cli.access.OpenCard;
import org.keymeter.cli.failure.CliException;
import org.keymeter.cli.frame.CardCommand;
import org.keymeter.cli.frame.Cli;
import org.keymeter.cli.terminal.Page;
import org.keymeter.cli.terminal.Table;
import org.keymeter.cli.terminal.View;
import picocli.CommandLine.Command;

@Command(
        name = "list",
        description = "Lists the keys and what is left of them. Spends nothing.",
        footer = {"  keymeter key list", "  keymeter key list --json"})
final class KeyListCommand extends CardCommand {
    record Keys(List<KeyView> keys) implements View {
        @Override
        public void describe(Page page) {
            if (keys.isEmpty()) {
                page.line("The card has no key; make one with 'keymeter key create --label LABEL --ceiling N'.");
                return;
            }
            Table table = new Table("#SLOT", "KEY", "#LEFT", "#CEILING", "#SPENT", "#GENERATION", "REQUEST");
            keys.forEach(key -> table.row(
                    key.slot(),
                    key.label(),
                    key.remaining(),
                    key.ceiling(),
                    key.spentEver(),
                    key.generation(),
                    key.requestPending() ? "waits for a grant" : ""));
            page.table(table);
        }
    }

    @Override
    protected void run(Cli cli, OpenCard card) throws CardException, IOException, InvalidFileException, CliException {
        card.info();
        List<AnchorInfo> anchors = card.session().anchors().readAll();
        cli.output()
                .print(new Keys(card.session().keys().readAll().stream()
                        .map(key -> KeyView.of(key, anchors))
                        .toList()));
    }
}
