package org.keymeter.card;

import org.keymeter.card.apdu.StatusWord;
import org.keymeter.protocol.Sw;

/** No try is left; confirmed by the tries that the card states under a MAC. */
public final class PinBlockedException extends RefusedException {
    private static final long serialVersionUID = 1;

    private final Pin pin;

    PinBlockedException(Pin pin) {
        super(
                StatusWord.of(Sw.PIN_BLOCKED),
                "The " + pin.label() + " is blocked.",
                "It was entered wrongly too often.",
                remedy(pin));
        this.pin = pin;
    }

    static String remedy(Pin pin) {
        return pin == Pin.USER
                ? "Set a new user PIN with the admin PIN ('keymeter pin unblock'): uses of its keys fall to zero."
                : "Nothing unblocks it: the applet must be deleted and installed anew, and all on the card is lost.";
    }

    public Pin pin() {
        return pin;
    }
}
