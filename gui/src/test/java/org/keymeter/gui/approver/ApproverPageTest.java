package org.keymeter.gui.approver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardException;
import org.keymeter.card.CardSession;
import org.keymeter.card.Pin;
import org.keymeter.card.Policy;
import org.keymeter.card.audit.AuditExport;
import org.keymeter.card.audit.LogKeeper;
import org.keymeter.card.audit.SignedHead;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.card.file.PemFile;
import org.keymeter.card.grant.CaCertificate;
import org.keymeter.gui.ConsoleBench;
import org.keymeter.gui.OpenSsl;
import org.keymeter.gui.Sight;
import org.keymeter.gui.frame.PageKind;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** A person who approves, over requests and logs of the real applet. */
@ExtendWith(ApplicationExtension.class)
class ApproverPageTest {
    @TempDir
    Path folder;

    private Stage stage;
    private ConsoleBench bench;
    private OpenSsl openSsl;

    @Start
    void start(Stage window) {
        stage = window;
    }

    private void open(Locale language) throws Exception {
        openSsl = new OpenSsl(folder);
        WaitForAsyncUtils.waitForAsyncFx(60_000, () -> bench = new ConsoleBench(stage, folder, language));
        bench.initialize();
        openSsl.makeCa("ca", "Approvals");
        openSsl.run("openssl pkcs12 -export -inkey ca.key -in ca.pem -passout pass:secret -out ca.p12");
        bench.createKey("archive", CaCertificate.parse(openSsl.read("ca.pem")), 3, 10);
        openSsl.write(
                "device-key.pem",
                bench.withCard(session -> session.identity().deviceKey().toPem()));
        bench.open(PageKind.APPROVER);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    private byte[] request() throws Exception {
        return bench.withCard(session -> session.grants().request(0, 8), Pin.USER)
                .toByteArray();
    }

    private void ask() throws Exception {
        openSsl.write("grant.csr", PemFile.write("CERTIFICATE REQUEST", request()));
    }

    /** audit.jsonl, up to now. */
    private void export() throws Exception {
        bench.withCard(
                session -> {
                    try {
                        return write(session);
                    } catch (IOException | InvalidFileException e) {
                        throw new AssertionError(e);
                    }
                },
                Pin.USER);
    }

    private Path write(CardSession session) throws CardException, IOException, InvalidFileException {
        return new LogKeeper(session, folder.resolve("audit")).run((reader, archive) -> {
            reader.read();
            SignedHead head = SignedHead.of(session.log().signHead(ByteString.of(new byte[32])));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            AuditExport.write(out, archive, session.identity().deviceKey(), Optional.empty(), head);
            return Files.write(bench.file("audit.jsonl"), out.toByteArray());
        });
    }

    private void pick(String button, String... files) {
        bench.choose(Arrays.stream(files).map(bench::file).toArray(Path[]::new));
        bench.click(button);
    }

    private void know(String name) {
        bench.click("#tabCards");
        pick("#cardsOpen", "device-key.pem");
        bench.type("#cardsName", name);
        bench.click("#cardsAdd");
        bench.await("the card is in the list", () -> rows("#cardsList") == 1);
    }

    private int rows(String table) {
        return bench.robot().lookup(table).queryAs(TableView.class).getItems().size();
    }

    private boolean isShown(String query) {
        return bench.robot()
                .lookup(query)
                .match((Node node) -> node.localToScene(node.getBoundsInLocal()).getHeight() > 0 && isTreeVisible(node))
                .tryQuery()
                .isPresent();
    }

    private static boolean isTreeVisible(Node node) {
        for (Node step = node; step != null; step = step.getParent()) {
            if (!step.isVisible()) {
                return false;
            }
        }
        return true;
    }

    @Test
    void theWholeWayFromTheRecordSheetToTheGrant() throws Exception {
        open(Locale.ENGLISH);
        bench.picture("approver-empty");
        bench.click("#tabCards");
        bench.picture("approver-cards-empty");
        pick("#cardsOpen", "device-key.pem");
        bench.type("#cardsName", "Laptop of the archive");
        bench.picture("approver-cards-add");
        bench.click("#cardsAdd");
        bench.await("the card is in the list", () -> rows("#cardsList") == 1);
        bench.picture("approver-cards");
        ask();
        export();
        bench.click("#tabRequest");
        pick("#incomingOpen", "grant.csr");
        bench.awaitShown("#incomingVerdict .label", "The card “Laptop of the archive” on your list made it.");
        assertTrue(bench.shows("#incomingVerdict .label", "this computer"));
        assertTrue(bench.robot().lookup("#decisionIssue").queryAs(Button.class).isDisabled());
        bench.picture("approver-request");
        pick("#logOpen", "audit.jsonl");
        bench.awaitShown("#logVerdict .label", "Verified: all ");
        assertFalse(isShown("#logWaive"));
        bench.type("#decisionUses .text-field", "5");
        bench.type("#decisionDays .text-field", "2");
        pick("#decisionCa", "ca.pem");
        bench.awaitShown("#decisionCaName", "CN=Approvals");
        pick("#decisionKey", "ca.p12");
        bench.picture("approver-decision");
        bench.click("#decisionIssue");
        bench.type("#passphrase", "wrong");
        bench.picture("approver-passphrase");
        bench.robot().push(KeyCode.ENTER);
        bench.awaitAnywhere("passphrase wrong");
        bench.click("#decisionIssue");
        bench.type("#passphrase", "secret");
        bench.robot().push(KeyCode.ENTER);
        bench.awaitShown("#decisionGranted", "Granted: 5 uses for the card “Laptop of the archive”");
        bench.choose(bench.file("grant.pem"));
        bench.click("#decisionSave");
        bench.awaitShown("#decisionSaved", "grant.pem");
        bench.picture("approver-granted");
        bench.click("#tabJournal");
        bench.await("the grant is in the journal", () -> rows("#journalEntries") == 1);
        bench.picture("approver-journal");
        bench.choose(bench.file("journal.jsonl"));
        bench.click("#journalExport");
        bench.awaitShown("#journalExported", "journal.jsonl");
        assertTrue(Files.readString(bench.file("journal.jsonl")).contains("\"granted\":5,\"days\":2"));

        bench.open(PageKind.REFILL);
        bench.openCard("#refillMake");
        pick("#answerOpen", "grant.pem");
        bench.awaitShown("#answerRedeem", "Look at the card again");
        bench.click("#answerRedeem");
        bench.awaitShown("#answerOutcome", "goes from 3 to 5 uses");
        bench.click("#answerRedeem");
        bench.enterPin(ConsoleBench.USER_PIN);
        bench.awaitShown("#answerAfter", "5");
        assertEquals(5L, (long) bench.withCard(session -> session.keys().read(0).remaining()));
    }

    @Test
    void aForeignRequestIsRefusedAndItsKeyIsNeverTaken() throws Exception {
        open(Locale.GERMAN);
        ask();
        pick("#incomingOpen", "grant.csr");
        bench.awaitShown("#incomingVerdict .label", "Keine Karte auf Ihrer Liste hat sie gestellt");
        assertFalse(isShown("#decisionIssue"));
        bench.picture("approver-foreign-de");
        bench.click("#tabCards");
        pick("#cardsOpen", "grant.csr");
        bench.awaitShown(".problem-code", "KM-A4");
        assertEquals(0, rows("#cardsList"));
        bench.picture("approver-cards-request-de");
        know("Archiv");
        bench.click("#tabRequest");
        bench.awaitShown("#incomingVerdict .label", "Die Karte „Archiv“ auf Ihrer Liste hat sie gestellt.");
        bench.picture("approver-request-de");
        openSsl.write("swapped.csr", PemFile.write("CERTIFICATE REQUEST", SwappedRequest.of(request())));
        pick("#incomingOpen", "swapped.csr");
        bench.awaitShown("#incomingVerdict .label", "CA:TRUE");
        assertFalse(isShown("#decisionIssue"));
        bench.picture("approver-swapped-de");
    }

    @Test
    void withoutAMatchingLogOnlyByExplicitConsentInTheDark() throws Exception {
        open(Locale.ENGLISH);
        WaitForAsyncUtils.waitForAsyncFx(60_000, () -> Sight.menuItem(bench.robot(), "#settings", "look-DARK")
                .fire());
        know("Archive");
        export();
        bench.withCard(session -> session.keys().create("later", 1, Policy.of(5, List.of())), Pin.ADMIN);
        String pem = PemFile.write("CERTIFICATE REQUEST", request());
        WaitForAsyncUtils.waitForAsyncFx(60_000, () -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(pem);
            Clipboard.getSystemClipboard().setContent(content);
        });
        bench.click("#tabRequest");
        press("#incomingPaste");
        bench.awaitShown("#incomingAsked", "A request for 8 uses");
        bench.picture("approver-request-dark");
        bench.choose(bench.file("ca.pem"));
        press("#decisionCa");
        bench.choose(bench.file("ca.key"));
        press("#decisionKey");
        bench.awaitShown("#decisionKeyName", "ca.key");
        bench.choose(bench.file("audit.jsonl"));
        press("#logOpen");
        bench.awaitShown("#logVerdict .label", "before this request");
        assertTrue(bench.robot().lookup("#decisionIssue").queryAs(Button.class).isDisabled());
        bench.picture("approver-log-dark");
        press("#logWaive");
        press("#decisionIssue");
        bench.awaitShown("#decisionGranted", "Granted: 8 uses");
        bench.picture("approver-granted-dark");
        bench.click("#tabJournal");
        bench.await("the grant is in the journal", () -> rows("#journalEntries") == 1);
        bench.picture("approver-journal-dark");
        bench.click("#tabCards");
        bench.picture("approver-cards-dark");
    }

    /** Tabs to a button and presses it. */
    private void press(String query) {
        bench.await(query + " has the focus", () -> {
            if (bench.robot().lookup(query).query().isFocused()) {
                return true;
            }
            bench.robot().push(KeyCode.TAB);
            return false;
        });
        bench.robot().push(KeyCode.SPACE);
        WaitForAsyncUtils.waitForFxEvents();
    }
}
