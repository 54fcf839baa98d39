package org.keymeter.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class KillTest {
    private static final int KILLS = 20;

    @TempDir
    Path folder;

    /** What was answered is in the file; at most the one command that was not answered yet is, too; none is half in. */
    @Test
    @Timeout(120)
    void noCommandIsLostOrHalfDone() throws Exception {
        Path file = folder.resolve("card");
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        long answered = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            long before = answered;
            Process counting = CountingProcess.start(file, "count");
            try (BufferedReader said = counting.inputReader()) {
                assertEquals("open", said.readLine());
                answered = readSome(said, 1 + random.nextInt(40), answered);
                spin(random.nextInt(2_000_000));
                counting.toHandle().destroyForcibly(); // SIGKILL to this child, its pipe stays open
                assertTrue(counting.waitFor(30, TimeUnit.SECONDS));
                answered = readRest(said, answered);
            } finally {
                counting.destroyForcibly();
            }
            assertTrue(answered > before);
            try (SimulatedCard simulated = SimulatedCard.open(file, SampleCard.installation())) {
                long stored = SampleCard.on(simulated::transmit).count();
                assertTrue(stored == answered || stored == answered + 1, stored + " stored, " + answered + " answered");
                answered = stored;
            }
        }
    }

    private static long readSome(BufferedReader said, int lines, long answered) throws Exception {
        long last = answered;
        for (int i = 0; i < lines; i++) {
            long next = Long.parseLong(said.readLine());
            assertEquals(last + 1, next);
            last = next;
        }
        return last;
    }

    /** What was printed before the kill; the last line may be cut off. */
    private static long readRest(BufferedReader said, long answered) throws Exception {
        long last = answered;
        StringBuilder line = new StringBuilder();
        for (int c = said.read(); c >= 0; c = said.read()) {
            if (c == '\n') {
                assertEquals(last + 1, Long.parseLong(line.toString().strip()));
                last++;
                line.setLength(0);
            } else {
                line.append((char) c);
            }
        }
        return last;
    }

    private static void spin(long nanoseconds) {
        long end = System.nanoTime() + nanoseconds;
        while (System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }
    }
}
