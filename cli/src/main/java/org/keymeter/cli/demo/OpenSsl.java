package org.keymeter.cli.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Command lines as docs/CA-RECIPES.md has them, run by a shell in a folder. */
final class OpenSsl {
    private static final int SECONDS = 60;

    private final Path folder;

    OpenSsl(Path folder) {
        this.folder = folder;
    }

    /** What a command line said, and how it ended. */
    record Outcome(int exit, List<String> lines) {}

    /** Whether there is an openssl that can copy extensions (3.0 or newer), and a shell to run it. */
    boolean isThere() {
        try {
            return run("openssl x509 -help 2>&1 | grep -q copy_extensions && command -v cmp")
                            .exit()
                    == 0;
        } catch (IOException noShell) {
            return false;
        }
    }

    Outcome run(String line) throws IOException {
        Path said = folder.resolve("openssl-said");
        Process process = new ProcessBuilder("sh", "-c", line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                .start();
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("openssl does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        return new Outcome(process.exitValue(), java.nio.file.Files.readAllLines(said, StandardCharsets.UTF_8));
    }
}
