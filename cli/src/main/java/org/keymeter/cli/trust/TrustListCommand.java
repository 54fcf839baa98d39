package org.keymeter.cli.trust;

import java.io.IOException;
import java.util.List;
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
        description = "Lists the trust anchors on the card.",
        footer = {"  keymeter trust list", "  keymeter trust list --json"})
final class TrustListCommand extends CardCommand {
    record Anchors(List<AnchorView> anchors) implements View {
        @Override
        public void describe(Page page) {
            if (anchors.isEmpty()) {
                page.line("The card trusts no CA; import one with 'keymeter trust import CERT'.");
                return;
            }
            Table table = new Table("#SLOT", "CA", "KEY", "FINGERPRINT", "LATEST GRANT");
            anchors.forEach(anchor -> table.row(
                    anchor.slot(),
                    anchor.name(),
                    anchor.kind(),
                    anchor.fingerprint().toGroups().substring(0, 24) + "…",
                    anchor.latest().orElse("none")));
            page.table(table);
        }
    }

    @Override
    protected void run(Cli cli, OpenCard card) throws CardException, IOException, InvalidFileException, CliException {
        card.info();
        cli.output()
                .print(new Anchors(card.session().anchors().readAll().stream()
                        .map(AnchorView::of)
                        .toList()));
    }
}
