package org.keymeter.gui.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.Pin;
import org.keymeter.card.Policy;
import org.keymeter.card.grant.CaCertificate;
import org.keymeter.gui.ConsoleBench;
import org.keymeter.gui.frame.PageKind;
import org.keymeter.protocol.Ins;
import org.keymeter.protocol.Limit;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** Keys made and deleted by hand on the real applet. */
@ExtendWith(ApplicationExtension.class)
class KeysPageTest {
    @TempDir
    Path folder;

    private ConsoleBench bench;
    private CaCertificate ca;

    @Start
    void start(Stage stage) {
        bench = new ConsoleBench(stage, folder);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    private void setUp() throws Exception {
        bench.initialize();
        ca = bench.makeCa("Approvals");
        bench.withCard(session -> session.anchors().importAnchor(ca.subject(), ca.spki()), Pin.ADMIN);
    }

    private void open() {
        bench.look();
        bench.open(PageKind.KEYS);
    }

    @Test
    void makesAKeyFromAPreset() throws Exception {
        setUp();
        open();
        bench.awaitAnywhere("No key on this card yet");
        bench.picture("keys-empty");
        bench.click("#keyFirst");
        bench.awaitText("#newKeyMissing", "Give the key a name.");
        bench.picture("keys-form");
        bench.type("#newKeyLabel", "laptop");
        bench.awaitAnywhere("can open at most 200 parts, 3.1 GiB; 400 if a grant lies unredeemed");
        bench.picture("keys-form-laptop");
        bench.robot().push(KeyCode.ENTER);
        bench.enterPin(ConsoleBench.ADMIN_PIN);
        bench.awaitText("#keyName", "laptop");
        bench.awaitText("#keyUses", "200 of 200 uses");
        bench.picture("keys-detail");
        KeyInfo made = keys().get(0);
        assertEquals(PolicyPreset.LAPTOP.policy(List.of(ca.fingerprint())), made.policy());
        assertEquals(200, made.remaining());
    }

    @Test
    void keepsWhenToTellOfAKey() throws Exception {
        setUp();
        bench.createKey("archive", ca, 60, 200);
        bench.createKey("other", ca, 60, 100);
        open();
        awaitMark("50");
        bench.type("#keyLowMark .text-field", "70");
        bench.open(PageKind.OVERVIEW);
        bench.awaitAnywhere("“archive” runs low: 60 uses left.");
        bench.open(PageKind.KEYS);
        bench.click("other");
        awaitMark("25");
        bench.click("archive");
        awaitMark("70");
        bench.picture("keys-low-mark");
    }

    private void awaitMark(String uses) {
        bench.await("told at " + uses, () -> bench.robot()
                .lookup("#keyLowMark .text-field")
                .tryQuery()
                .filter(field -> ((TextField) field).getText().equals(uses))
                .isPresent());
    }

    @Test
    void makesAKeyFieldByField() throws Exception {
        setUp();
        open();
        bench.click("#keyFirst");
        bench.type("#newKeyLabel", "own");
        bench.click("#newKeyEvery .title");
        bench.type("#newKeyCeiling", "1,500");
        bench.type("#newKeyInitial", "40");
        bench.type("#newKeyBurst", "20");
        bench.type("#newKeyLifetime", "9000");
        bench.type("#newKeyLease", "4");
        choose("#newKeyIntermediates", 1);
        choose("#newKeySegment", 1L << 20);
        bench.awaitAnywhere("can open at most 1,500 parts, 1.5 GiB; 3,000 if");
        bench.awaitAnywhere("at most 20 parts, 20 MiB");
        bench.awaitAnywhere("loses up to 3 uses");
        assertFalse(isSelected("#preset-laptop"));
        bench.picture("keys-form-every");
        bench.click("#newKeyCreate");
        bench.enterPin(ConsoleBench.ADMIN_PIN);
        bench.awaitText("#keyUses", "40 of 1,500 uses");
        KeyInfo made = keys().get(0);
        assertEquals(new Policy(true, 1, 1500, 20, 9000, 4, List.of(ca.fingerprint())), made.policy());
        bench.click("#keyPolicy .title");
        bench.picture("keys-detail-every");
    }

    @Test
    void saysInEachFieldWhatIsWrong() throws Exception {
        setUp();
        bench.createKey("taken", ca, 5, 10);
        open();
        bench.click("#keyAdd");
        bench.click("#newKeyEvery .title");
        wrong("#newKeyLabel", "taken", "A key on this card has this name already.");
        wrong("#newKeyCeiling", "many", "A whole number of uses, please.");
        wrong("#newKeyCeiling", "100", "");
        wrong("#newKeyInitial", "101", "At most the ceiling, 100.");
        wrong("#newKeyBurst", "40000", "0 to 32,767.");
        wrong("#newKeyLifetime", "-1", "A whole number of uses, please.");
        wrong("#newKeyLease", "0", "1 to 32,767.");
        bench.awaitAnywhere("Correct what is marked");
        bench.picture("keys-form-wrong");
        wrong("#newKeyBurst", "40", "");
        bench.click("#newKeyPin");
        bench.awaitText("#newKeyBurstProblem", "A limit per entry of the PIN needs a key that needs the PIN.");
        assertTrue(node("#newKeyCreate").isDisabled());
        bench.click("#preset-strict");
        bench.awaitText("#newKeyMissing", "A key on this card has this name already.");
        bench.type("#newKeyLabel", "free");
        bench.await("the draft is fine", () -> !node("#newKeyCreate").isDisabled());
        bench.robot().push(KeyCode.ESCAPE);
        bench.awaitText("#keyName", "taken");
    }

    private void wrong(String field, String typed, String problem) {
        bench.type(field, typed);
        bench.await(field + " says '" + problem + "'", () -> {
            Labeled said = (Labeled) node(field + "Problem");
            return said.getText().equals(problem) && said.isVisible() == !problem.isEmpty();
        });
    }

    @Test
    void withoutACaSaysWhatThatMeansAndLeadsToTrust() throws Exception {
        bench.initialize();
        open();
        bench.click("#keyFirst");
        bench.awaitAnywhere("The card trusts no CA: nobody could ever refill this key.");
        bench.type("#newKeyLabel", "once");
        bench.click("#preset-strict");
        bench.awaitAnywhere("can open at most 20 parts, 320 MiB: all that this key will ever open.");
        bench.awaitAnywhere("the admin is as trusted as the user");
        bench.picture("keys-form-never");
        bench.click("#newKeyCreate");
        bench.enterPin(ConsoleBench.ADMIN_PIN);
        bench.awaitText("#keyUses", "20 of 20 uses");
        assertFalse(keys().get(0).policy().isRefillable());
    }

    @Test
    void aCaCanBeLeftOut() throws Exception {
        setUp();
        CaCertificate second = bench.makeCa("Spare");
        bench.withCard(session -> session.anchors().importAnchor(second.subject(), second.spki()), Pin.ADMIN);
        open();
        bench.click("#keyFirst");
        bench.type("#newKeyLabel", "k");
        bench.awaitAnywhere("Refilled by: CN=Approvals; CN=Spare.");
        bench.click("#keyAnchor0");
        bench.awaitAnywhere("Refilled by: CN=Spare.");
        bench.click("#newKeyCreate");
        bench.enterPin(ConsoleBench.ADMIN_PIN);
        bench.awaitText("#keyName", "k");
        assertEquals(List.of(second.fingerprint()), keys().get(0).policy().anchors());
        bench.withCard(
                session -> {
                    session.anchors().remove(1);
                    return null;
                },
                Pin.ADMIN);
        bench.look();
        bench.awaitAnywhere("A CA that is not on the card now");
        bench.awaitAnywhere("nobody can refill it now");
        bench.picture("keys-detail-stranded");
    }

    @Test
    void deletesAKeyWhoseNameWasTyped() throws Exception {
        setUp();
        bench.createKey("archive", ca, 5, 10);
        open();
        bench.click("#keyDelete");
        bench.awaitAnywhere("Everything that only this key opens is lost for good");
        bench.type("#consent", "archiv");
        assertTrue(button("Delete for good").isDisabled());
        bench.picture("keys-delete");
        bench.type("#consent", "archive");
        bench.await("the name is right", () -> !button("Delete for good").isDisabled());
        bench.robot().push(KeyCode.ENTER);
        bench.enterPin("87654321");
        bench.awaitText("#pinWrong", "That was wrong. 4 tries are left.");
        bench.enterPin(ConsoleBench.ADMIN_PIN);
        bench.awaitAnywhere("No key on this card yet");
        assertEquals(0, keys().size());
    }

    @Test
    void aBlockedAdminPinIsAProblemAndKeepsTheDraft() throws Exception {
        setUp();
        open();
        bench.click("#keyFirst");
        bench.type("#newKeyLabel", "late");
        bench.click("#newKeyCreate");
        for (int tries = 4; tries >= 1; tries--) {
            bench.enterPin("87654321");
            int left = tries;
            bench.await(left + " tries left", () -> bench.robot()
                    .lookup("#pinWrong")
                    .match((Labeled said) -> said.getText().contains(left == 1 ? "One try" : left + " tries"))
                    .tryQuery()
                    .isPresent());
        }
        bench.enterPin("87654321");
        bench.awaitAnywhere("blocked");
        bench.picture("keys-blocked");
        assertEquals("late", ((TextField) node("#newKeyLabel")).getText());
        assertFalse(node("#newKeyLabel").isDisabled());
        assertEquals(0, keys().size());
    }

    @Test
    void aCardPulledBeforeItsAnswerIsAProblemThatKeepsTheDraft() throws Exception {
        setUp();
        open();
        bench.click("#keyFirst");
        bench.type("#newKeyLabel", "late");
        bench.click("#newKeyCreate");
        bench.pullBefore(Ins.CREATE_KEY);
        bench.enterPin(ConsoleBench.ADMIN_PIN);
        bench.awaitText("#gateTitle", "There is no simulated card yet");
        bench.picture("keys-pulled");
        bench.reader().insert();
        bench.await(
                "the form is back",
                () -> node("#newKeyLabel").isVisible() && !node("#newKeyLabel").isDisabled());
        bench.awaitAnywhere("KM-");
        bench.click("#newKeyCreate");
        bench.enterPin(ConsoleBench.ADMIN_PIN);
        bench.awaitText("#keyName", "late");
        assertEquals(1, keys().size());
    }

    @Test
    void aPlanFillsTheForm() throws Exception {
        setUp();
        open();
        bench.awaitAnywhere("No key on this card yet");
        KeysPage page = new KeysPage(bench.desk(), () -> {});
        Stage second = WaitForAsyncUtils.waitForAsyncFx(60_000, () -> {
            Stage window = new Stage();
            window.setScene(new Scene(new StackPane(page.view()), 800, 700));
            page.create(new KeyPlan(5_000, 32, 8L << 20));
            window.show();
            return window;
        });
        bench.awaitAnywhere("can open at most 5,000 parts, 39.1 GiB; 10,000 if");
        bench.awaitAnywhere("loses up to 31 uses");
        bench.awaitText("#newKeyMissing", "Give the key a name.");
        WaitForAsyncUtils.waitForAsyncFx(60_000, second::close);
    }

    @Test
    void showsWhatWaitsOnAKey() throws Exception {
        setUp();
        bench.createKey("archive of the northern branch", ca, 3, 40);
        bench.withCard(
                session -> {
                    KeyInfo key = session.keys().readAll().get(0);
                    session.keys().makeGeneration(key.slot(), key.identity());
                    return session.grants().request(key.slot(), 40);
                },
                Pin.USER,
                Pin.ADMIN);
        open();
        bench.awaitAnywhere("2; the one before is not retired");
        bench.awaitAnywhere("Waits for a grant");
        bench.awaitAnywhere("The generation before is still on the card.");
        bench.awaitText("#keyUses", "3 of 40 uses");
        bench.resize(1024, 700);
        bench.picture("keys-detail-1024");
        bench.darken();
        bench.picture("keys-detail-dark");
        bench.click("#keyAdd");
        bench.type("#newKeyLabel", "ä".repeat(17));
        bench.awaitAnywhere("These are 34 bytes; a card takes 32.");
        bench.picture("keys-form-dark");
        bench.resize(960, 640);
        bench.picture("keys-form-960");
    }

    @Test
    void eightKeysAreAll() throws Exception {
        setUp();
        for (int slot = 0; slot < Limit.KEY_SLOTS; slot++) {
            bench.createKey("key " + slot, ca, slot * 5L, 40);
        }
        open();
        bench.awaitAnywhere("All 8 places for keys are in use");
        assertTrue(node("#keyAdd").isDisabled());
        bench.awaitText("#keyUses", "0 of 40 uses");
        bench.picture("keys-full");
    }

    private List<KeyInfo> keys() throws Exception {
        return bench.withCard(session -> session.keys().readAll());
    }

    private Node node(String query) {
        return bench.robot().lookup(query).query();
    }

    private Node button(String text) {
        return bench.robot()
                .lookup((Node node) -> node instanceof Button button && text.equals(button.getText()))
                .query();
    }

    private boolean isSelected(String query) {
        return ((RadioButton) node(query)).isSelected();
    }

    @SuppressWarnings("unchecked")
    private <T> void choose(String query, T value) throws Exception {
        ComboBox<T> box = (ComboBox<T>) node(query);
        WaitForAsyncUtils.waitForAsyncFx(60_000, () -> box.setValue(value));
    }
}
