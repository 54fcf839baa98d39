package org.keymeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keymeter.card.CardConnection;
import org.keymeter.card.TransportException;
import org.keymeter.cli.access.Readers;
import org.keymeter.cli.failure.ExitCode;
import org.keymeter.simulator.InstallationException;

/** Which reader is used, and what happens without one. */
class ReaderTest {
    private TestBench bench;

    @BeforeEach
    void makeBench(@TempDir Path folder) throws InstallationException {
        bench = new TestBench(folder);
        bench.useFiles();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void listsTheSimulatedCardAsWhatItIs() {
        List<?> before = (List<?>) bench.run("reader", "list", "--json").json().get("readers");
        assertEquals(
                List.of(Map.of(
                        "name",
                        "sim",
                        "simulated",
                        true,
                        "cardPresent",
                        false,
                        "badge",
                        "simulated: protects nothing")),
                before);
    }

    @Test
    void makesASimulatedCardOnlyToInitialiseIt() {
        CommandLineRun none = bench.run(ExitCode.NO_CARD, "card", "status");
        assertTrue(none.errors().contains("card init"), none::toString);
        String file = "sim:" + bench.file("my.card");
        bench.run(ExitCode.NO_CARD, "--reader", file, "card", "status");
        assertTrue(Files.notExists(bench.file("my.card")));

        CommandLineRun made = bench.run("--reader", file, "card", "init", "--label", "Mine");
        assertTrue(made.errors().contains("my.card (simulated: protects nothing)"), made::toString);
        assertEquals(
                "Mine",
                bench.run("card", "status", "--reader", file, "--json").json().get("label"));
        assertEquals(
                "Mine",
                bench.run("card", "--reader", file, "status", "--json").json().get("label"));
        bench.run(ExitCode.NO_CARD, "card", "status");
        bench.run(ExitCode.USAGE, "--reader", "sim:", "card", "status");
    }

    @Test
    void saysThatThereIsNoSuchReader() {
        CommandLineRun run = bench.run(ExitCode.NO_CARD, "--reader", "Nobody's Reader 00", "card", "status");
        assertTrue(run.errors().contains("keymeter reader list") || run.errors().contains("pcscd"), run::toString);
    }

    @Test
    void saysThatTheCardIsInUse() throws TransportException {
        bench.run("card", "init", "--label", "Test");
        Readers others = new ComputerReaders();
        Path file = bench.file("data").resolve("simulated-card");
        try (CardConnection taken = others.simulated("sim", file).connect()) {
            assertTrue(taken.supportsExtended());
            CommandLineRun run = bench.run(ExitCode.NO_CARD, "card", "status");
            assertTrue(run.errors().contains("in use"), run::toString);
        }
        bench.run("card", "status");
    }

    @Test
    void saysThatAFileIsNoCard() throws java.io.IOException {
        Files.writeString(bench.file("my.card"), "no card");
        CommandLineRun run = bench.run(ExitCode.NO_CARD, "--reader", "sim:" + bench.file("my.card"), "card", "status");
        assertTrue(run.errors().contains("is no simulated card"), run::toString);
    }
}
