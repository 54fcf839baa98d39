package org.keymeter.cli.key;

import java.io.IOException;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardException;
import org.keymeter.card.Count;
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
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "delete",
        description = {
            "Deletes a key for good, and with it whatever only it can open. Needs the admin PIN.",
            "Asks for the key's label first."
        },
        footer = {"  keymeter key delete archive", "  keymeter key delete 0 --yes"})
final class KeyDeleteCommand extends CardCommand {
    @Parameters(paramLabel = "K", description = "Slot or label.")
    private String name;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean isConfirmed;

    /**
     * @param slot that is free now
     * @param label of the key
     * @param identity 16 bytes
     * @param unspent uses that are gone with it
     */
    record Deleted(int slot, String label, ByteString identity, long unspent) implements View {
        @Override
        public void describe(Page page) {
            page.line("Key '" + label + "' in slot " + slot + " is deleted, with " + Count.of(unspent, "unspent use")
                    + ".");
        }
    }

    @Override
    protected void run(Cli cli, OpenCard card) throws CardException, IOException, InvalidFileException, CliException {
        KeyInfo key = card.readKey(name);
        if (!isConfirmed) {
            String situation = "Deleting key '" + key.label() + "' loses whatever only it can open, for good. It has "
                    + Count.of(key.remaining(), "use") + " left and spent " + key.spentEver() + ".";
            cli.prompt().require(situation, "Its label?", key.label(), "--yes");
        }
        card.verify(Pin.ADMIN);
        card.session().keys().delete(key.slot(), key.identity());
        cli.output().print(new Deleted(key.slot(), key.label(), key.identity(), key.remaining()));
    }
}
