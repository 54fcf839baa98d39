package org.keymeter.gui.setup;

import javafx.scene.Node;
import org.keymeter.gui.ConsoleBench;
import org.keymeter.gui.frame.PageKind;

/** A person's hands on the wizard. */
final class SetupHands {
    static final String ADMIN = "12345678";

    private final ConsoleBench bench;

    SetupHands(ConsoleBench bench) {
        this.bench = bench;
    }

    /** Opens the wizard by the button of a page that needs a card. */
    void open() {
        bench.open(PageKind.ROTATION);
        bench.click("#gateAction");
        awaitPage("welcome");
    }

    void next(String page) {
        bench.click("#setupNext");
        awaitPage(page);
    }

    void back(String page) {
        bench.click("#setupBack");
        awaitPage(page);
    }

    void awaitPage(String page) {
        bench.await("the wizard's page " + page + " is shown", () -> bench.robot()
                .lookup("#setup-" + page)
                .match((Node node) -> node.getScene() != null
                        && node.getScene().getWindow() != null
                        && node.getScene().getWindow().isShowing())
                .tryQuery()
                .isPresent());
    }

    boolean canGoOn() {
        return !bench.robot().lookup("#setupNext").query().isDisabled();
    }

    void pins(String pin) {
        bench.type("#newPin", pin);
        bench.type("#newPinAgain", pin);
    }
}
