package org.keymeter.gui.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.TextInputControl;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.keymeter.card.CardSession;
import org.keymeter.card.CardState;
import org.keymeter.card.Pin;
import org.keymeter.card.PinWrongException;
import org.keymeter.card.PinnedDevice;
import org.keymeter.card.PinnedDevices;
import org.keymeter.card.Secret;
import org.keymeter.card.audit.AuditArchive;
import org.keymeter.card.grant.CaCertificate;
import org.keymeter.gui.ConsoleBench;
import org.keymeter.gui.frame.PageKind;
import org.keymeter.protocol.Ins;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The wizard when things go wrong: the card is as before, or it is gone on with, and the wizard says which. */
@ExtendWith(ApplicationExtension.class)
class SetupFailureTest {
    @TempDir
    Path folder;

    private ConsoleBench bench;
    private SetupHands hands;
    private CaCertificate ca;

    @Start
    void start(Stage window) throws Exception {
        bench = new ConsoleBench(window, folder);
        hands = new SetupHands(bench);
        ca = bench.makeCa("Approvals");
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    private void assertComplete(PinnedDevice.Trust trust) throws Exception {
        assertEquals(trust, PinnedDevices.in(bench.folders()).list().get(0).trust());
        assertEquals(1, PinnedDevices.in(bench.folders()).list().size());
        bench.withCard(
                session -> {
                    assertEquals("Archive 1", session.device().read().label());
                    assertEquals(
                            ca.fingerprint(), session.anchors().readAll().get(0).spkiHash());
                    assertEquals("laptop", session.keys().readAll().get(0).label());
                    assertEquals(1, session.keys().readAll().size());
                    return null;
                },
                Pin.USER,
                Pin.ADMIN);
    }

    @Test
    void pulledBeforeAnythingWasWrittenTheCardIsAsBefore() throws Exception {
        hands.open();
        hands.fillToSummary();
        bench.pullBefore(Ins.INITIALIZE);
        bench.click("#setupNext");
        bench.awaitAnywhere("Nobody knows yet how far it got.");
        bench.picture("setup-10-pulled");
        assertTrue(bench.robot().lookup("#setupRetry").query().isDisabled());
        bench.reader().insert();
        bench.awaitAnywhere("The card is as it was before: nothing was written to it.");
        bench.picture("setup-10-as-before");
        bench.click("#setupRetry");
        hands.awaitPage("record");
        bench.click("#setupFinish");
        assertComplete(PinnedDevice.Trust.INITIALISED_HERE);
    }

    @Test
    void pulledHalfWayItGoesOnFromThere() throws Exception {
        hands.open();
        hands.fillToSummary();
        bench.pullBefore(Ins.IMPORT_ANCHOR);
        bench.click("#setupNext");
        bench.awaitAnywhere("The card is set up with its PINs, and lacks the CA or the key.");
        bench.picture("setup-10-half-way");
        bench.reader().insert();
        bench.click("#setupRetry");
        hands.awaitPage("record");
        bench.click("#setupFinish");
        assertComplete(PinnedDevice.Trust.INITIALISED_HERE);
    }

    @Test
    void aCardThatCouldNotAnswerIsTrustedAnewBeforeItIsGoneOnWith() throws Exception {
        hands.open();
        hands.fillToSummary();
        bench.pullAfter(Ins.INITIALIZE);
        bench.click("#setupNext");
        bench.awaitAnywhere("Nobody knows yet how far it got.");
        bench.reader().insert();
        bench.awaitAnywhere("it was gone before it could say so");
        bench.click("#setupRetry");
        bench.awaitAnywhere("This computer has not seen this card before.");
        bench.picture("setup-10-trust");
        bench.click("Trust without comparing");
        hands.awaitPage("record");
        bench.click("#setupFinish");
        assertComplete(PinnedDevice.Trust.FIRST_USE);
    }

    @Test
    void leftHalfWayItIsGoneOnWithLater() throws Exception {
        hands.open();
        hands.fillToSummary();
        bench.pullBefore(Ins.CREATE_KEY);
        bench.click("#setupNext");
        bench.awaitAnywhere("The card is set up and has its CA, and lacks the key.");
        bench.reader().insert();
        hands.giveUp();
        assertWiped();

        hands.openOnCardPage();
        bench.awaitAnywhere("an earlier setup was not finished");
        bench.picture("setup-2-unfinished");
        hands.next("admin");
        bench.type("#adminPin", "000000");
        bench.click("#setupOpen");
        bench.awaitAnywhere("The admin PIN is wrong; 4 tries left.");
        bench.picture("setup-3-wrong-pin");
        assertFalse(hands.canGoOn());
        bench.type("#adminPin", SetupHands.ADMIN);
        bench.click("#setupOpen");
        bench.awaitAnywhere("The card “Archive 1” is open. Keys on it: none.");
        hands.next("ca");
        bench.awaitText("#caPresent", "On the card already: CN=Approvals. You may add another.");
        hands.next("key");
        bench.type("#keyLabel", "laptop");
        hands.next("summary");
        bench.picture("setup-9-resume");
        bench.click("#setupNext");
        hands.awaitPage("record");
        bench.click("#setupFinish");
        assertComplete(PinnedDevice.Trust.INITIALISED_HERE);
    }

    @Test
    void givenUpBeforeTheSummaryNothingHappened() throws Exception {
        hands.open();
        hands.fillToSummary();
        bench.click("#setupCancel");
        bench.awaitAnywhere("The card is as it was before: nothing was written to it.");
        bench.picture("setup-give-up");
        bench.click(".dialog-pane .danger");
        assertFalse(Files.exists(bench.folders().simulatedCard()));
        assertTrue(PinnedDevices.in(bench.folders()).list().isEmpty());
        assertWiped();
    }

    /** No field of an open window holds anything of a PIN. */
    private void assertWiped() {
        bench.await("the wizard is closed", () -> Window.getWindows().size() == 1);
        assertTrue(bench.robot().lookup(".secret-field").queryAll().stream()
                .allMatch(field -> ((TextInputControl) field).getLength() == 0));
    }

    @Test
    void aCardInUseIsLeftAloneAndWipedOnlyOnTheCardPage() throws Exception {
        bench.initialize();
        bench.createKey("old", ca, 38, 200);
        PinnedDevice before = PinnedDevices.in(bench.folders()).list().get(0);
        bench.open(PageKind.CARD);
        bench.click("#setUpAgain");
        hands.awaitPage("admin");
        bench.picture("setup-again-1");
        bench.type("#adminPin", "000000");
        bench.click("#setupOpen");
        bench.awaitAnywhere("The admin PIN is wrong; 4 tries left.");
        bench.type("#adminPin", SetupHands.ADMIN);
        bench.click("#setupOpen");
        bench.awaitAnywhere("will be lost: “old”.");
        assertFalse(hands.canGoOn(), "the label is the consent");
        bench.type("#consent", "test");
        assertFalse(hands.canGoOn());
        bench.type("#consent", ConsoleBench.CARD_LABEL);
        bench.picture("setup-again-2");
        hands.next("user-pin");
        hands.pins(SetupHands.ADMIN);
        bench.awaitAnywhere("must differ");
        hands.pins(SetupHands.USER);
        hands.next("name");
        hands.fillFromName();
        bench.awaitAnywhere("The card is wiped now, and then this is written.");
        bench.click("#setupNext");
        hands.awaitPage("record");
        bench.click("#setupFinish");
        assertComplete(PinnedDevice.Trust.INITIALISED_HERE);
        assertFalse(before.identity()
                .equals(PinnedDevices.in(bench.folders()).list().get(0).identity()));
        try (var archives = Files.list(AuditArchive.folder(bench.folders()))) {
            assertTrue(archives.anyMatch(file ->
                    file.toString().contains(before.identity().deviceId().toHex())));
        }
    }

    @Test
    void aBlockedAdminPinEndsTheWizardBeforeAnythingIsLost() throws Exception {
        bench.initialize();
        bench.createKey("old", ca, 38, 200);
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
        bench.open(PageKind.CARD);
        bench.click("#setUpAgain");
        hands.awaitPage("admin");
        bench.type("#adminPin", SetupHands.ADMIN);
        bench.click("#setupOpen");
        bench.awaitAnywhere("The admin PIN is blocked.");
        bench.picture("setup-again-blocked");
        assertFalse(hands.canGoOn());
        hands.giveUp();
        List<?> keys = bench.withCard(session -> session.keys().readAll());
        assertEquals(1, keys.size());
        try (CardSession session = CardSession.open(bench.reader().connect())) {
            assertEquals(CardState.INITIALIZED, session.applet().state());
        }
    }
}
