package org.keymeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keymeter.cli.failure.ExitCode;
import org.keymeter.cli.terminal.Interruption;
import org.keymeter.simulator.InstallationException;

/** The demonstration, with the real openssl. */
class DemoTest {
    @TempDir
    private Path folder;

    private static Set<Path> temporaryFolders() throws IOException {
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.filter(path -> path.getFileName().toString().startsWith("keymeter-demo"))
                    .collect(Collectors.toSet());
        }
    }

    @Test
    void runsThroughAndLeavesNothingBehind() throws InstallationException, IOException {
        Set<Path> before = temporaryFolders();
        try (TestBench bench = new TestBench(folder)) {
            CommandLineRun demo = bench.run("demo");
            String text = demo.text();
            assertTrue(text.contains("$ openssl x509 -req -in grant.csr"), text);
            assertTrue(text.contains("the same key"), text);
            assertTrue(text.contains("KM-62F1, exit 3"), text);
            assertTrue(text.contains("KM-9811, exit 4"), text);
            assertTrue(text.contains("KM-9816, exit 4"), text);
            assertTrue(text.matches("(?s).*\\[\\d+ APDUs\\].*"), text);
            assertTrue(text.contains("verdict     good"), text);
            assertTrue(text.contains("Summary: "), text);
            assertFalse(text.contains("keymeter-demo"), text);
        }
        assertEquals(before, temporaryFolders());
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void stopsWhenAskedAndStillCleansUp() throws InstallationException, IOException {
        Set<Path> before = temporaryFolders();
        try (TestBench bench = new TestBench(folder)) {
            Interruption interruption = new Interruption();
            interruption.request();
            bench.interruption(interruption);
            bench.run(ExitCode.STOPPED, "demo");
        }
        assertEquals(before, temporaryFolders());
    }
}
