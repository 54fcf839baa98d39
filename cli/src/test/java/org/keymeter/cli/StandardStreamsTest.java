package org.keymeter.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keymeter.cli.failure.ExitCode;

/** The program itself with pipes, and with an output that takes nothing. */
class StandardStreamsTest {
    private static final File FULL = new File("/dev/full");
    private static final int SECONDS = 120;
    private static final int SIGTERM = 15;
    private static final byte[] NOTHING = {};
    private static final byte[] SUBKEY = "a subkey of 26 bytes......".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path folder;

    private Path output;
    private Path errors;

    @BeforeEach
    void makeKey() throws Exception {
        output = folder.resolve("output");
        errors = folder.resolve("errors");
        run(NOTHING, "card", "init", "--label", "Test");
        run(NOTHING, "key", "create", "--label", "k", "--ceiling", "9", "--initial-uses", "9", "--anchors", "none");
    }

    private byte[] run(byte[] piped, String... arguments) throws IOException, InterruptedException {
        int exit = run(piped, output.toFile(), arguments);
        assertEquals(ExitCode.DONE.value(), exit, Files.readString(errors));
        return Files.readAllBytes(output);
    }

    private int run(byte[] piped, File out, String... arguments) throws IOException, InterruptedException {
        Process process = start(out, arguments);
        try (OutputStream in = process.getOutputStream()) {
            in.write(piped);
        }
        assertTrue(process.waitFor(SECONDS, TimeUnit.SECONDS));
        return process.exitValue();
    }

    private Process start(File out, String... arguments) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = System.getProperty("surefire.real.class.path", System.getProperty("java.class.path"));
        List<String> line = new ArrayList<>(
                List.of(java, "-XX:TieredStopAtLevel=1", "-cp", classPath, KeymeterCommand.class.getName()));
        line.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(line).redirectOutput(out).redirectError(errors.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("KEYMETER") || name.startsWith("XDG"));
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("KEYMETER_PIN", "123456");
        builder.environment().put("KEYMETER_ADMIN_PIN", "12345678");
        return builder.start();
    }

    @Test
    void subkeysFlowThroughPipes() throws Exception {
        byte[] blob = run(SUBKEY, "wrap", "k", "--context", "c");
        assertArrayEquals(SUBKEY, run(blob, "unwrap", "k", "--context", "c"));
    }

    /** Nothing is under way on the card then. */
    @Test
    void aSignalEndsTheWaitForInput() throws Exception {
        Process process = start(output.toFile(), "wrap", "k", "--context", "c");
        for (int tries = 0; tries < SECONDS * 10 && !Files.readString(errors).contains("Card: "); tries++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        process.toHandle().destroy(); // that of the process itself closes its input, too
        assertTrue(process.waitFor(SECONDS, TimeUnit.SECONDS));
        assertEquals(128 + SIGTERM, process.exitValue());
        assertEquals(1, Files.readString(errors).lines().count(), Files.readString(errors));
    }

    @Test
    void outputThatIsLostIsAFailure() throws Exception {
        Need.require(FULL.exists(), "outputs that take nothing are not tested; this system has no /dev/full");
        assertEquals(ExitCode.FAILED.value(), run(SUBKEY, FULL, "wrap", "k", "--context", "c"));
        assertTrue(Files.readString(errors).contains("Not all of the output"), Files.readString(errors));
        assertEquals(ExitCode.FAILED.value(), run(NOTHING, FULL, "key", "list", "--json"));
    }
}
