package org.keymeter.gui.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.Pin;
import org.keymeter.card.PinWrongException;
import org.keymeter.card.PinnedDevices;
import org.keymeter.card.Secret;
import org.keymeter.card.audit.UsageReport;
import org.keymeter.gui.ConsoleBench;
import org.keymeter.gui.frame.PageKind;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The page of the card as a whole, on the real applet. */
@ExtendWith(ApplicationExtension.class)
class CardPageTest {
    @TempDir
    Path folder;

    private ConsoleBench bench;

    @Start
    void start(Stage window) throws Exception {
        bench = new ConsoleBench(window, folder);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    private void begin() throws Exception {
        bench.initialize();
        bench.createKey("laptop", bench.makeCa("Approvals"), 38, 200);
        bench.open(PageKind.CARD);
        bench.awaitAnywhere("It was set up by this computer.");
    }

    private void changePin(String authority, String replacement) {
        bench.type("#authority", authority);
        bench.type("#newPin", replacement);
        bench.type("#newPinAgain", replacement);
        bench.click("#pinChange");
    }

    @Test
    void saysWhatTheCardIsAndChangesItsPins() throws Exception {
        begin();
        bench.awaitAnywhere("5 tries left of 5");
        bench.awaitAnywhere("Set up unverified");
        bench.picture("card-page");
        bench.click("#changeUser");
        bench.picture("card-change-pin");
        changePin("000000", "Zebra-41");
        bench.awaitAnywhere("The user PIN is wrong; 4 tries left.");
        bench.click("#changeUser");
        changePin(ConsoleBench.USER_PIN, "Zebra-41");
        bench.awaitText("#done", "The user PIN is changed. No uses were lost.");
        bench.withCard(session -> {
            try (Secret pin = ConsoleBench.secret("Zebra-41")) {
                session.pins().verify(Pin.USER, pin);
            }
            return null;
        });
        bench.click("#changeAdmin");
        changePin(ConsoleBench.ADMIN_PIN, "Admin-Zebra-41");
        bench.awaitText("#done", "The admin PIN is changed.");
    }

    @Test
    void setsANewUserPinAndSaysBeforeWhatItCosts() throws Exception {
        begin();
        bench.click("#unblock");
        bench.awaitAnywhere("“laptop” loses its 38 uses; only a grant brings new ones.");
        bench.picture("card-unblock");
        changePin(ConsoleBench.ADMIN_PIN, "Zebra-41");
        bench.awaitText("#done", "The user PIN is set anew.");
        List<KeyInfo> keys = bench.withCard(session -> session.keys().readAll());
        assertEquals(0, keys.get(0).remaining());
    }

    @Test
    void saysThatABlockedAdminPinIsTheEndOfChanges() throws Exception {
        begin();
        bench.withCard(session -> {
            for (int i = 0; i < 5; i++) {
                try (Secret wrong = ConsoleBench.secret("000000")) {
                    session.pins().verify(Pin.ADMIN, wrong);
                } catch (PinWrongException expected) {
                    // Until none is left.
                }
            }
            return null;
        });
        bench.click("#openCard");
        bench.awaitAnywhere("everything on the card is then lost");
        bench.picture("card-admin-blocked");
        bench.click("#unblock");
        changePin(ConsoleBench.ADMIN_PIN, "Zebra-41");
        bench.awaitAnywhere("The admin PIN is blocked.");
    }

    @Test
    void savesASignedReportForANonceAndTheDeviceKey() throws Exception {
        begin();
        assertTrue(bench.robot().lookup("#saveReport").query().isDisabled());
        bench.type("#nonce", "ab".repeat(32));
        bench.choose(bench.file("report.bin"));
        bench.click("#saveReport");
        bench.awaitText("#done", "The card signed the report. Saved: " + bench.file("report.bin"));
        UsageReport report = UsageReport.parse(Files.readAllBytes(bench.file("report.bin")));
        assertTrue(report.isSignedBy(
                PinnedDevices.in(bench.folders()).list().get(0).identity().deviceKey()));
        assertEquals("ab".repeat(32), report.nonce().toHex());
        assertEquals(38, report.meters().get(0).remaining());

        bench.choose(bench.file("sheet.pdf"));
        bench.click("#recordPdf");
        bench.awaitText("#recordDone", "Saved: " + bench.file("sheet.pdf"));
        assertTrue(Files.size(bench.file("sheet.pdf")) > 1000);
    }

    @Test
    void forgetsTheCardOnlyIfThatIsMeant() throws Exception {
        begin();
        bench.click("#forgetCard");
        bench.awaitAnywhere("Nothing changes on the card.");
        bench.robot().push(KeyCode.ESCAPE);
        assertFalse(PinnedDevices.in(bench.folders()).list().isEmpty());
        bench.click("#forgetCard");
        bench.click(".dialog-pane .danger");
        bench.awaitText("#gateTitle", "The card is not open");
        assertTrue(PinnedDevices.in(bench.folders()).list().isEmpty());
    }
}
