package org.keymeter.cli.audit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.keymeter.card.ByteString;
import org.keymeter.card.DeviceKey;
import org.keymeter.card.audit.AuditVerification;
import org.keymeter.card.audit.AuditVerifier;
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
            "Verifies an exported log offline: that this card wrote every record, in this order, and that none is changed,"
                    + " missing or added. Exit code 6 and the records in question otherwise.",
            "The device key is the custodian's record of the card; that of the instance before will do if the card was"
                    + " initialised again since, because the old key vouches for the new one."
        },
        footer = "  keymeter audit verify --device-key device-key.pem audit.log")
final class AuditVerifyCommand extends Subcommand {
    @Mixin
    private StatementOptions statement = new StatementOptions();

    @Parameters(paramLabel = "F", description = "The export.")
    private Path file;

    @Override
    protected void run(Cli cli) throws IOException, InvalidFileException, CliException {
        DeviceKey known = statement.readDeviceKey();
        Optional<ByteString> question = statement.nonce();
        AuditVerification verification = verify(known, question);
        cli.output().print(VerificationView.of(verification));
        if (!verification.isGood()) {
            throw new CliException(Failure.verification(
                    "The export is not what the card wrote.",
                    "It was changed, or is another card's: "
                            + verification.findings().get(0).words(),
                    "Do not rely on it; have the card export its log again."));
        }
    }

    private AuditVerification verify(DeviceKey known, Optional<ByteString> question) throws IOException, CliException {
        try (InputStream export = new BufferedInputStream(BoundedFile.open(file))) {
            return AuditVerifier.verify(export, known, question);
        } catch (InvalidFileException e) {
            throw StatementOptions.noStatement(e, "keymeter audit export --out");
        }
    }
}
