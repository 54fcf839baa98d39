package org.keymeter.gui.setup;

import org.keymeter.card.Pin;
import org.keymeter.gui.pins.NewPin;
import org.keymeter.gui.words.Texts;

/** A new PIN of the card. */
final class PinPage extends SetupPage {
    private final Pin pin;
    private final NewPin typed;

    PinPage(SetupPlan plan, Texts texts, Pin pin) {
        super(plan, texts, pin == Pin.USER ? "user-pin" : "admin-pin");
        this.pin = pin;
        SetupSecrets secrets = plan.secrets();
        typed = pin == Pin.USER ? secrets.user() : secrets.newAdmin();
        // Were they the same, one person could do what takes two.
        typed.setOther(() -> pin == Pin.USER
                ? secrets.readAdmin(plan.mode())
                : secrets.user().read());
        completeProperty().bind(typed.acceptableProperty());
        add(paragraph("text"), typed);
    }

    @Override
    boolean isNeeded() {
        return plan().mode() == SetupMode.FIRST || plan().mode() == SetupMode.AGAIN && pin == Pin.USER;
    }

    @Override
    void enter() {
        typed.judge();
        focus(typed);
    }
}
