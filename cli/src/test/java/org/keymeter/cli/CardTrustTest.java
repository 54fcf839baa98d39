package org.keymeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keymeter.cli.failure.ExitCode;
import org.keymeter.simulator.AppletInstallation;
import org.keymeter.simulator.InstallationException;
import org.keymeter.simulator.SimulatedCard;
import org.keymeter.simulator.SimulatedReader;

/** Which card a command works with: the pinned one, and no other unless a person says so. */
class CardTrustTest {
    private TestBench bench;

    @BeforeEach
    void makeCard(@TempDir Path folder) throws InstallationException {
        bench = TestBench.withCard(folder);
        bench.run("card", "device-key", "--out", "device-key.pem");
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private Object fingerprint() {
        return bench.run("card", "device-key", "--json").json().get("fingerprint");
    }

    @Test
    void refusesACardThatIsNotPinned() {
        bench.useData("another-user");
        CommandLineRun run = bench.run(ExitCode.VERIFICATION_FAILED, "key", "list");
        assertTrue(run.errors().contains("card pin --device-key"), run::toString);
        assertTrue(run.errors().contains("--trust-first-use"), run::toString);
    }

    @Test
    void pinsOnFirstUseOnlyWhenTold() {
        bench.useData("another-user");
        bench.run("key", "list", "--trust-first-use");
        bench.run("key", "list");
    }

    @Test
    void pinsWhatAPersonCompared() {
        Object fingerprint = fingerprint();
        bench.useData("another-user");
        bench.answer("no");
        bench.run(ExitCode.VERIFICATION_FAILED, "key", "list");
        ScriptedTerminal person = bench.answer("yes");
        bench.run("key", "list");
        String shown = person.questions().get(0).replace(" ", "").toLowerCase();
        assertTrue(shown.contains(fingerprint.toString()), shown);
        bench.removeTerminal();
        bench.run("key", "list");
    }

    @Test
    void pinsByTheCustodiansDeviceKeyAndForgets() throws InstallationException {
        bench.useData("another-user");
        bench.run("card", "pin", "--device-key", "device-key.pem");
        bench.run("key", "list");
        assertEquals(true, bench.run("card", "forget", "--json").json().get("forgotten"));
        assertEquals(false, bench.run("card", "forget", "--json").json().get("forgotten"));
        bench.run(ExitCode.VERIFICATION_FAILED, "key", "list");
    }

    @Test
    void refusesAnotherCard() throws InstallationException {
        try (SimulatedCard other = SimulatedCard.inMemory(AppletInstallation.keymeter())) {
            bench.useReader(SimulatedReader.with("sim", other));
            CommandLineRun blank = bench.run(ExitCode.FAILED, "key", "list");
            assertTrue(blank.errors().contains("card init"), blank::toString);
            assertEquals(false, bench.run("card", "status", "--json").json().get("initialised"));
            bench.useData("another-user");
            bench.run("card", "init", "--label", "Other");
            bench.useData("data");
            bench.run(ExitCode.VERIFICATION_FAILED, "key", "list");
            bench.run(ExitCode.VERIFICATION_FAILED, "card", "pin", "--device-key", "device-key.pem");
        }
    }

    @Test
    void initialisesAgainAfterAsking() {
        bench.run("key", "create", "--label", "k", "--ceiling", "5", "--anchors", "none");
        Object before = fingerprint();
        bench.run(ExitCode.USAGE, "card", "init", "--label", "Anew");
        bench.answer("Other name");
        bench.run(ExitCode.FAILED, "card", "init", "--label", "Anew");
        bench.answer("Test");
        bench.run("card", "init", "--label", "Anew");
        assertNotEquals(before, fingerprint());
        assertEquals(
                java.util.List.of(), bench.run("key", "list", "--json").json().get("keys"));
        bench.run("key", "create", "--label", "k", "--ceiling", "5", "--anchors", "none");
        bench.run("audit", "export", "--out", "audit.log");
        CommandLineRun verified = bench.run("audit", "verify", "--device-key", "device-key.pem", "audit.log", "--json");
        assertEquals("succeeded", verified.json().get("trust"));
    }

    @Test
    void takesASuccessorAfterAsking() {
        bench.useData("another-user");
        bench.run("key", "list", "--trust-first-use");
        bench.useData("data");
        bench.run("card", "init", "--label", "Anew", "--yes");
        bench.useData("another-user");
        CommandLineRun unasked = bench.run(ExitCode.VERIFICATION_FAILED, "key", "list");
        assertTrue(unasked.errors().contains("vouches for the new one"), unasked::toString);
        bench.answer("yes");
        bench.run("key", "list");
        bench.removeTerminal();
        bench.run("key", "list");
    }

    @Test
    void showsToEverybodyWhatTheCardReports() {
        bench.useData("another-user");
        CommandLineRun run = bench.run("card", "status", "--public", "--json");
        assertEquals(false, run.json().get("authenticated"));
        assertEquals(5L, run.json().get("userTriesLeft"));
    }
}
