package org.keymeter.cli.grant;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keymeter.card.DeviceKey;
import org.keymeter.card.file.BoundedFile;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.card.file.PemFile;
import org.keymeter.card.grant.CaCertificate;
import org.keymeter.card.grant.CaKey;
import org.keymeter.card.grant.Grant;
import org.keymeter.card.grant.GrantDescription;
import org.keymeter.card.grant.GrantIssuer;
import org.keymeter.card.grant.GrantRequest;
import org.keymeter.cli.access.InputFiles;
import org.keymeter.cli.access.Prompt;
import org.keymeter.cli.access.Ranges;
import org.keymeter.cli.failure.CliException;
import org.keymeter.cli.failure.Failure;
import org.keymeter.cli.frame.Cli;
import org.keymeter.cli.frame.Subcommand;
import org.keymeter.cli.terminal.OutputFile;
import org.keymeter.cli.terminal.Page;
import org.keymeter.cli.terminal.View;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "issue",
        description = {
            "The approver's side, for those who have a CA's key in a file: answers a request with a grant. Needs no card.",
            "Refuses a request that the card with this device key did not make, and prints what the card says of itself:"
                    + " how much it spent, what it refused. Nothing is copied from the request but the numbers asked for."
        },
        footer = {
            "  keymeter grant issue --ca ca.pem --ca-key ca.key --device-key device-key.pem grant.csr --out grant.pem",
            "  keymeter grant issue --ca ca.pem --ca-key ca.key --device-key device-key.pem --uses 50 --days 1 \\",
            "      grant.csr --out grant.pem"
        })
final class GrantIssueCommand extends Subcommand {
    private static final int DAYS_MAXIMUM = 36_525;

    @Option(names = "--ca", required = true, paramLabel = "CERT", description = "The CA's certificate.")
    private Path ca;

    @Option(
            names = "--ca-key",
            required = true,
            paramLabel = "KEY",
            description = "The CA's private key: PKCS #8, SEC 1 or PKCS #1 in PEM, PKCS #8 in DER, or PKCS #12. The"
                    + " passphrase of an encrypted one is asked for.")
    private Path caKey;

    @Option(
            names = "--device-key",
            required = true,
            paramLabel = "PEM",
            description = "The custodian's record of the card, never taken from the request.")
    private Path deviceKey;

    @Option(names = "--uses", paramLabel = "N", description = "At most what is asked for (default: that).")
    private Optional<Long> uses = Optional.empty();

    @Option(
            names = "--days",
            paramLabel = "D",
            description =
                    "How long the CA vouches for the grant (default: 7). A card has no clock: it takes a grant until"
                            + " the request is answered or replaced, or a later grant of the same CA was redeemed.")
    private int days = 7;

    @Option(names = "--out", required = true, paramLabel = "CERT", description = "The file to write.")
    private Path out;

    @Mixin
    private OutputFile output = new OutputFile();

    @Parameters(paramLabel = "CSR", description = "The request.")
    private Path request;

    /**
     * @param request what was asked for, and what the card says of itself
     * @param grant what was granted
     */
    private record Issued(GrantView request, GrantView grant) implements View {
        @Override
        public void describe(Page page) {
            request.describe(page);
            page.gap();
            grant.describe(page);
        }

        @Override
        public Map<String, Object> json() {
            Map<String, Object> fields = grant.json();
            Map<String, Object> asked = request.json();
            List.of("card", "extras").forEach(name -> fields.put(name, asked.get(name)));
            return fields;
        }
    }

    @Override
    protected void run(Cli cli) throws IOException, InvalidFileException, CliException {
        Ranges.require("--days", days, 1, DAYS_MAXIMUM, "a hundred years");
        output.require(out);
        DeviceKey known = InputFiles.deviceKey(deviceKey);
        GrantRequest asked = GrantRequest.parse(BoundedFile.read(request));
        long granted = uses.orElse(asked.terms().uses());
        Ranges.require("--uses", granted, 1, asked.terms().uses(), "what the request asks for");
        GrantIssuer issuer = new GrantIssuer(CaCertificate.parse(BoundedFile.read(ca)), readCaKey(cli.prompt()));
        byte[] grant =
                issuer.issue(asked, known, granted, cli.surroundings().clock().instant(), Duration.ofDays(days));
        output.write(out, PemFile.write("CERTIFICATE", grant));
        cli.output()
                .print(new Issued(
                        new GrantView(request.toString(), GrantDescription.of(asked)),
                        new GrantView(out.toString(), GrantDescription.of(Grant.parse(grant)))));
    }

    private CaKey readCaKey(Prompt prompt) throws IOException, InvalidFileException, CliException {
        byte[] content = BoundedFile.read(caKey);
        try {
            return CaKey.parse(content, () -> prompt.secret("Passphrase of " + caKey + ": ")
                    .orElseThrow(NobodyToAskException::new));
        } catch (NobodyToAskException e) {
            throw new CliException(
                    Failure.usage(
                            "The key " + caKey + " is encrypted, and there is no terminal to ask for its passphrase.",
                            "Decrypt it first, or run this on a terminal."),
                    e);
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    private static final class NobodyToAskException extends IOException {
        private static final long serialVersionUID = 1;
    }
}
