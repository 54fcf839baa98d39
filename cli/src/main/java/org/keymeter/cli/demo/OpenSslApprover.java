package org.keymeter.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import org.keymeter.cli.failure.CliException;

/** A CA run with nothing but openssl, by the recipe of docs/CA-RECIPES.md. */
final class OpenSslApprover implements Approver {
    private static final String EXTENSIONS = """
            basicConstraints=critical,CA:FALSE
            keyUsage=critical,digitalSignature
            extendedKeyUsage=1.3.6.1.4.1.32473.7.3
            subjectAltName=URI:urn:keymeter:grant
            """;

    private final Stage stage;
    private final OpenSsl openSsl;

    OpenSslApprover(Stage stage, OpenSsl openSsl) {
        this.stage = stage;
        this.openSsl = openSsl;
    }

    @Override
    public void makeCa() throws IOException, CliException {
        stage.step(
                "The approver makes a CA, on a machine of his own, with openssl.",
                "grant.ext is fixed text: what every grant gets, whatever a request asks for.");
        show("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ca.key -out ca.pem"
                + " -days 3650 -sha256 -subj '/O=Example/CN=Keymeter approvals'"
                + " -addext keyUsage=critical,keyCertSign,cRLSign 2>/dev/null");
        Files.writeString(stage.folder().resolve("grant.ext"), EXTENSIONS);
        show("cat grant.ext");
    }

    @Override
    public void grant() throws IOException, CliException {
        stage.step(
                "The approver looks at the request, and compares its key with the one from the custodian.",
                "Only a request that this very card made passes.");
        show("openssl req -in grant.csr -noout -verify -pubkey | cmp - device-key.pem && echo 'the same key'");
        stage.step("The approver's CA answers with a certificate: the grant.");
        show("openssl x509 -req -in grant.csr -CA ca.pem -CAkey ca.key -days 2 -sha256"
                + " -copy_extensions copy -extfile grant.ext -out grant.pem");
    }

    private void show(String line) throws IOException, CliException {
        stage.say("    $ " + line);
        OpenSsl.Outcome outcome = openSsl.run(line);
        outcome.lines().forEach(said -> stage.say("    " + said));
        stage.require(outcome.exit() == 0, "openssl ended with " + outcome.exit());
    }
}
