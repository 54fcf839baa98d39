package org.keymeter.gui.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.keymeter.card.AnchorInfo;
import org.keymeter.card.Pin;
import org.keymeter.card.Policy;
import org.keymeter.card.grant.CaCertificate;
import org.keymeter.card.grant.NewCa;
import org.keymeter.gui.ConsoleBench;
import org.keymeter.gui.frame.PageKind;
import org.keymeter.gui.history.History;
import org.keymeter.protocol.Ins;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** CAs trusted and removed by hand on the real applet. */
@ExtendWith(ApplicationExtension.class)
class TrustPageTest {
    @TempDir
    Path folder;

    private ConsoleBench bench;

    @Start
    void start(Stage stage) {
        bench = new ConsoleBench(stage, folder);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    private CaCertificate openEmpty() throws Exception {
        bench.initialize();
        CaCertificate ca = bench.makeCa("Approvals");
        bench.look();
        bench.open(PageKind.TRUST);
        bench.click("#trustFirst");
        return ca;
    }

    @Test
    void importsAFileAfterALook() throws Exception {
        bench.initialize();
        CaCertificate ca = bench.makeCa("Approvals");
        bench.look();
        bench.open(PageKind.TRUST);
        bench.awaitAnywhere("This card trusts no CA yet");
        bench.picture("trust-empty");
        bench.click("#trustFirst");
        assertTrue(bench.robot().lookup("#trustImport").queryButton().isDisabled());
        bench.picture("trust-import");
        bench.choose(bench.file("Approvals.pem"));
        bench.click("#caFile");
        bench.awaitText("#caName", "CN=Approvals");
        String groups = ca.fingerprint().toGroups();
        bench.awaitText("#caFingerprint", groups.substring(0, 39) + "\n" + groups.substring(40));
        bench.awaitAnywhere("P-256");
        bench.picture("trust-preview");
        bench.click("#trustImport");
        bench.enterPin("87654321");
        bench.awaitText("#pinWrong", "That was wrong. 4 tries are left.");
        bench.enterPin(ConsoleBench.ADMIN_PIN);
        bench.awaitText("#anchorName", "CN=Approvals");
        bench.awaitAnywhere(" to ");
        bench.awaitAnywhere("No key on this card names it");
        bench.picture("trust-detail");
        assertEquals(ca.fingerprint(), anchors().get(0).spkiHash());
        try (History history = History.open(bench.folders(), Clock.systemUTC())) {
            assertTrue(history.notes().certificate(ca.fingerprint()).isPresent());
        }
    }

    @Test
    void importsWhatIsPasted() throws Exception {
        openEmpty();
        copy(Files.readString(bench.file("Approvals.pem")));
        bench.click("#caPaste");
        bench.awaitText("#caName", "CN=Approvals");
        copy("not a certificate");
        bench.robot().push(KeyCode.SHORTCUT, KeyCode.V);
        bench.awaitAnywhere("KM-");
        bench.picture("trust-no-certificate");
        assertTrue(bench.robot().lookup("#trustImport").queryButton().isDisabled());
        copy(Files.readString(bench.file("Approvals.pem")));
        bench.robot().push(KeyCode.SHORTCUT, KeyCode.V);
        bench.awaitText("#caName", "CN=Approvals");
        bench.click("#trustImport");
        bench.enterPin(ConsoleBench.ADMIN_PIN);
        bench.awaitText("#anchorName", "CN=Approvals");
        assertEquals(1, anchors().size());
    }

    private static void copy(String text) throws Exception {
        WaitForAsyncUtils.waitForAsyncFx(
                60_000, () -> Clipboard.getSystemClipboard().setContent(content(text)));
    }

    private static ClipboardContent content(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        return content;
    }

    @Test
    void removesACaAfterSayingWhichKeysItStrands() throws Exception {
        bench.initialize();
        CaCertificate ca = bench.makeCa("Approvals");
        bench.createKey("archive", ca, 5, 10);
        bench.look();
        bench.open(PageKind.TRUST);
        bench.awaitAnywhere("archive: no other CA on the card can");
        bench.awaitAnywhere("Not known here: a card keeps name and key only");
        bench.click("#anchorRemove");
        bench.awaitAnywhere("This key can then be refilled by nobody");
        bench.picture("trust-remove");
        bench.robot().push(KeyCode.ESCAPE);
        bench.awaitAnywhere("archive: no other CA");
        bench.click("#anchorRemove");
        bench.awaitAnywhere("This key can then be refilled by nobody");
        bench.click("Remove");
        bench.enterPin(ConsoleBench.ADMIN_PIN);
        bench.awaitAnywhere("This card trusts no CA yet");
        assertEquals(0, anchors().size());
    }

    @Test
    void aBlockedAdminPinAndAPulledCardLeaveTheCertificateInView() throws Exception {
        openEmpty();
        bench.choose(bench.file("Approvals.pem"));
        bench.click("#caFile");
        bench.awaitText("#caName", "CN=Approvals");
        bench.pullBefore(Ins.IMPORT_ANCHOR);
        bench.click("#trustImport");
        bench.enterPin(ConsoleBench.ADMIN_PIN);
        bench.awaitText("#gateTitle", "There is no simulated card yet");
        bench.reader().insert();
        bench.awaitAnywhere("KM-");
        bench.click("#trustImport");
        for (int tries = 4; tries >= 0; tries--) {
            bench.enterPin("87654321");
            String left = tries == 1 ? "One try" : tries + " tries";
            if (tries > 0) {
                bench.await(left + " left", () -> bench.robot()
                        .lookup("#pinWrong")
                        .match((Labeled said) -> said.getText().contains(left))
                        .tryQuery()
                        .isPresent());
            }
        }
        bench.awaitAnywhere("blocked");
        bench.awaitText("#caName", "CN=Approvals");
        bench.picture("trust-blocked");
        assertEquals(0, anchors().size());
    }

    @Test
    void tellsWhichKeysOthersRefillToo() throws Exception {
        bench.initialize();
        CaCertificate first = bench.makeCa("Approvals of the custodians in the northern branch");
        CaCertificate second = bench.makeCa("Spare");
        bench.createKey("alone", first, 5, 10);
        bench.withCard(
                session -> {
                    session.anchors().importAnchor(second.subject(), second.spki());
                    return session.keys()
                            .create("both", 1, Policy.of(9, List.of(first.fingerprint(), second.fingerprint())));
                },
                Pin.ADMIN);
        try (History history = History.open(bench.folders(), Clock.systemUTC())) {
            history.notes().keepCertificate(first);
        }
        bench.look();
        bench.open(PageKind.TRUST);
        bench.awaitAnywhere("alone: no other CA on the card can");
        bench.awaitAnywhere("both: another CA on the card can as well");
        bench.picture("trust-two");
    }

    @Test
    void takesWhatIsDroppedOnThePage() throws Exception {
        bench.initialize();
        bench.makeCa("Approvals");
        bench.look();
        bench.open(PageKind.TRUST);
        bench.awaitAnywhere("This card trusts no CA yet");
        Label source = WaitForAsyncUtils.waitForAsyncFx(60_000, this::addSource);
        bench.robot().drag(source).dropTo("#trustFirst");
        bench.awaitText("#caName", "CN=Approvals");
        bench.picture("trust-dropped");
    }

    /** Something beside the page to drag the certificate's file from, as from the desktop. */
    private Label addSource() {
        Label source = new Label("Approvals.pem");
        source.setOnDragDetected(event -> {
            ClipboardContent content = new ClipboardContent();
            content.putFiles(List.of(bench.file("Approvals.pem").toFile()));
            source.startDragAndDrop(TransferMode.COPY).setContent(content);
            event.consume();
        });
        ((BorderPane) bench.stage().getScene().getRoot()).setTop(source);
        return source;
    }

    @Test
    void warnsOfWhatIsUnusual() throws Exception {
        openEmpty();
        NewCa old = NewCa.make("Old approvals", Instant.now().minus(Duration.ofDays(400)), Duration.ofDays(365));
        old.key().close();
        copy(old.certificate());
        bench.click("#caPaste");
        bench.awaitAnywhere("This certificate expired on");
        bench.picture("trust-expired");
        bench.darken();
        bench.picture("trust-expired-dark");
        bench.resize(960, 640);
        bench.picture("trust-expired-960");
        bench.click("#trustImport");
        bench.enterPin(ConsoleBench.ADMIN_PIN);
        bench.awaitText("#anchorName", "CN=Old approvals");
        bench.awaitAnywhere("This certificate expired on");
        bench.picture("trust-detail-960");
        bench.resize(1024, 700);
        bench.picture("trust-detail-dark");
        bench.click("#trustAdd");
        copy(old.certificate());
        bench.click("#caPaste");
        bench.awaitAnywhere("The card trusts this key already.");
    }

    private List<AnchorInfo> anchors() throws Exception {
        return bench.withCard(session -> session.anchors().readAll());
    }
}
