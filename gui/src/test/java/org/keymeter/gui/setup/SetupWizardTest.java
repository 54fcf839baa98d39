package org.keymeter.gui.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javafx.stage.Stage;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.keymeter.card.CardOption;
import org.keymeter.card.DeviceKey;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.Pin;
import org.keymeter.card.PinnedDevice;
import org.keymeter.card.PinnedDevices;
import org.keymeter.card.grant.CaCertificate;
import org.keymeter.gui.ConsoleBench;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The wizard from its first page to its last, on the real applet. */
@ExtendWith(ApplicationExtension.class)
class SetupWizardTest {
    @TempDir
    Path folder;

    private ConsoleBench bench;
    private SetupHands hands;

    @Start
    void start(Stage window) {
        bench = new ConsoleBench(window, folder);
        hands = new SetupHands(bench);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void setsASimulatedCardUpFromNothing() throws Exception {
        CaCertificate ca = bench.makeCa("Approvals");
        hands.open();
        bench.picture("setup-1-welcome");
        hands.next("card");
        bench.awaitAnywhere("There is no simulated card yet");
        bench.picture("setup-2-card");
        hands.next("user-pin");
        bench.type("#newPin", "123456");
        bench.awaitAnywhere("6 to 16 are allowed: weak");
        bench.picture("setup-3-pin-weak");
        bench.type("#newPinAgain", "123457");
        bench.awaitText("#pinMatch", "The two are not the same.");
        assertFalse(hands.canGoOn());
        bench.type("#newPinAgain", "123456");
        hands.next("admin-pin");
        hands.pins("123456");
        bench.awaitAnywhere("must differ");
        assertFalse(hands.canGoOn());
        hands.pins("Tq8-zebra-41");
        bench.awaitAnywhere("12 characters, 6 to 16 are allowed: strong");
        bench.picture("setup-4-admin-pin");
        hands.next("name");
        bench.type("#cardLabel", "Archive 1");
        bench.click("#setupMore");
        bench.click("#audit-ring");
        bench.click("#acknowledge-admin");
        bench.picture("setup-5-name");
        hands.next("ca");
        bench.picture("setup-6-ca-empty");
        assertFalse(hands.canGoOn());
        bench.choose(bench.file("Approvals.pem"));
        bench.click("#caFile");
        bench.awaitAnywhere("CN=Approvals");
        assertFalse(hands.canGoOn(), "shown before it is trusted");
        bench.click("#caTrust");
        bench.type("#approver", "Approvals desk, room 12");
        bench.picture("setup-7-ca");
        hands.next("key");
        bench.type("#keyLabel", "laptop");
        bench.awaitAnywhere("can open at most 200 parts, 3.1 GiB; 400 if a grant lies unredeemed");
        bench.picture("setup-8-key");
        hands.next("summary");
        assertFalse(Files.exists(bench.folders().simulatedCard()), "nothing is written before the summary");
        bench.picture("setup-9-summary");
        bench.click("#setupNext");
        hands.awaitPage("record");
        bench.picture("setup-11-record");

        bench.choose(bench.file("record.pdf"));
        bench.click("#recordPdf");
        bench.awaitText("#recordDone", "Saved: " + bench.file("record.pdf"));
        bench.choose(bench.file("device-key.pem"));
        bench.click("#recordDeviceKey");
        bench.awaitText("#recordDone", "Saved: " + bench.file("device-key.pem"));
        bench.click("#recordPrint");
        bench.awaitAnywhere("no printer");
        bench.click("#setupFinish");

        PinnedDevice pinned = PinnedDevices.in(bench.folders()).list().get(0);
        assertEquals("Archive 1", pinned.label());
        assertEquals(pinned.identity().deviceKey(), DeviceKey.ofPem(Files.readString(bench.file("device-key.pem"))));
        String text = text(bench.file("record.pdf"));
        for (String part : List.of(
                "Archive 1",
                pinned.identity().deviceKey().toString().substring(0, 39),
                "CN=Approvals",
                "Approvals desk, room 12",
                "200 uses",
                "the data is lost")) {
            assertTrue(text.contains(part), part + " in " + text);
        }
        bench.withCard(session -> {
            KeyInfo key = session.keys().readAll().get(0);
            assertEquals("laptop", key.label());
            assertEquals(200, key.remaining());
            assertEquals(List.of(ca.fingerprint()), key.policy().anchors());
            assertEquals(
                    Set.of(CardOption.ADMIN_ACKNOWLEDGES),
                    session.device().read().options());
            return null;
        });
        bench.withCard(session -> session.pins().readVerified(Pin.USER), Pin.USER);
    }

    private static String text(Path pdf) throws Exception {
        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
        }
    }
}
