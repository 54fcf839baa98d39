package org.keymeter.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.keymeter.simulator.KeymeterCards.USES;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.keymeter.card.Blob;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardSession;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.LogCommands;
import org.keymeter.card.LogState;

/**
 * Programs that work with a card file are killed in the middle. What was answered is in the file; at most the one command
 * that was not answered yet is, too; none is half in.
 */
@Timeout(120)
class KillTest {

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("card");
        System.out.println("seed " + seed);
    }

    @Test
    void noCommandIsLostOrHalfDone() throws Exception {
        killRepeatedly(
                5, () -> ChildProgram.start(CountingProcess.class, file.toString(), "count"), this::commandsInTheFile);
    }

    @Test
    void noUseIsLostOrHalfSpent() throws Exception {
        SimulatedReader reader = SimulatedReader.onFile("sim", file, AppletInstallation.keymeter());
        Blob blob = KeymeterCards.setUp(reader, 1, Optional.empty());
        killRepeatedly(
                20,
                () -> ChildProgram.start(
                        SpendingProcess.class, file.toString(), blob.bytes().toHex()),
                () -> usesInTheFile(reader));
    }

    private long commandsInTheFile() throws Exception {
        try (SimulatedCard simulated = SimulatedCard.open(file, SampleCard.installation())) {
            return SampleCard.on(simulated::transmit).count();
        }
    }

    private static long usesInTheFile(SimulatedReader reader) throws Exception {
        try (CardSession session = KeymeterCards.openChannel(reader)) {
            KeyInfo key = session.keys().read(0);
            assertEquals(USES, key.remaining() + key.spentEver());
            LogState log = session.log().readState();
            assertEquals(2 + key.spentEver(), log.last(), "initialised, created, and a record for each use");
            assertEquals(log.chain(), chain(log, session.log()));
            return key.spentEver();
        }
    }

    /** The chain value after all outstanding records (docs/PROTOCOL.md, section 8). */
    private static ByteString chain(LogState state, LogCommands log) throws Exception {
        MessageDigest sha256 = Digests.sha256();
        byte[] chain = state.chainBefore().toByteArray();
        for (long next = state.first(); next <= state.last(); ) {
            for (ByteString each : log.read(next)) {
                sha256.update(chain);
                chain = sha256.digest(each.toByteArray());
                next++;
            }
        }
        return ByteString.of(chain);
    }

    private void killRepeatedly(int times, Callable<Process> start, Callable<Long> readStored) throws Exception {
        long stored = 0;
        for (int kill = 0; kill < times; kill++) {
            long answered = stored + answersBeforeTheKill(start.call());
            assertTrue(answered > stored);
            stored = readStored.call();
            assertTrue(stored == answered || stored == answered + 1, stored + " stored, " + answered + " answered");
        }
    }

    private long answersBeforeTheKill(Process child) throws Exception {
        try (BufferedReader said = child.inputReader()) {
            assertEquals("open", said.readLine());
            long answered = 0;
            for (int atLeast = 1 + random.nextInt(20); answered < atLeast; answered++) {
                assertEquals(answered + 1, Long.parseLong(said.readLine()));
            }
            spin(random.nextInt(2_000_000));
            child.toHandle().destroyForcibly(); // SIGKILL to this child; the pipe stays open
            assertTrue(child.waitFor(30, TimeUnit.SECONDS));
            return answered + wholeLines(said);
        } finally {
            child.destroyForcibly();
        }
    }

    /** The last line may be cut off: then nobody has heard the answer. */
    private static long wholeLines(BufferedReader said) throws Exception {
        long lines = 0;
        for (int c = said.read(); c >= 0; c = said.read()) {
            lines += c == '\n' ? 1 : 0;
        }
        return lines;
    }

    private static void spin(long nanoseconds) {
        long end = System.nanoTime() + nanoseconds;
        while (System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }
    }
}
