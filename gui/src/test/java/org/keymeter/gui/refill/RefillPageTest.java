package org.keymeter.gui.refill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.zxing.RGBLuminanceSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.keymeter.card.ByteString;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.Pin;
import org.keymeter.card.file.PemFile;
import org.keymeter.card.grant.CaCertificate;
import org.keymeter.gui.ConsoleBench;
import org.keymeter.gui.OpenSsl;
import org.keymeter.gui.Sight;
import org.keymeter.gui.frame.PageKind;
import org.keymeter.protocol.Ins;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** A person who refills a key; the approver is the real openssl. */
@ExtendWith(ApplicationExtension.class)
class RefillPageTest {
    @TempDir
    Path folder;

    private Stage stage;
    private ConsoleBench bench;
    private OpenSsl approver;

    @Start
    void start(Stage window) {
        stage = window;
    }

    private void open(Locale language) throws Exception {
        approver = new OpenSsl(folder);
        WaitForAsyncUtils.waitForAsyncFx(60_000, () -> bench = new ConsoleBench(stage, folder, language));
        bench.initialize();
        approver.makeCa("ca", "Approvals");
        CaCertificate ca = CaCertificate.parse(approver.read("ca.pem"));
        bench.createKey("archive", ca, 3, 10);
        approver.write(
                "device-key.pem",
                bench.withCard(session -> session.identity().deviceKey().toPem()));
        bench.open(PageKind.REFILL);
        bench.openCard("#refillMake");
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    private void ask(int uses) {
        bench.type("#refillUses .text-field", String.valueOf(uses));
        bench.click("#refillMake");
        bench.enterPin(ConsoleBench.USER_PIN);
        bench.awaitShown("#requestMade", "for " + uses + " ");
    }

    private void save() {
        bench.choose(bench.file("grant.csr"));
        bench.click("#requestSave");
        bench.awaitShown("#requestSaved", "grant.csr");
    }

    private void answer(String... files) {
        bench.choose(Arrays.stream(files).map(bench::file).toArray(Path[]::new));
        bench.robot()
                .interact(
                        () -> bench.robot().lookup("#answerOpen").queryButton().fire());
    }

    private KeyInfo key() throws Exception {
        return bench.withCard(session -> session.keys().read(0));
    }

    @Test
    void theWholeWayFromRequestToRefill() throws Exception {
        open(Locale.ENGLISH);
        assertTrue(bench.shows("#refillEffect", "With a grant of 10 uses"));
        bench.picture("refill-ask");
        ask(8);
        bench.picture("refill-request");
        assertTrue(bench.shows("#requestSteps", "docs/CA-RECIPES.md, section “Each time: a grant”"));
        assertTrue(bench.shows("#requestApprovers", "CN=Approvals"));
        save();
        assertEquals(Files.readString(bench.file("grant.csr")), QrCodeTest.read(picture()));
        approver.issue("grant.csr", "ca", "grant.pem");
        answer("grant.pem");
        bench.awaitShown("#answerGood", "Nothing speaks against it. The card decides.");
        assertTrue(bench.shows("#answerOutcome", "goes from 3 to 8 uses"));
        bench.picture("refill-answer");
        bench.click("#answerRedeem");
        bench.enterPin(ConsoleBench.USER_PIN);
        bench.awaitShown("#answerAfter", "8");
        bench.awaitShown("#answerRedeemed", "The key “archive” has 8 uses now; it had 3.");
        bench.picture("refill-done");
        assertEquals(8, key().remaining());
        assertFalse(key().isRequestPending());
    }

    private RGBLuminanceSource picture() {
        Image image =
                bench.robot().lookup("#requestCode").queryAs(ImageView.class).getImage();
        int side = (int) image.getWidth();
        int[] pixels = new int[side * side];
        image.getPixelReader().getPixels(0, 0, side, side, PixelFormat.getIntArgbInstance(), pixels, 0, side);
        return new RGBLuminanceSource(side, side, pixels);
    }

    @Test
    void aNewerRequestReplacesTheOlderAndSaysSoBefore() throws Exception {
        open(Locale.ENGLISH);
        ask(8);
        save();
        approver.issue("grant.csr", "ca", "old.pem");
        assertTrue(bench.shows("#refillReplaces", "A new request replaces it"));
        bench.type("#refillUses .text-field", "5");
        bench.click("#refillMake");
        bench.awaitAnywhere("Replace the older request?");
        bench.picture("refill-replace");
        bench.robot().push(KeyCode.ESCAPE);
        assertTrue(bench.shows("#requestMade", "for 8 "));
        bench.click("#refillMake");
        bench.awaitAnywhere("Replace the older request?");
        bench.robot().push(KeyCode.ENTER);
        bench.enterPin(ConsoleBench.USER_PIN);
        bench.awaitShown("#requestMade", "for 5 ");

        answer("old.pem");
        bench.awaitAnywhere("KM-9816");
        assertTrue(bench.shows("#answerUnchanged", "It was not shown to the card"));
        bench.picture("refill-refused");
        bench.click("#answerRedeem");
        bench.enterPin(ConsoleBench.USER_PIN);
        bench.awaitShown(".gate > .problem .problem-code", "KM-9816");
        assertEquals(3, key().remaining());
    }

    @Test
    void theRequestIsRememberedAndTheAnswerPasted() throws Exception {
        open(Locale.GERMAN);
        bench.type("#refillUses .text-field", "8");
        bench.click("#refillMake");
        bench.enterPin(ConsoleBench.USER_PIN);
        bench.awaitShown("#requestMade", "Eine Anfrage nach 8 Nutzungen");
        bench.picture("refill-request-de");
        bench.click("#requestCopy");
        String copied = WaitForAsyncUtils.waitForAsyncFx(
                60_000, () -> Clipboard.getSystemClipboard().getString());
        approver.write("grant.csr", copied);
        bench.close();

        WaitForAsyncUtils.waitForAsyncFx(60_000, () -> bench = new ConsoleBench(stage, folder, Locale.GERMAN));
        bench.open(PageKind.REFILL);
        bench.openCard("#refillMake");
        bench.awaitShown("#requestMade", "Eine Anfrage nach 8 Nutzungen");
        approver.issue("grant.csr", "ca", "grant.pem");
        String grant = Files.readString(bench.file("grant.pem"));
        WaitForAsyncUtils.waitForAsyncFx(60_000, () -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(grant);
            Clipboard.getSystemClipboard().setContent(content);
        });
        bench.click("#answerPaste");
        bench.awaitShown("#answerGood", "Nichts spricht dagegen");
        bench.picture("refill-answer-de");
    }

    @Test
    void aWrongPinIsAskedForAgainAndABlockedOneIsSaid() throws Exception {
        open(Locale.ENGLISH);
        bench.click("#refillMake");
        for (int left = 4; left > 0; left--) {
            bench.enterPin("000000");
            bench.awaitAnywhere(left == 1 ? "One try is left" : left + " tries are left");
        }
        bench.picture("refill-pin-last");
        bench.enterPin("000000");
        bench.awaitShown(".problem-happened", "blocked");
        bench.picture("refill-pin-blocked");
        assertFalse(key().isRequestPending());
    }

    @Test
    void aCardPulledBeforeTheGrantArrivesKeepsItsRequest() throws Exception {
        open(Locale.ENGLISH);
        ask(8);
        save();
        approver.issue("grant.csr", "ca", "grant.pem");
        answer("grant.pem");
        bench.pullBefore(Ins.PERFORM_SECURITY_OPERATION);
        bench.click("#answerRedeem");
        bench.enterPin(ConsoleBench.USER_PIN);
        bench.awaitAnywhere("KM-T6");
        bench.picture("refill-pulled");
        bench.awaitShown("#gateTitle", "There is no simulated card");
        bench.reader().insert();
        bench.openCard("#refillMake");
        bench.awaitShown("#requestMade", "for 8 ");
        answer("grant.pem");
        bench.click("#answerRedeem");
        bench.enterPin(ConsoleBench.USER_PIN);
        bench.awaitShown("#answerAfter", "8");
    }

    @Test
    void aCardPulledAfterItTookTheGrantShowsWhatItHas() throws Exception {
        open(Locale.ENGLISH);
        ask(8);
        save();
        approver.issue("grant.csr", "ca", "grant.pem");
        answer("grant.pem");
        bench.pullAfter(Ins.PERFORM_SECURITY_OPERATION);
        bench.click("#answerRedeem");
        bench.enterPin(ConsoleBench.USER_PIN);
        bench.awaitAnywhere("KM-T6");
        bench.awaitShown("#gateTitle", "There is no simulated card");
        bench.reader().insert();
        bench.openCard("#refillMake");
        bench.awaitShown("#refillEffect", "Now it has 8");
        assertFalse(bench.shows("#requestMade", "A request"));
        answer("grant.pem");
        bench.awaitAnywhere("KM-9811");
    }

    @Test
    void theKeyboardIsEnough() throws Exception {
        open(Locale.ENGLISH);
        look("DARK");
        bench.robot()
                .clickOn("#refillUses .text-field")
                .push(KeyCode.SHORTCUT, KeyCode.A)
                .write("7");
        press("#refillMake");
        bench.enterPin(ConsoleBench.USER_PIN);
        bench.awaitShown("#requestMade", "for 7 ");
        bench.picture("refill-request-dark");
        bench.choose(bench.file("grant.csr"));
        press("#requestSave");
        bench.awaitShown("#requestSaved", "grant.csr");
        approver.issue("grant.csr", "ca", "grant.pem");
        bench.choose(bench.file("grant.pem"));
        press("#answerOpen");
        bench.awaitShown("#answerGood", "Nothing speaks against it");
        bench.picture("refill-answer-dark");
        press("#answerRedeem");
        bench.enterPin(ConsoleBench.USER_PIN);
        bench.awaitShown("#answerAfter", "7");
        bench.picture("refill-done-dark");
    }

    private void look(String name) {
        WaitForAsyncUtils.waitForAsyncFx(60_000, () -> Sight.menuItem(bench.robot(), "#settings", "look-" + name)
                .fire());
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

    @Test
    void aRequestMadeElsewhereCannotBeShown() throws Exception {
        open(Locale.ENGLISH);
        ByteString request = bench.withCard(session -> session.grants().request(0, 6), Pin.USER);
        bench.reader().remove();
        bench.awaitShown("#gateTitle", "There is no simulated card");
        bench.reader().insert();
        bench.openCard("#refillMake");
        bench.awaitShown("#requestElsewhere", "made with another program");
        bench.picture("refill-elsewhere");
        approver.write("grant.csr", PemFile.write("CERTIFICATE REQUEST", request.toByteArray()));
        approver.issue("grant.csr", "ca", "grant.pem");
        answer("grant.pem");
        bench.awaitShown("#answerGood", "Nothing speaks against it");
    }
}
