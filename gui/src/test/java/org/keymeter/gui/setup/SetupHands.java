package org.keymeter.gui.setup;

import javafx.scene.Node;
import org.keymeter.gui.ConsoleBench;
import org.keymeter.gui.frame.PageKind;

/** A person's hands on the wizard. */
final class SetupHands {
    static final String USER = ConsoleBench.USER_PIN;
    static final String ADMIN = ConsoleBench.ADMIN_PIN;

    private final ConsoleBench bench;

    SetupHands(ConsoleBench bench) {
        this.bench = bench;
    }

    /** Leaves the wizard half way. */
    void giveUp() {
        bench.click("#setupCancel");
        bench.click(".dialog-pane .danger");
    }

    /** Opens the wizard by the button of a page that needs a card. */
    void open() {
        bench.open(PageKind.ROTATION);
        bench.click("#gateAction");
        awaitPage("welcome");
    }

    /** Opens it for a card that was left half way, and goes to where the card is chosen. */
    void openOnCardPage() {
        bench.open(PageKind.CARD);
        bench.click("#finishSetup");
        awaitPage("welcome");
        next("card");
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

    /** From the first page to the summary, as quickly as it goes. */
    void fillToSummary() {
        next("card");
        next("user-pin");
        pins(USER);
        next("admin-pin");
        pins(ADMIN);
        next("name");
        fillFromName();
    }

    void fillFromName() {
        bench.type("#cardLabel", "Archive 1");
        next("ca");
        bench.choose(bench.file("Approvals.pem"));
        bench.click("#caFile");
        bench.click("#caTrust");
        next("key");
        bench.type("#keyLabel", "laptop");
        next("summary");
    }

    void pins(String pin) {
        bench.type("#newPin", pin);
        bench.type("#newPinAgain", pin);
    }
}
