package org.keymeter.card.grant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program of the machine in a folder. */
public final class Command {
    private final Path folder;

    public Command(Path folder) {
        this.folder = folder;
    }

    /**
     * @param exitCode of the program
     * @param output both streams
     */
    public record Outcome(int exitCode, String output) {}

    public Outcome tryRun(String... words) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "output", ".txt");
        Process process = new ProcessBuilder(List.of(words))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        process.getOutputStream().close();
        boolean isDone = process.waitFor(60, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertTrue(isDone, () -> "still running after a minute: " + String.join(" ", words));
        return new Outcome(process.exitValue(), Files.readString(output));
    }

    /** It must succeed; its output. */
    public String run(String... words) throws IOException, InterruptedException {
        Outcome outcome = tryRun(words);
        assertEquals(0, outcome.exitCode(), () -> String.join(" ", words) + "\n" + outcome.output());
        return outcome.output();
    }
}
