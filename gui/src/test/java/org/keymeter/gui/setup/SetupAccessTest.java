package org.keymeter.gui.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Locale;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.keymeter.gui.ConsoleBench;
import org.keymeter.gui.Sight;
import org.keymeter.gui.frame.PageKind;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The wizard in German and in the dark, without a CA. */
@ExtendWith(ApplicationExtension.class)
class SetupAccessTest {
    @TempDir
    Path folder;

    private Stage stage;
    private ConsoleBench bench;
    private SetupHands hands;

    @Start
    void start(Stage window) {
        stage = window;
    }

    private void begin(Locale language) throws Exception {
        WaitForAsyncUtils.waitForAsyncFx(60_000, () -> bench = new ConsoleBench(stage, folder, language));
        hands = new SetupHands(bench);
        bench.makeCa("Approvals");
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void speaksGermanInTheDark() throws Exception {
        begin(Locale.GERMAN);
        WaitForAsyncUtils.waitForAsyncFx(60_000, () -> Sight.menuItem(bench.robot(), "#settings", "look-DARK")
                .fire());
        hands.open();
        bench.picture("setup-de-1-welcome");
        hands.next("card");
        bench.picture("setup-de-2-card");
        hands.next("user-pin");
        hands.pins(SetupHands.USER);
        bench.awaitAnywhere("schwach");
        bench.picture("setup-de-3-pin");
        hands.next("admin-pin");
        hands.pins(SetupHands.ADMIN);
        bench.picture("setup-de-4-admin-pin");
        hands.next("name");
        bench.type("#cardLabel", "Archiv 1");
        bench.click("#setupMore");
        bench.picture("setup-de-5-name");
        hands.next("ca");
        bench.click("#caWithout");
        bench.awaitAnywhere("kann nie aufgefüllt werden");
        bench.picture("setup-de-6-ca");
        hands.next("key");
        bench.click("#preset-strict");
        bench.type("#keyLabel", "Laptop");
        bench.picture("setup-de-7-key");
        hands.next("summary");
        bench.picture("setup-de-8-summary");
        bench.click("#setupNext");
        hands.awaitPage("record");
        bench.picture("setup-de-10-record");
        bench.click("#setupFinish");
        bench.open(PageKind.CARD);
        bench.awaitAnywhere("Dieser Computer hat sie eingerichtet.");
        bench.picture("card-page-de");
        long uses = bench.withCard(session -> session.keys().readAll().get(0).remaining());
        assertEquals(20, uses, "a key that nobody can refill starts full");
    }
}
