package org.keymeter.cli.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardException;
import org.keymeter.card.CardSession;
import org.keymeter.card.DeviceKey;
import org.keymeter.card.Succession;
import org.keymeter.card.audit.AuditExport;
import org.keymeter.card.audit.SignedHead;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.cli.access.Nonces;
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
        name = "export",
        description = {
            "Writes the whole log since the card's initialisation to a file, ended by a head that the card signs now, for"
                    + " 'keymeter audit verify' anywhere. Acknowledges nothing, spends nothing, needs no PIN."
        },
        footer = {
            "  keymeter audit export --out audit.log",
            "  keymeter audit export --nonce $(cat nonce.hex) --out audit.log"
        })
final class AuditExportCommand extends CardCommand {
    @Option(names = "--out", required = true, paramLabel = "F", description = "The file to write.")
    private Path out;

    @Mixin
    private OutputFile output = new OutputFile();

    @Option(
            names = "--nonce",
            paramLabel = "HEX",
            description =
                    "The auditor's, to show that the export is no older than the question: 64 hexadecimal digits.")
    private Optional<String> nonce = Optional.empty();

    private ByteString question;

    /**
     * @param file that was written
     * @param deviceId of the card
     * @param instance of the card
     * @param last sequence of the last record
     * @param chain value there
     * @param nonce that the head was signed for
     */
    record Exported(String file, ByteString deviceId, long instance, long last, ByteString chain, ByteString nonce)
            implements View {
        static Exported of(Path file, SignedHead head) {
            return new Exported(
                    file.toString(),
                    head.deviceId(),
                    head.instance(),
                    head.last().sequence(),
                    head.last().chain(),
                    head.nonce());
        }

        @Override
        public void describe(Page page) {
            page.field("export", file);
            page.field("card", deviceId.toGroups() + ", instance " + instance);
            page.field("records", "1 to " + last);
        }
    }

    @Override
    protected void check(Cli cli) throws IOException, CliException {
        question = nonce.isPresent() ? Nonces.parse(nonce.get()) : Nonces.random();
        output.require(out);
    }

    @Override
    protected void run(Cli cli, OpenCard card) throws CardException, IOException, InvalidFileException, CliException {
        card.info();
        CardSession session = card.session();
        DeviceKey key = session.identity().deviceKey();
        SignedHead signed = card.log().run((reader, archive) -> {
            reader.read();
            Optional<Succession> before = session.device().readSuccession();
            SignedHead head = SignedHead.of(session.log().signHead(question));
            output.<InvalidFileException>fill(out, file -> AuditExport.write(file, archive, key, before, head));
            return head;
        });
        cli.output().print(Exported.of(out, signed));
    }
}
