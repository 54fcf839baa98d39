package org.keymeter.cli.card;

import java.io.IOException;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardException;
import org.keymeter.card.CardSession;
import org.keymeter.cli.access.CardAccess;
import org.keymeter.cli.failure.CliException;
import org.keymeter.cli.frame.CardUsingCommand;
import org.keymeter.cli.frame.Cli;
import org.keymeter.cli.terminal.Page;
import org.keymeter.cli.terminal.View;
import picocli.CommandLine.Command;

@Command(
        name = "forget",
        description = {
            "Removes this computer's pin of the card in the reader. Changes nothing on the card.",
            "The next command that works on the card asks for its fingerprint again."
        },
        footer = "  keymeter card forget")
final class CardForgetCommand extends CardUsingCommand {
    /**
     * @param deviceId of the card in the reader
     * @param forgotten whether it was pinned
     */
    record Forgotten(ByteString deviceId, boolean forgotten) implements View {
        @Override
        public void describe(Page page) {
            page.line("Card " + deviceId.toGroups() + (forgotten ? " is forgotten." : " was not pinned."));
        }
    }

    @Override
    protected void run(Cli cli, CardAccess cards) throws CardException, IOException, CliException {
        try (CardSession session = cards.selectInitialised()) {
            ByteString deviceId = session.readVoucher().identity().deviceId();
            cli.output()
                    .print(new Forgotten(deviceId, cards.trust().cards().pins().forget(deviceId)));
        }
    }
}
