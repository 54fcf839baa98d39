package org.keymeter.card;

import org.keymeter.card.apdu.StatusWord;

/** Authentic. With no try left the PIN is blocked from now on. */
public final class PinWrongException extends RefusedException {
    private static final long serialVersionUID = 1;

    private final Pin pin;
    private final int triesLeft;

    PinWrongException(Pin pin, StatusWord status) {
        super(
                status,
                "The " + pin.label() + " is wrong; " + tries(status.low() & 0x0F) + ".",
                "It was mistyped, or changed.",
                (status.low() & 0x0F) == 0
                        ? PinBlockedException.remedy(pin)
                        : "Check it before the next try: at no tries left it is blocked.");
        this.pin = pin;
        triesLeft = status.low() & 0x0F;
    }

    private static String tries(int left) {
        return left == 0 ? "it is blocked now" : Count.of(left, "try") + " left";
    }

    public Pin pin() {
        return pin;
    }

    public int triesLeft() {
        return triesLeft;
    }
}
