package org.keymeter.gui.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.stage.Stage;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.keymeter.card.ByteString;
import org.keymeter.card.DeviceKey;
import org.keymeter.card.audit.AuditExport;
import org.keymeter.card.audit.AuditVerification;
import org.keymeter.card.audit.AuditVerifier;
import org.keymeter.card.audit.LogKeeper;
import org.keymeter.card.audit.SignedHead;
import org.keymeter.card.file.InvalidFileException;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** Exports of the audit page, and those from elsewhere. */
@ExtendWith(ApplicationExtension.class)
class AuditFilesTest {
    private static final String NONCE = "5a".repeat(32);

    @TempDir
    Path folder;

    private AuditBench bench;

    @Start
    void start(Stage window) {
        bench = new AuditBench(window, folder, Locale.ENGLISH);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    /** As a person who opens the menu and takes the item. */
    private void take(String menu, String item) {
        bench.console().click(menu);
        bench.console().click("#" + item);
    }

    private Path export(String format) {
        Path file = bench.console().file("out." + format);
        bench.console().choose(file);
        take("#export", "export-" + format);
        bench.awaitOutcome("written to " + file);
        return file;
    }

    private void prepareAndRead() throws Exception {
        bench.prepare();
        bench.open();
        bench.read();
        bench.awaitCount("4 rows");
    }

    @Test
    void writesWhatTheTableShows() throws Exception {
        prepareAndRead();
        bench.choose("#event", "Key created");
        bench.awaitCount("2 matches");
        assertEquals(2, Files.readAllLines(export("jsonl")).size());
        List<String> csv = Files.readAllLines(export("csv"));
        assertEquals(3, csv.size());
        assertTrue(csv.get(0).startsWith("\"Device id\",\"Instance\",\"Record\""), csv.get(0));
        assertTrue(csv.get(1).contains("\"Key created\",\"mail (slot 1)\""), csv.get(1));
        List<String> cef = Files.readAllLines(export("cef"));
        assertTrue(cef.get(0).startsWith("CEF:0|Keymeter|"), cef.get(0));
        try (PDDocument pdf = Loader.loadPDF(export("pdf").toFile())) {
            String text = new PDFTextStripper().getText(pdf);
            assertTrue(text.contains("Verified up to record 4"), text);
            assertTrue(text.contains("Only: Key created"), text);
            assertFalse(text.contains("Anchor imported"), text);
        }
        bench.console().click("#export");
        bench.console().picture("audit-export-menu");
    }

    @Test
    void exportsForAnAuditorWhoVerifies() throws Exception {
        prepareAndRead();
        Path file = bench.console().file("signed.jsonl");
        bench.console().choose(file);
        take("#export", "export-auditor");
        bench.console().type("#nonce", "abc");
        bench.console().awaitAnywhere("A nonce has 64 hexadecimal digits.");
        bench.console().type("#nonce", NONCE);
        bench.console().picture("audit-nonce");
        bench.console().click("Save …");
        bench.awaitOutcome("Records 1 to 4 written to");
        bench.console().picture("audit-exported");
        assertTrue(verify(file).isGood());

        bench.console().choose(file);
        take("#files", "verifyFile");
        bench.console().type("#nonce", NONCE);
        bench.console().click("#verify");
        bench.console().awaitAnywhere("Every record from 1 to 4 is as the card wrote it");
        bench.console().awaitAnywhere("It was signed for your nonce");
        bench.console().picture("audit-verified");
        bench.console().click("Close");
    }

    private AuditVerification verify(Path file) throws Exception {
        DeviceKey key = bench.console().withCard(session -> session.identity().deviceKey());
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return AuditVerifier.verify(in, key, Optional.of(ByteString.ofHex(NONCE)));
        }
    }

    @Test
    void namesWhatWasChanged() throws Exception {
        prepareAndRead();
        Path file = exportElsewhere(folder.resolve("elsewhere"));
        String text = Files.readString(file);
        int record = text.indexOf("{\"record\":\"00000003") + 60;
        char digit = text.charAt(record) == '0' ? '1' : '0';
        Files.writeString(file, text.substring(0, record) + digit + text.substring(record + 1));
        Path pem = bench.console().file("device-key.pem");
        Files.writeString(pem, bench.console().withCard(session -> session.identity()
                .deviceKey()
                .toPem()));

        bench.console().choose(file);
        take("#files", "verifyFile");
        bench.console().choose(pem);
        bench.console().click("#verifyPem");
        bench.console().await("the key is read", () -> bench.words("#verifyKey").equals("device-key.pem"));
        bench.console().click("#verify");
        bench.console().awaitAnywhere("One thing is wrong with the file.");
        bench.console().awaitAnywhere("Record 3 was changed, or the chain value beside it.");
        bench.console().picture("audit-verify-changed");
        bench.console().click("Close");

        bench.console().choose(file);
        take("#files", "import");
        bench.awaitOutcome("The file is not what the card wrote. Nothing of it was taken.");
        bench.console().picture("audit-import-refused");
    }

    @Test
    void closesAGapWithTheOtherExport() throws Exception {
        prepareAndRead();
        bench.addRecords(4);
        Path elsewhere = folder.resolve("elsewhere");
        Path file = exportElsewhere(elsewhere);
        bench.acknowledgeElsewhere(elsewhere);
        bench.addRecords(1);
        bench.read();
        bench.console().awaitAnywhere("Records 5 to 12 were read and acknowledged elsewhere.");
        bench.awaitCount("8 rows");
        assertTrue(bench.row(3).isGap());
        bench.select(3);
        bench.console().awaitAnywhere("Import the export of the computer that has them.");
        bench.console().picture("audit-gap");

        bench.console().choose(file);
        take("#files", "import");
        bench.awaitOutcome("8 records that were missing here are taken. The log has no gap.");
        bench.awaitCount("15 rows");
        bench.console().picture("audit-gap-closed");
        bench.console().choose(bench.console().file("ca.pem"));
        take("#files", "import");
        bench.awaitOutcome("This is no export of a card’s log.");
    }

    /** Another computer's export of the whole log. */
    private Path exportElsewhere(Path archives) throws Exception {
        Path file = bench.console().file("from elsewhere.jsonl");
        return bench.console().withCard(session -> {
            try {
                return new LogKeeper(session, archives).run((reader, archive) -> {
                    reader.read();
                    SignedHead head = SignedHead.of(session.log().signHead(ByteString.ofHex(NONCE)));
                    try (var out = Files.newOutputStream(file)) {
                        AuditExport.write(
                                out,
                                archive,
                                session.identity().deviceKey(),
                                session.device().readSuccession(),
                                head);
                    }
                    return file;
                });
            } catch (IOException | InvalidFileException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void saysWhyALongReportCannotBe() {
        bench.open();
        bench.console().awaitText("#count", "No rows");
        MenuButton menu = bench.console().robot().lookup("#export").queryAs(MenuButton.class);
        bench.console().click("#export");
        List<Boolean> disabled = WaitForAsyncUtils.waitForAsyncFx(
                60_000, () -> menu.getItems().stream().map(MenuItem::isDisable).toList());
        assertEquals(List.of(true, true, true, true, false, true), disabled, "there is nothing to export");
    }
}
