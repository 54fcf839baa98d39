package org.keymeter.gui.audit;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Pattern;
import org.keymeter.card.ByteString;
import org.keymeter.protocol.Limit;

/** What a card signs a head for: an auditor's question, so that he knows that the answer is fresh. */
final class Nonce {
    private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]{" + 2 * Limit.NONCE_LENGTH + "}");
    private static final Pattern SPACE = Pattern.compile("[\\s:]+");

    private Nonce() {}

    /** For when nobody asked. */
    static ByteString random() {
        byte[] nonce = new byte[Limit.NONCE_LENGTH];
        new SecureRandom().nextBytes(nonce);
        return ByteString.of(nonce);
    }

    /** @param typed 64 hexadecimal digits; spaces and colons do not count; empty if it is something else */
    static Optional<ByteString> parse(String typed) {
        String digits = SPACE.matcher(typed).replaceAll("");
        return HEX.matcher(digits).matches() ? Optional.of(ByteString.ofHex(digits)) : Optional.empty();
    }
}
