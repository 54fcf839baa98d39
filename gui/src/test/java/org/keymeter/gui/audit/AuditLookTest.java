package org.keymeter.gui.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.keymeter.gui.Sight;
import org.keymeter.gui.frame.PageKind;
import org.testfx.api.FxToolkit;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/** The audit page in German, in the dark, in a small window, and without a mouse. */
@ExtendWith(ApplicationExtension.class)
class AuditLookTest {
    @TempDir
    Path folder;

    private AuditBench bench;

    private void start(Locale language) throws Exception {
        Stage stage = FxToolkit.registerPrimaryStage();
        FxToolkit.setupFixture(() -> {
            bench = new AuditBench(stage, folder, language);
            stage.setWidth(1024);
            stage.setHeight(700);
        });
        bench.prepare();
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void speaksGermanInTheDark() throws Exception {
        start(Locale.GERMAN);
        WaitForAsyncUtils.waitForAsyncFx(
                60_000, () -> Sight.menuItem(bench.console().robot(), "#settings", "look-DARK")
                        .fire());
        bench.open();
        bench.console().click("#read");
        bench.awaitOutcome("Das Protokoll ist bis Eintrag 4 gelesen");
        bench.addRecords(1);
        bench.acknowledgeElsewhere(folder.resolve("elsewhere"));
        bench.addRecords(2);
        bench.console().click("#read");
        bench.awaitOutcome("Das Protokoll ist bis Eintrag 11 gelesen");
        bench.console().awaitAnywhere("Geprüft bis Eintrag 11, unterschrieben von „test card“");
        bench.awaitCount("10 Zeilen");
        bench.console().picture("audit-de-dark");
        bench.select(5);
        bench.console().awaitAnywhere("Importieren Sie den Export des Computers, der sie hat.");
        bench.console().picture("audit-de-dark-gap");
        bench.select(4);
        bench.console().awaitAnywhere("Protokoll quittiert (");
        bench.console().picture("audit-de-dark-detail");
        bench.console().type("#text", "quittiert");
        bench.awaitCount("1 Treffer");
        bench.console().click("#export");
        bench.console().picture("audit-de-dark-export");
        bench.console().click("#export-auditor");
        bench.console().picture("audit-de-dark-nonce");
        bench.console().robot().push(KeyCode.ESCAPE);
        bench.console().await("the question is gone", () -> bench.console()
                .robot()
                .lookup("#nonce")
                .tryQuery()
                .isEmpty());
        bench.console().click("#acknowledge");
        bench.console().awaitAnywhere("Dazu wird die Benutzer-PIN verlangt.");
        bench.console().picture("audit-de-dark-acknowledge");
        bench.console().robot().push(KeyCode.ESCAPE);
        Files.writeString(bench.console().file("something.txt"), "no export");
        bench.console().choose(bench.console().file("something.txt"));
        bench.console().click("#files");
        bench.console().click("#verifyFile");
        bench.console().awaitAnywhere("something.txt prüfen");
        bench.choose("#verifyKey", "„test card“, hier vertraut");
        bench.console().click("#verify");
        bench.console().awaitAnywhere("KM-");
        bench.console().picture("audit-de-dark-verify");
        bench.console().click("Schließen");
    }

    @Test
    void needsNoMouse() throws Exception {
        start(Locale.ENGLISH);
        bench.console().openByKeyboard(PageKind.AUDIT);
        bench.awaitCount("4 rows");
        bench.console().tabTo("#read");
        press(KeyCode.SPACE);
        bench.awaitOutcome("The log is read up to record 4");
        bench.console().tabTo("#rows");
        press(KeyCode.DOWN);
        press(KeyCode.DOWN);
        bench.console().await("a record is looked at", () -> bench.console()
                .robot()
                .lookup("#detail-record")
                .tryQuery()
                .isPresent());
        bench.console().robot().push(KeyCode.SHORTCUT, KeyCode.F);
        assertEquals("text", focused());
        bench.console().picture("audit-keyboard");
        bench.console().robot().write("anchor");
        bench.awaitCount("1 match");
        Path file = bench.console().file("by keyboard.jsonl");
        bench.console().choose(file);
        bench.console().tabTo("#export");
        press(KeyCode.SPACE);
        press(KeyCode.DOWN);
        press(KeyCode.ENTER);
        bench.awaitOutcome("1 row written to");
        assertTrue(Files.readString(file).contains("\"anchorImported\""));
    }

    private void press(KeyCode key) {
        bench.console().robot().push(key);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private String focused() {
        return WaitForAsyncUtils.waitForAsyncFx(60_000, () -> {
            Node owner = bench.console().stage().getScene().getFocusOwner();
            return owner == null ? "" : String.valueOf(owner.getId());
        });
    }
}
