package org.keymeter.card.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keymeter.card.grant.Command;

/** Follows the chain of an export with nothing but a shell and openssl, as docs/AUDIT.md prints it. */
class AuditDocumentTest {
    @TempDir
    private Path folder;

    @Test
    void aShellVerifiesWhatThisProjectExports() throws Exception {
        RecordedCard card = RecordedCard.withRecords(12);
        Path export = folder.resolve("audit.jsonl");
        try (AuditArchive archive = AuditArchive.open(
                        folder.resolve("archive"), card.identity().deviceId(), 1);
                OutputStream out = Files.newOutputStream(export)) {
            new AuditReader(card, archive).read();
            SignedHead head = card.signHead(RecordedCard.random(32));
            AuditExport.write(out, archive, card.identity().deviceKey(), Optional.empty(), head);
        }
        Files.writeString(
                folder.resolve("device-key.pem"), card.identity().deviceKey().toPem());
        Matcher recipe = Pattern.compile("<!-- recipe: verify -->\n```bash\n(.*?)\n```\n", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("..", "docs", "AUDIT.md")));
        assertTrue(recipe.find());
        Files.writeString(folder.resolve("verify.sh"), recipe.group(1) + "\n");
        Command command = new Command(folder);
        assertEquals("Verified OK\n", command.run("bash", "verify.sh"));

        Files.writeString(export, Files.readString(export).replaceFirst("9000", "6982"));
        Command.Outcome changed = command.tryRun("bash", "verify.sh");
        assertNotEquals(0, changed.exitCode());
        assertEquals("record 1 is not as the card wrote it\n", changed.output());
    }
}
