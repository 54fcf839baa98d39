package org.keymeter.cli.trust;

import java.io.IOException;
import java.util.List;
import org.keymeter.card.AnchorInfo;
import org.keymeter.card.AnchorRemoval;
import org.keymeter.card.CardException;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.Pin;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.card.grant.DistinguishedName;
import org.keymeter.cli.access.AnchorSlots;
import org.keymeter.cli.access.OpenCard;
import org.keymeter.cli.access.Ranges;
import org.keymeter.cli.failure.CliException;
import org.keymeter.cli.frame.CardCommand;
import org.keymeter.cli.frame.Cli;
import org.keymeter.cli.terminal.Page;
import org.keymeter.cli.terminal.View;
import org.keymeter.protocol.Limit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "remove",
        description = {
            "Removes a trust anchor, for example of a CA whose key was stolen. Needs the admin PIN.",
            "Keys that only its grants refill can no longer be refilled then, until the same CA key is imported again: says"
                    + " which and asks first."
        },
        footer = {"  keymeter trust remove 0", "  keymeter trust remove 0 --yes"})
final class TrustRemoveCommand extends CardCommand {
    @Parameters(paramLabel = "N", description = "The slot, as 'keymeter trust list' shows it.")
    private int slot;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean isConfirmed;

    /**
     * @param slot of the key
     * @param label of the key
     */
    record Key(int slot, String label) {
        static List<Key> of(List<KeyInfo> keys) {
            return keys.stream().map(key -> new Key(key.slot(), key.label())).toList();
        }

        @Override
        public String toString() {
            return "'" + label + "' in slot " + slot;
        }
    }

    /**
     * @param removed the anchor
     * @param stranded keys that can no longer be refilled
     * @param narrowed keys that other anchors can still refill
     */
    record Removed(AnchorView removed, List<Key> stranded, List<Key> narrowed) implements View {
        @Override
        public void describe(Page page) {
            page.line("Removed " + removed.name() + " from slot " + removed.slot() + ".");
            if (!stranded.isEmpty()) {
                page.line("These keys can no longer be refilled: " + join(stranded));
            }
            if (!narrowed.isEmpty()) {
                page.line("These keys still accept grants from other CAs: " + join(narrowed));
            }
            if (stranded.isEmpty() && narrowed.isEmpty()) {
                page.line("No key named it.");
            }
        }

        private static String join(List<Key> keys) {
            return String.join(", ", keys.stream().map(Key::toString).toList());
        }
    }

    @Override
    protected void check(Cli cli) throws CliException {
        Ranges.require("The slot", slot, 0, Limit.ANCHOR_SLOTS - 1, "the last slot");
    }

    @Override
    protected void run(Cli cli, OpenCard card) throws CardException, IOException, InvalidFileException, CliException {
        card.info();
        List<AnchorInfo> present = card.session().anchors().readAll();
        AnchorInfo anchor = AnchorSlots.find(present, String.valueOf(slot));
        AnchorRemoval removal =
                AnchorRemoval.of(anchor, present, card.session().keys().readAll());
        if (!removal.stranded().isEmpty() && !isConfirmed) {
            String keys = Removed.join(Key.of(removal.stranded()));
            cli.prompt()
                    .require(
                            "Without this CA nobody can refill these keys: " + keys + ".",
                            "Remove "
                                    + DistinguishedName.describe(
                                            anchor.subject().toByteArray()) + "?",
                            "yes",
                            "--yes");
        }
        card.verify(Pin.ADMIN);
        card.session().anchors().remove(slot);
        cli.output().print(new Removed(AnchorView.of(anchor), Key.of(removal.stranded()), Key.of(removal.narrowed())));
    }
}
