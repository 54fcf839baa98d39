package org.keymeter.cli.card;

import java.io.IOException;
import org.keymeter.card.CardConnection;
import org.keymeter.card.CardException;
import org.keymeter.card.CardReader;
import org.keymeter.card.CardSession;
import org.keymeter.card.CardState;
import org.keymeter.card.DeviceInfo;
import org.keymeter.card.LogState;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.cli.access.CardAccess;
import org.keymeter.cli.access.OpenCard;
import org.keymeter.cli.failure.CliException;
import org.keymeter.cli.frame.CardUsingCommand;
import org.keymeter.cli.frame.Cli;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "status",
        description = {
            "Shows what is left: uses of every key, PIN tries, room in the audit log. Spends nothing and needs no PIN.",
            "The card proves who it is; for that, another program's channel to it is ended (a lease it holds goes back)."
                    + " With --public the card is only asked what it tells everybody, which disturbs nobody and proves"
                    + " nothing."
        },
        footer = {"  keymeter card status", "  keymeter card status --public", "  keymeter card status --json"})
final class CardStatusCommand extends CardUsingCommand {
    @Option(names = "--public", description = "As the card reports to everybody: not authenticated.")
    private boolean isPublic;

    @Override
    protected void run(Cli cli, CardAccess cards)
            throws CardException, IOException, InvalidFileException, CliException {
        if (isPublic) {
            printPublic(cli, cards);
            return;
        }
        CardSession session = cards.select();
        if (session.applet().state() == CardState.INSTALLED) {
            try (session) {
                session.openChannelUnpinned();
                cli.output().print(BlankCardView.of(session.device().read()));
            }
        } else {
            try (OpenCard card = cards.trusted(session)) {
                DeviceInfo info = card.info();
                LogState log = card.session().log().readState();
                cli.output().print(CardStatusView.of(card, info, log));
            }
        }
    }

    private static void printPublic(Cli cli, CardAccess cards) throws CardException, CliException {
        CardReader reader = cards.requireReader();
        try (CardConnection connection = reader.connect()) {
            cli.output().print(PublicStatusView.of(CardSession.readPublicStatus(connection)));
        }
    }
}
