package org.keymeter.gui.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.keymeter.card.Pin;
import org.keymeter.gui.ConsoleBench;
import org.keymeter.gui.frame.PageKind;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** A card set up without a mouse. */
@ExtendWith(ApplicationExtension.class)
class SetupKeyboardTest {
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
    void setsACardUpWithoutAMouse() throws Exception {
        bench.makeCa("Approvals");
        bench.openByKeyboard(PageKind.ROTATION);
        bench.tabTo("#gateAction");
        bench.robot().push(KeyCode.SPACE);
        hands.awaitPage("welcome");
        enter("card");
        enter("user-pin");
        pins(SetupHands.USER);
        enter("admin-pin");
        pins(SetupHands.ADMIN);
        enter("name");
        bench.tabTo("#cardLabel");
        bench.write("Archive 1");
        enter("ca");
        bench.choose(bench.file("Approvals.pem"));
        bench.tabTo("#caFile");
        bench.robot().push(KeyCode.SPACE);
        bench.awaitAnywhere("CN=Approvals");
        bench.tabTo("#caTrust");
        bench.robot().push(KeyCode.SPACE);
        bench.tabTo("#setupNext");
        bench.robot().push(KeyCode.SPACE);
        hands.awaitPage("key");
        bench.tabTo("#keyLabel");
        bench.write("laptop");
        enter("summary");
        bench.robot().push(KeyCode.ENTER);
        hands.awaitPage("record");
        bench.tabTo("#setupFinish");
        bench.robot().push(KeyCode.SPACE);
        assertEquals(
                "laptop",
                bench.withCard(session -> session.keys().readAll(), Pin.USER)
                        .get(0)
                        .label());
    }

    private void enter(String page) {
        bench.robot().push(KeyCode.ENTER);
        hands.awaitPage(page);
    }

    private void pins(String pin) {
        bench.tabTo("#newPin");
        bench.write(pin);
        bench.tabTo("#newPinAgain");
        bench.write(pin);
    }
}
