package org.keymeter.gui.refill;

import java.nio.file.Path;
import java.time.Instant;
import org.keymeter.card.file.PemFile;
import org.keymeter.card.grant.GrantRequest;

/**
 * A request that was made here and waits for its answer. Nothing in it is secret.
 *
 * @param file that holds it, PEM
 * @param madeAt when the card made it
 */
record KeptRequest(Path file, GrantRequest request, Instant madeAt) {
    /** As it is handed to the approver. */
    String pem() {
        return pem(request);
    }

    static String pem(GrantRequest request) {
        return PemFile.write("CERTIFICATE REQUEST", request.der().toByteArray());
    }
}
