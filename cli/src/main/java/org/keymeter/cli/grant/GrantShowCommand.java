package org.keymeter.cli.grant;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.keymeter.card.file.BoundedFile;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.card.grant.Grant;
import org.keymeter.card.grant.GrantDescription;
import org.keymeter.card.grant.GrantRequest;
import org.keymeter.cli.frame.Cli;
import org.keymeter.cli.frame.Subcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description = {
            "Shows what a request asks for, and what the card says of itself in it, or what a grant gives. Needs no card.",
            "A request vouches for itself with the key in it: compare that key with the custodian's record."
        },
        footer = {"  keymeter grant show grant.csr", "  keymeter grant show grant.pem --json"})
final class GrantShowCommand extends Subcommand {
    @Parameters(paramLabel = "CSR|CERT", description = "A request or a grant, PEM or DER.")
    private Path file;

    @Override
    protected void run(Cli cli) throws IOException, InvalidFileException {
        cli.output().print(new GrantView(file.toString(), describe(BoundedFile.read(file))));
    }

    private static GrantDescription describe(byte[] content) throws InvalidFileException {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        if (text.contains("-----BEGIN CERTIFICATE-----") || text.contains("-----BEGIN X509 CERTIFICATE-----")) {
            return GrantDescription.of(Grant.parse(content));
        } else if (text.contains("REQUEST-----")) {
            return GrantDescription.of(GrantRequest.parse(content));
        }
        try {
            return GrantDescription.of(GrantRequest.parse(content));
        } catch (InvalidFileException noRequest) {
            return GrantDescription.of(Grant.parse(content));
        }
    }
}
