package org.keymeter.cli.trust;

import java.io.IOException;
import java.nio.file.Path;
import org.keymeter.card.CardException;
import org.keymeter.card.Pin;
import org.keymeter.card.file.BoundedFile;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.card.grant.CaCertificate;
import org.keymeter.cli.access.OpenCard;
import org.keymeter.cli.failure.CliException;
import org.keymeter.cli.frame.CardCommand;
import org.keymeter.cli.frame.Cli;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        description = {
            "Imports a CA's certificate (PEM or DER) as a trust anchor. Needs the admin PIN; there are 8 slots.",
            "The card keeps name and key; dates and signature of the certificate do not matter. Keys accept grants only"
                    + " from the anchors that were named when they were created, so import first.",
            "CA keys: P-256 on every card, P-384 and RSA-2048 where the card has them ('keymeter card status')."
        },
        footer = "  keymeter trust import ca.pem")
final class TrustImportCommand extends CardCommand {
    @Parameters(paramLabel = "CERT", description = "The CA's own certificate.")
    private Path certificate;

    private CaCertificate ca;

    @Override
    protected void check(Cli cli) throws IOException, InvalidFileException {
        ca = CaCertificate.parse(BoundedFile.read(certificate));
    }

    @Override
    protected void run(Cli cli, OpenCard card) throws CardException, IOException, InvalidFileException, CliException {
        card.verify(Pin.ADMIN);
        int slot = card.session().anchors().importAnchor(ca.subject(), ca.spki());
        cli.output().print(AnchorView.of(card.session().anchors().read(slot)));
    }
}
