package org.keymeter.card;

import java.util.Optional;
import org.keymeter.card.apdu.StatusWord;

/** A certificate was refused, by the card or before it was shown to the card; uses are unchanged. */
public final class GrantRefusedException extends RefusedException {
    private static final long serialVersionUID = 1;

    private final GrantRefusal reason;
    private final String detail;
    private final transient KeyInfo key;

    /** @param key the key's state after the refusal, read under a MAC; null if it could not be read */
    GrantRefusedException(GrantRefusal reason, KeyInfo key) {
        this(reason, "", key);
    }

    private GrantRefusedException(GrantRefusal reason, String detail, KeyInfo key) {
        super(
                reason.code(),
                StatusWord.of(reason.statusWord()),
                reason.happened(),
                reason.likelyCause(),
                reason.remedy());
        this.reason = reason;
        this.detail = detail;
        this.key = key;
    }

    /**
     * The host's own verdict: the card was shown nothing.
     *
     * @param detail which certificate and what about it, a sentence; may be empty
     */
    public static GrantRefusedException offCard(GrantRefusal reason, String detail) {
        return new GrantRefusedException(reason, detail, null);
    }

    /** Which certificate and what about it, a sentence; empty when the reason says it all. */
    public String detail() {
        return detail;
    }

    public GrantRefusal reason() {
        return reason;
    }

    /** The key's state after the refusal, as the card states it under a MAC. */
    public Optional<KeyInfo> key() {
        return Optional.ofNullable(key);
    }
}
