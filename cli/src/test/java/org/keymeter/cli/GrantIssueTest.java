package org.keymeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keymeter.cli.failure.ExitCode;
import org.keymeter.simulator.InstallationException;

/** The approver who uses Keymeter's own issuer. */
class GrantIssueTest {
    private static final String P256 = "ec -pkeyopt ec_paramgen_curve:P-256";

    private TestBench bench;
    private OpenSsl openSsl;

    @BeforeEach
    void request(@TempDir Path folder) throws InstallationException {
        openSsl = new OpenSsl(folder);
        openSsl.makeCa("ca", P256);
        bench = TestBench.withCard(folder);
        bench.run("card", "device-key", "--out", "device-key.pem");
        bench.run("trust", "import", "ca.pem");
        bench.run("key", "create", "--label", "k", "--ceiling", "10");
        bench.run("grant", "request", "k", "--uses", "8", "--out", "grant.csr");
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private CommandLineRun issue(ExitCode expected, String key, String deviceKey, String... options) {
        return bench.issueGrant(expected, key, deviceKey, "grant.csr", "grant.pem", options);
    }

    @Test
    void grantsFewerUsesAndSaysWhatTheCardSays() {
        CommandLineRun issued = issue(ExitCode.DONE, "ca.key", "device-key.pem", "--uses", "3", "--json");
        assertEquals(3L, issued.json().get("uses"));
        assertTrue(issued.json().get("card") instanceof Map, issued::toString);
        CommandLineRun kept = issue(ExitCode.FAILED, "ca.key", "device-key.pem");
        assertTrue(kept.errors().contains("--force"), kept::toString);
        CommandLineRun again = issue(ExitCode.DONE, "ca.key", "device-key.pem", "--uses", "3", "--force");
        assertTrue(again.text().contains("The card says of itself"), again::toString);
        assertEquals(
                3L, bench.run("grant", "redeem", "grant.pem", "--json").json().get("remaining"));
    }

    @Test
    void takesAnEncryptedKey() {
        openSsl.run("openssl ec -in ca.key -aes256 -passout pass:'a long one' -out locked.key 2>&1");
        CommandLineRun alone = issue(ExitCode.USAGE, "locked.key", "device-key.pem");
        assertTrue(alone.errors().contains("no terminal"), alone::toString);
        bench.answer("a wrong one");
        issue(ExitCode.FAILED, "locked.key", "device-key.pem");
        ScriptedTerminal person = bench.answer("a long one");
        issue(ExitCode.DONE, "locked.key", "device-key.pem");
        assertEquals(1, person.questions().size());
        bench.run("grant", "redeem", "grant.pem");
    }

    @Test
    void refusesARequestOfACardThatItDoesNotKnow() {
        openSsl.run("openssl ec -in ca.key -pubout -out other.pem 2>&1");
        CommandLineRun refused = issue(ExitCode.VERIFICATION_FAILED, "ca.key", "other.pem");
        assertTrue(refused.errors().contains("Do not grant it"), refused::toString);
        assertFalse(Files.exists(bench.file("grant.pem")));
    }

    @Test
    void refusesMoreThanIsAskedForAndNoTime() {
        issue(ExitCode.USAGE, "ca.key", "device-key.pem", "--uses", "9");
        issue(ExitCode.USAGE, "ca.key", "device-key.pem", "--uses", "0");
        issue(ExitCode.USAGE, "ca.key", "device-key.pem", "--days", "0");
        openSsl.makeCa("other", P256);
        CommandLineRun mixedUp = issue(ExitCode.FAILED, "other.key", "device-key.pem");
        assertTrue(mixedUp.errors().contains("not that of the CA certificate"), mixedUp::toString);
    }
}
