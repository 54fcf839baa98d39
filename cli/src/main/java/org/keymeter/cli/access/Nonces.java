package org.keymeter.cli.access;

import java.security.SecureRandom;
import org.keymeter.card.ByteString;
import org.keymeter.cli.failure.CliException;
import org.keymeter.cli.failure.Failure;
import org.keymeter.protocol.Limit;

/** Nonces of those who want a statement. */
public final class Nonces {
    private Nonces() {}

    /** For when nobody asked. */
    public static ByteString random() {
        byte[] nonce = new byte[Limit.NONCE_LENGTH];
        new SecureRandom().nextBytes(nonce);
        return ByteString.of(nonce);
    }

    /** @param hex 64 hexadecimal digits */
    public static ByteString parse(String hex) throws CliException {
        if (!hex.matches("[0-9A-Fa-f]{" + 2 * Limit.NONCE_LENGTH + "}")) {
            throw new CliException(Failure.usage(
                    "The nonce is not " + 2 * Limit.NONCE_LENGTH + " hexadecimal digits.",
                    "Make one with 'openssl rand -hex " + Limit.NONCE_LENGTH + "'."));
        }
        return ByteString.ofHex(hex);
    }
}
