package org.keymeter.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import org.keymeter.card.grant.NewCa;
import org.keymeter.cli.failure.CliException;

/** Where there is no openssl: Keymeter's own issuer. */
final class BuiltInApprover implements Approver {
    private static final Duration VALIDITY = Duration.ofDays(3650);

    private final Stage stage;

    BuiltInApprover(Stage stage) {
        this.stage = stage;
    }

    @Override
    public void makeCa() throws IOException, CliException {
        stage.step(
                "The approver makes a CA.",
                "There is no openssl 3 here, so that Keymeter's own issuer stands in; any X.509 CA would do.");
        NewCa ca = NewCa.make("Keymeter approvals", Instant.now(), VALIDITY);
        Files.writeString(stage.folder().resolve("ca.pem"), ca.certificate());
        Files.write(stage.folder().resolve("ca.key"), ca.key().expose());
        ca.key().close();
        stage.say("    ca.pem and ca.key are made");
    }

    @Override
    public void grant() throws CliException {
        stage.step(
                "The approver's CA answers with a certificate: the grant.",
                "A request that another card made would be refused: its key is compared with the custodian's.");
        stage.keymeter(
                "grant",
                "issue",
                "--ca",
                "ca.pem",
                "--ca-key",
                "ca.key",
                "--device-key",
                "device-key.pem",
                "grant.csr",
                "--out",
                "grant.pem");
    }
}
