package org.keymeter.card;

import org.keymeter.protocol.Code;

/** Chosen at initialisation. */
public enum CardOption {
    /** The card refuses work rather than overwrite a record that was not acknowledged. */
    FORCED_AUDIT(Code.OPTION_FORCED_AUDIT),
    /** Only the admin acknowledges the log; otherwise the user may too. */
    ADMIN_ACKNOWLEDGES(Code.OPTION_ADMIN_ACKNOWLEDGES),
    /** Public status cut down, metadata only after a PIN. */
    RESERVED(Code.OPTION_RESERVED);

    private final int bit;

    CardOption(byte bit) {
        this.bit = bit & 0xFF;
    }

    int bit() {
        return bit;
    }
}
