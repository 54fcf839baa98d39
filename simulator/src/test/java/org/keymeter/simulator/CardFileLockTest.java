package org.keymeter.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.keymeter.simulator.CardFileException.Reason;

@Timeout(60)
class CardFileLockTest {
    @TempDir
    Path folder;

    @Test
    void aSecondOpeningInTheSameProgramIsRefused() throws Exception {
        Path file = folder.resolve("card");
        Path link = folder.resolve("link");
        try (SimulatedCard first = open(file)) {
            Files.createSymbolicLink(link, file);
            assertLocked("this program itself", file);
            assertLocked("this program itself", link);
            SampleCard.on(first::transmit).send(SampleApplet.COUNT); // replaces the file
            assertLocked("this program itself", file);
            Process other = ChildProgram.start(CountingProcess.class, file.toString(), "hold");
            try (BufferedReader said = other.inputReader()) {
                String refusal = said.readLine(); // unless the refused openings above have given the lock up
                assertTrue(
                        refusal.contains("is in use by process "
                                + ProcessHandle.current().pid()),
                        refusal);
            } finally {
                other.destroyForcibly();
            }
        }
        open(file).close();
    }

    @Test
    void anotherProcessIsNamed() throws Exception {
        Path file = folder.resolve("card");
        Process other = ChildProgram.start(CountingProcess.class, file.toString(), "hold");
        try (BufferedReader said = other.inputReader()) {
            assertEquals("open", said.readLine());
            assertLocked("process " + other.pid(), file);
            other.getOutputStream().close();
            assertEquals(0, finish(other));
        } finally {
            other.destroyForcibly();
        }
        open(file).close();
    }

    @Test
    void aBriefUseByAnotherProcessIsWaitedFor() throws Exception {
        Path file = folder.resolve("card");
        Process other = ChildProgram.start(CountingProcess.class, file.toString(), "hold");
        try (BufferedReader said = other.inputReader()) {
            assertEquals("open", said.readLine());
            other.getOutputStream().close(); // it is about to let go
            open(file).close();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void closingTwiceLetsNobodyElseGo() throws Exception {
        Path file = folder.resolve("card");
        SimulatedCard first = open(file);
        first.close();
        try (SimulatedCard second = open(file)) {
            first.close();
            assertLocked("this program itself", file);
            assertEquals(0, SampleCard.on(second::transmit).count());
        }
    }

    private static int finish(Process process) throws InterruptedException {
        assertTrue(process.waitFor(30, TimeUnit.SECONDS), "process " + process.pid() + " goes on");
        return process.exitValue();
    }

    private static SimulatedCard open(Path file) throws Exception {
        return SimulatedCard.open(file, SampleCard.installation());
    }

    private static void assertLocked(String owner, Path file) {
        CardFileException e = assertThrows(CardFileException.class, () -> open(file));
        assertEquals(Reason.LOCKED, e.reason());
        assertTrue(e.getMessage().contains("is in use by " + owner), e.getMessage());
    }
}
