package org.keymeter.cli.demo;

import java.io.IOException;
import org.keymeter.cli.failure.CliException;
import org.keymeter.cli.failure.ExitCode;

/** The main job, told in steps. */
final class Demonstration {
    private final Stage stage;
    private final Approver approver;

    Demonstration(Stage stage, Approver approver) {
        this.stage = stage;
        this.approver = approver;
    }

    void run() throws IOException, CliException {
        stage.say(
                "A key with a meter. The card here is simulated: it behaves as the real one does, and protects nothing.");
        setUp();
        spend();
        refill();
        tryAgain();
        rotate();
        audit();
        stage.endStep();
        summarise();
    }

    private void setUp() throws IOException, CliException {
        stage.step(
                "The custodian initialises a card.",
                "The PINs come from KEYMETER_PIN and KEYMETER_ADMIN_PIN here; otherwise you are asked.");
        stage.keymeter("card", "init", "--label", "Demo");
        stage.keymeter("card", "device-key", "--out", "device-key.pem");
        approver.makeCa();
        stage.step("The custodian has the card trust that CA, and makes a key that at most 5 uses can be granted to.");
        stage.keymeter("trust", "import", "ca.pem");
        stage.keymeter("key", "create", "--label", "archive", "--ceiling", "5", "--initial-uses", "5");
        stage.step(
                "A volume of 10 GiB is cut into segments of 1 MiB, each with a subkey of its own.",
                "Only the card can open those. Making a subkey costs nothing: who makes it knows it.");
        stage.keymeter(
                "volume",
                "create",
                "--key",
                "archive",
                "--size",
                "10G",
                "--segment-size",
                "1M",
                "--out",
                "archive.subkeys");
        stage.keymeter("volume", "unlock", "archive.subkeys", "--segments", "0-9");
    }

    private void spend() throws CliException {
        stage.step("From now on every segment that is opened spends a use. There are 5.");
        stage.keymeter("volume", "unlock", "archive.subkeys", "--segments", "0-2");
        stage.keymeter("volume", "unlock", "archive.subkeys", "--segments", "3,4");
        stage.step("The quota is spent. Whoever has this machine, the card and the PIN opens nothing more.");
        stage.refused(ExitCode.QUOTA_SPENT, "volume", "unlock", "archive.subkeys", "--segments", "5");
    }

    private void refill() throws IOException, CliException {
        stage.step(
                "The user asks for a refill. The card makes and signs the request itself: an ordinary PKCS #10,",
                "in which it also says what it spent and refused so far.");
        stage.keymeter("grant", "request", "archive", "--uses", "5", "--out", "grant.csr");
        approver.grant();
        stage.step("The card verifies the certificate itself, up to the CA that the key's policy names.");
        stage.keymeter("grant", "redeem", "grant.pem");
        stage.keymeter("volume", "unlock", "archive.subkeys", "--segments", "5-7");
    }

    private void tryAgain() throws CliException {
        stage.step("A grant works once: the same one again finds no request that waits.");
        stage.refused(ExitCode.GRANT_REFUSED, "grant", "redeem", "grant.pem");
        stage.step("Nor does it answer a new request: the card compares the nonce.");
        stage.keymeter("grant", "request", "archive", "--uses", "5", "--out", "later.csr");
        stage.refused(ExitCode.GRANT_REFUSED, "grant", "redeem", "grant.pem");
    }

    private void rotate() throws CliException {
        stage.step(
                "The master key is rotated: the card makes the next generation, moves the subkeys over and destroys the old",
                "one. No subkey leaves the card in the clear, and no use comes of it.");
        stage.keymeter("key", "rotate", "archive", "--table", "archive.subkeys", "--retire");
        stage.keymeter("volume", "unlock", "archive.subkeys", "--segments", "8");
    }

    private void audit() throws CliException {
        stage.step("The auditor verifies the log, with nothing but the export and the device key.");
        stage.keymeter("audit", "export", "--out", "audit.log");
        stage.keymeter("audit", "verify", "--device-key", "device-key.pem", "audit.log");
        stage.keymeter("audit", "show");
    }

    private void summarise() {
        stage.say("");
        stage.say("Summary: 9 segments opened with 9 uses of the 10 that were ever there; " + stage.apdus()
                + " APDUs in all. Refused:");
        stage.refusals().forEach(refusal -> stage.say("  - " + refusal));
        stage.say("The card and all files of this demonstration are gone. To try it yourself, start with");
        stage.say("  ./keymeter card init --label Test");
    }
}
