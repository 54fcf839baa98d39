package org.keymeter.cli.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.keymeter.card.ByteString;
import org.keymeter.card.DeviceKey;
import org.keymeter.card.audit.UsageReport;
import org.keymeter.card.file.BoundedFile;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.cli.access.StatementOptions;
import org.keymeter.cli.failure.CliException;
import org.keymeter.cli.failure.Failure;
import org.keymeter.cli.frame.Cli;
import org.keymeter.cli.frame.Subcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "verify",
        description = {
            "Verifies a usage report offline: that this card signed it, and with --nonce that it answers your question."
        },
        footer = "  keymeter report verify --device-key device-key.pem --nonce 00ff… report.bin")
final class ReportVerifyCommand extends Subcommand {
    @Mixin
    private StatementOptions statement = new StatementOptions();

    @Parameters(paramLabel = "F", description = "The report.")
    private Path file;

    @Override
    protected void run(Cli cli) throws IOException, InvalidFileException, CliException {
        DeviceKey key = statement.readDeviceKey();
        Optional<ByteString> expected = statement.nonce();
        UsageReport report = parse();
        if (!report.isSignedBy(key)) {
            throw new CliException(Failure.verification(
                    "The report's signature is wrong.",
                    "The report was changed, or another card made it: this is not what the card with device key " + key
                            + " said.",
                    "Do not rely on it; have the card make a report again."));
        }
        if (expected.isPresent() && !expected.get().equals(report.nonce())) {
            throw new CliException(Failure.verification(
                    "The report answers another question: its nonce is " + report.nonce() + ".",
                    "It is an older report of this card, or one made for somebody else.",
                    "Have the card make one for your nonce."));
        }
        cli.output().print(new ReportView(report));
    }

    private UsageReport parse() throws IOException, CliException, InvalidFileException {
        try {
            return UsageReport.parse(BoundedFile.read(file));
        } catch (InvalidFileException e) {
            throw StatementOptions.noStatement(e, "keymeter card report --out");
        }
    }
}
