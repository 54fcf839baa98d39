package org.keymeter.cli.audit;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardException;
import org.keymeter.card.CardSession;
import org.keymeter.card.Succession;
import org.keymeter.card.audit.AuditExport;
import org.keymeter.card.audit.SignedHead;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.cli.access.Nonces;
import org.keymeter.cli.access.OpenCard;
import org.keymeter.cli.failure.CliException;
import org.keymeter.cli.frame.CardCommand;
import org.keymeter.cli.frame.Cli;
import org.keymeter.cli.terminal.Page;
import org.keymeter.cli.terminal.View;
import picocli.CommandLine.Command;
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

    @Option(
            names = "--nonce",
            paramLabel = "HEX",
            description =
                    "The auditor's, to show that the export is no older than the question: 64 hexadecimal digits.")
    private Optional<String> nonce = Optional.empty();

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
    protected void run(Cli cli, OpenCard card) throws CardException, IOException, InvalidFileException, CliException {
        ByteString question = nonce.isPresent() ? Nonces.parse(nonce.get()) : Nonces.random();
        card.info();
        CardSession session = card.session();
        SignedHead signed = card.log().run((reader, archive) -> {
            reader.read();
            Optional<Succession> before = session.device().readSuccession();
            SignedHead head = SignedHead.of(session.log().signHead(question));
            try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(out))) {
                AuditExport.write(file, archive, session.identity().deviceKey(), before, head);
            }
            return head;
        });
        cli.output().print(Exported.of(out, signed));
    }
}
