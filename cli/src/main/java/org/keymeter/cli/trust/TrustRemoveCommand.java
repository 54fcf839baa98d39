package org.keymeter.cli.trust;

import java.io.IOException;
import java.util.List;
import org.keymeter.card.AnchorInfo;
import org.keymeter.card.AnchorRemoval;
import org.keymeter.card.CardException;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.Pin;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.cli.access.OpenCard;
import org.keymeter.cli.failure.CliException;
import org.keymeter.cli.frame.CardCommand;
import org.keymeter.cli.frame.Cli;
import org.keymeter.cli.terminal.Page;
import org.keymeter.cli.terminal.View;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "remove",
        description = {
            "Removes a trust anchor, for example of a CA whose key was stolen. Needs the admin PIN.",
            "Says which keys can no longer be refilled; they can again once the same CA key is imported again."
        },
        footer = "  keymeter trust remove 0")
final class TrustRemoveCommand extends CardCommand {
    @Parameters(paramLabel = "N", description = "The slot, as 'keymeter trust list' shows it.")
    private int slot;

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
            return slot + " '" + label + "'";
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
    protected void run(Cli cli, OpenCard card) throws CardException, IOException, InvalidFileException, CliException {
        card.verify(Pin.ADMIN);
        AnchorInfo anchor = card.session().anchors().read(slot);
        AnchorRemoval removal = AnchorRemoval.of(
                anchor,
                card.session().anchors().readAll(),
                card.session().keys().readAll());
        card.session().anchors().remove(slot);
        cli.output().print(new Removed(AnchorView.of(anchor), Key.of(removal.stranded()), Key.of(removal.narrowed())));
    }
}
