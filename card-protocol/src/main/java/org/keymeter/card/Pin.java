package org.keymeter.card;

import org.keymeter.protocol.Code;

/** The two PINs of a card. */
public enum Pin {
    USER(Code.USER_PIN, "user PIN"),
    ADMIN(Code.ADMIN_PIN, "admin PIN");

    private final byte reference;
    private final String label;

    Pin(byte reference, String label) {
        this.reference = reference;
        this.label = label;
    }

    /** P2 of the PIN commands. */
    public byte reference() {
        return reference;
    }

    /** As in a sentence. */
    public String label() {
        return label;
    }
}
