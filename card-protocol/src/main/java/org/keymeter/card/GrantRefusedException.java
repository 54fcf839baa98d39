package org.keymeter.card;

import java.util.Optional;
import org.keymeter.card.apdu.StatusWord;

/** The card refused a certificate; uses are unchanged. */
public final class GrantRefusedException extends RefusedException {
    private static final long serialVersionUID = 1;

    private final GrantRefusal reason;
    private final transient KeyInfo key;

    /** @param key the key's state after the refusal, read under a MAC; null if it could not be read */
    GrantRefusedException(GrantRefusal reason, KeyInfo key) {
        super(StatusWord.of(reason.statusWord()), reason.happened(), reason.likelyCause(), reason.remedy());
        this.reason = reason;
        this.key = key;
    }

    public GrantRefusal reason() {
        return reason;
    }

    /** The key's state after the refusal, as the card states it under a MAC. */
    public Optional<KeyInfo> key() {
        return Optional.ofNullable(key);
    }
}
