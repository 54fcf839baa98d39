package org.keymeter.gui.approver;

import java.io.IOException;

/** The CA's key is encrypted: ask for its passphrase and try again. */
final class PassphraseNeededException extends IOException {
    private static final long serialVersionUID = 1;

    PassphraseNeededException() {
        super("the key is encrypted");
    }
}
