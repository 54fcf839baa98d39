package org.keymeter.gui.setup;

import java.util.List;
import java.util.Optional;
import javafx.scene.control.Dialog;
import javafx.scene.control.DialogEvent;
import javafx.stage.Window;
import org.controlsfx.dialog.Wizard;
import org.keymeter.card.Pin;
import org.keymeter.gui.desk.Desk;
import org.keymeter.gui.words.Texts;

/** Leads through setting a card up. Whatever way it ends, the PINs that were typed are wiped. */
public final class SetupWizard {
    private final Desk desk;
    private final Texts texts;
    private final SetupPlan plan;
    private final WelcomePage first;
    private final CardPage cards;
    private final WorkPage work;
    private final RecordPage last;
    private final Wizard wizard;

    private SetupWizard(Desk desk, Window owner, SetupMode mode) {
        this.desk = desk;
        texts = desk.texts(SetupWizard.class);
        plan = new SetupPlan(mode, desk.language());
        first = new WelcomePage(plan, texts);
        cards = new CardPage(plan, texts, desk.readers());
        work = new WorkPage(plan, texts, desk);
        last = new RecordPage(plan, texts, desk);
        List<SetupPage> pages = List.of(
                first,
                cards,
                new AdminPage(plan, texts, desk),
                new PinPage(plan, texts, Pin.USER),
                new PinPage(plan, texts, Pin.ADMIN),
                new NamePage(plan, texts),
                new CaPage(plan, texts, desk),
                new KeyPage(plan, texts, desk.language()),
                new SummaryPage(plan, texts, desk.language()),
                work,
                last);
        wizard = new Wizard(owner, texts.text("window.title"));
        // SECURITY: the wizard's own collection would keep what was typed.
        wizard.setReadSettings(false);
        wizard.setFlow(new SetupFlow(pages));
        Dialog<?> dialog = wizard.getDialog();
        dialog.setResizable(true);
        dialog.setOnCloseRequest(this::askBeforeClosing);
    }

    /** Sets a card up that is not, or goes on with one that was left half way; returns when it is closed. */
    public static void start(Desk desk, Window owner) {
        new SetupWizard(desk, owner, SetupMode.FIRST).run();
    }

    /** Wipes the card in the chosen reader, which its custodian has to consent to, and sets it up anew. */
    public static void startAgain(Desk desk, Window owner) {
        new SetupWizard(desk, owner, SetupMode.AGAIN).run();
    }

    private void run() {
        try {
            wizard.showAndWait();
        } finally {
            cards.close();
            work.close();
            plan.secrets().wipe();
        }
    }

    /** Says how the card is when the wizard is given up. */
    private void askBeforeClosing(DialogEvent request) {
        if (work.isRunning()) {
            work.stop();
            request.consume();
            return;
        }
        Object shown = wizard.getDialog().getDialogPane();
        SetupState state = work.state();
        if (shown == first || shown == last || state == SetupState.COMPLETE) {
            return;
        }
        Optional<String> nothingTyped = Optional.empty();
        boolean isStopped = desk.prompts()
                .confirm(
                        texts.text("stop.title"),
                        texts.text("work." + state.key()),
                        texts.text("stop.action"),
                        nothingTyped);
        if (!isStopped) {
            request.consume();
        }
    }
}
