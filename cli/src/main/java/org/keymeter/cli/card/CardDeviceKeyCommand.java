package org.keymeter.cli.card;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardException;
import org.keymeter.card.DeviceIdentity;
import org.keymeter.cli.access.OpenCard;
import org.keymeter.cli.failure.CliException;
import org.keymeter.cli.frame.CardCommand;
import org.keymeter.cli.frame.Cli;
import org.keymeter.cli.terminal.OutputFile;
import org.keymeter.cli.terminal.Page;
import org.keymeter.cli.terminal.View;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "device-key",
        description = {
            "Prints the card's public device key (PEM), after the card has proven that it is its own.",
            "This is the custodian's record of the card: hand it to approvers and auditors by a way they trust. They compare"
                    + " every request and every log with it."
        },
        footer = {
            "  keymeter card device-key --out device-key.pem",
            "  keymeter card device-key | openssl pkey -pubin -noout -text"
        })
final class CardDeviceKeyCommand extends CardCommand {
    @Option(names = "--out", paramLabel = "PEM", description = "Write it to this file instead.")
    private Optional<Path> out = Optional.empty();

    @Mixin
    private OutputFile output = new OutputFile();

    /**
     * @param deviceId of the card
     * @param instance counts initialisations
     * @param fingerprint SHA-256 of the SubjectPublicKeyInfo
     * @param pem SubjectPublicKeyInfo
     * @param file where it was written
     */
    record DeviceKeyView(ByteString deviceId, long instance, ByteString fingerprint, String pem, Optional<String> file)
            implements View {
        @Override
        public void describe(Page page) {
            if (file.isEmpty()) {
                page.block(pem);
                return;
            }
            page.field("device key", file.get());
            page.field("fingerprint", fingerprint.toGroups());
        }
    }

    @Override
    protected void check(Cli cli) throws IOException {
        if (out.isPresent()) {
            output.require(out.get());
        }
    }

    @Override
    protected void run(Cli cli, OpenCard card) throws CardException, IOException, CliException {
        DeviceIdentity identity = card.session().identity();
        String pem = identity.deviceKey().toPem();
        if (out.isPresent()) {
            output.write(out.get(), pem);
        }
        cli.output()
                .print(new DeviceKeyView(
                        identity.deviceId(),
                        identity.instance(),
                        identity.deviceKey().fingerprint(),
                        pem,
                        out.map(Path::toString)));
    }
}
