package org.keymeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keymeter.cli.failure.ExitCode;
import org.keymeter.cli.terminal.Interruption;
import org.keymeter.simulator.InstallationException;

/** Rotation from the command line: progress, stopping, going on, retiring. */
class RotationTest {
    private TestBench bench;

    @BeforeEach
    void makeVolumes(@TempDir Path folder) throws InstallationException {
        bench = TestBench.withCard(folder);
        bench.run("key", "create", "--label", "k", "--ceiling", "99", "--initial-uses", "99", "--anchors", "none");
        for (String name : new String[] {"a.subkeys", "b.subkeys"}) {
            bench.run("volume", "create", "--key", "k", "--size", "1M", "--segment-size", "4K", "--out", name);
            bench.run("volume", "unlock", name, "--segments", "0-49");
        }
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void showsProgressAndCanBeStoppedAndGoesOn() {
        Interruption interruption = new Interruption();
        ScriptedTerminal screen = bench.answer();
        screen.whenShown("subkeys moved", interruption::request);
        bench.interruption(interruption);
        CommandLineRun stopped = bench.run(
                ExitCode.STOPPED, "key", "rotate", "k", "--table", "a.subkeys", "b.subkeys", "--retire", "--json");
        assertEquals(false, stopped.json().get("complete"));
        assertEquals(false, stopped.json().get("retired"));
        assertTrue((long) stopped.json().get("rewrapped") < 100, stopped::toString);
        assertEquals(
                100L,
                (long) stopped.json().get("rewrapped") + (long) stopped.json().get("left"));
        bench.interruption(new Interruption());
        bench.run("volume", "unlock", "a.subkeys", "--segments", "0,49");
        bench.run("volume", "unlock", "b.subkeys", "--segments", "0,49");

        ScriptedTerminal again = bench.answer();
        CommandLineRun finished =
                bench.run("key", "rotate", "k", "--table", "a.subkeys", "b.subkeys", "--retire", "--json");
        assertEquals(2L, finished.json().get("generation"));
        assertEquals(
                100L,
                (long) stopped.json().get("rewrapped") + (long) finished.json().get("rewrapped"));
        assertEquals(true, finished.json().get("retired"));
        assertTrue(again.shown().contains("(100 %)"), again::shown);
        assertTrue(again.shown().endsWith("\r"), again::shown);
        bench.run("volume", "unlock", "b.subkeys", "--segments", "0,49");
    }

    @Test
    void losesWhatWasLeftOutWhenItRetires() {
        bench.run("key", "rotate", "k", "--table", "a.subkeys", "--retire");
        CommandLineRun lost = bench.run(ExitCode.FAILED, "volume", "unlock", "b.subkeys", "--segments", "0", "--json");
        assertEquals(0L, lost.json().get("usesSpent"));
        assertTrue(lost.text().contains("generationGone"), lost::toString);
    }

    @Test
    void keepsTheOldGenerationUntilTold() {
        CommandLineRun kept = bench.run("key", "rotate", "k", "--table", "a.subkeys", "--json");
        assertEquals(false, kept.json().get("retired"));
        assertEquals(true, kept.json().get("generationMade"));
        CommandLineRun again = bench.run("key", "rotate", "k", "--table", "a.subkeys");
        assertTrue(again.text().contains("no new one was made: --retire has to destroy"), again::toString);
        assertEquals(true, bench.run("key", "show", "k", "--json").json().get("oldGeneration"));
        bench.run("volume", "unlock", "b.subkeys", "--segments", "0");
        bench.run("key", "rotate", "k", "--table", "a.subkeys", "b.subkeys", "--retire");
        assertEquals(2L, bench.run("key", "show", "k", "--json").json().get("generation"));
        assertEquals(false, bench.run("key", "show", "k", "--json").json().get("oldGeneration"));
    }

    @Test
    void damagedSegmentsKeepTheOldGenerationUntilTheyAreGivenUp() throws IOException {
        damageSegment("a.subkeys", 7);
        String[] rotate = {"key", "rotate", "k", "--table", "a.subkeys", "b.subkeys", "--retire"};
        CommandLineRun kept = bench.run(ExitCode.FAILED, rotate);
        assertTrue(kept.toString().contains("KM-V11"), kept::toString);
        assertEquals(true, bench.run("key", "show", "k", "--json").json().get("oldGeneration"));
        bench.run(ExitCode.USAGE, "key", "rotate", "k", "--table", "a.subkeys", "--give-up-damaged");

        bench.run("key", "rotate", "k", "--table", "a.subkeys", "b.subkeys", "--retire", "--give-up-damaged");
        assertEquals(false, bench.run("key", "show", "k", "--json").json().get("oldGeneration"));
        bench.run("volume", "unlock", "a.subkeys", "--segments", "0-6,8-9");
    }

    /** Overwrites both copies of a slot, at the offsets of docs/VOLUME.md. */
    private void damageSegment(String table, int segment) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(bench.file(table).toFile(), "rw")) {
            for (int copy = 0; copy < 2; copy++) {
                file.seek(8192 + copy * 65536L + segment * 128L + 20);
                file.write(new byte[40]);
            }
        }
    }

    @Test
    void refusesTheTableOfAnotherKey() {
        bench.run("key", "create", "--label", "other", "--ceiling", "9", "--anchors", "none");
        bench.run(ExitCode.FAILED, "key", "rotate", "other", "--table", "a.subkeys");
        assertEquals(1L, bench.run("key", "show", "other", "--json").json().get("generation"));
    }
}
