package org.keymeter.cli.pin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.keymeter.card.CardException;
import org.keymeter.card.Count;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.Pin;
import org.keymeter.card.Secret;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.cli.access.OpenCard;
import org.keymeter.cli.failure.CliException;
import org.keymeter.cli.frame.CardCommand;
import org.keymeter.cli.frame.Cli;
import org.keymeter.cli.terminal.Page;
import org.keymeter.cli.terminal.Table;
import org.keymeter.cli.terminal.View;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "unblock",
        description = {
            "Sets a new user PIN with the admin PIN, and so unblocks it.",
            "Costs all remaining uses of the keys that require the user PIN and can be refilled: otherwise whoever has the"
                    + " admin PIN could spend the user's quota. Says which and asks first. Also works while the audit log"
                    + " is full."
        },
        footer = {
            "  keymeter pin unblock",
            "  keymeter pin unblock --yes --admin-pin-file admin.pin --new-pin-file new.pin"
        })
final class PinUnblockCommand extends CardCommand {
    @Option(names = "--new-pin-file", paramLabel = "FILE", description = "The new PIN is the first line of this file.")
    private Optional<Path> newPinFile = Optional.empty();

    @Option(names = "--yes", description = "Do not ask.")
    private boolean isConfirmed;

    /**
     * @param slot of the key
     * @param label of the key
     * @param uses that fell to zero
     */
    record Lost(int slot, String label, long uses) {
        static Lost of(KeyInfo key) {
            return new Lost(key.slot(), key.label(), key.remaining());
        }
    }

    record Unblocked(List<Lost> lost) implements View {
        @Override
        public void describe(Page page) {
            page.line("The user PIN is set anew. " + (lost.isEmpty() ? "No key lost uses by it." : "That took:"));
            table(page, lost);
        }
    }

    @Override
    protected void run(Cli cli, OpenCard card) throws CardException, IOException, InvalidFileException, CliException {
        card.verify(Pin.ADMIN);
        List<Lost> lost = card.session().keys().readAll().stream()
                .filter(key -> key.policy().isEmptiedByPinReset() && key.remaining() > 0)
                .map(Lost::of)
                .toList();
        if (!lost.isEmpty() && !isConfirmed) {
            cli.prompt().require(explain(lost), "Set a new user PIN?", "yes", "--yes");
        }
        try (Secret replacement = card.pins().readNew(Pin.USER, newPinFile)) {
            card.session().pins().reset(replacement);
        }
        cli.output().print(new Unblocked(lost));
    }

    private static String explain(List<Lost> lost) {
        String keys = lost.stream()
                .map(key -> "'" + key.label + "' loses " + Count.of(key.uses, "use"))
                .collect(Collectors.joining(", "));
        return "A new user PIN takes the remaining uses of some keys, which only a grant brings back: " + keys + ".";
    }

    private static void table(Page page, List<Lost> lost) {
        if (!lost.isEmpty()) {
            Table table = new Table("#SLOT", "KEY", "#USES LOST");
            lost.forEach(key -> table.row(key.slot, key.label, key.uses));
            page.table(table);
        }
    }
}
