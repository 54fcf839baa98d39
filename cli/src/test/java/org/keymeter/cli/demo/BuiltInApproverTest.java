package org.keymeter.cli.demo;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keymeter.cli.TestPrograms;
import org.keymeter.cli.failure.CliException;
import org.keymeter.simulator.InstallationException;

/** The demonstration where there is no openssl. */
class BuiltInApproverTest {
    @TempDir
    private Path folder;

    @Test
    void standsInForOpenssl() throws InstallationException, IOException, CliException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream screen = new PrintStream(said, true, StandardCharsets.UTF_8);
        try (Stage stage = new Stage(TestPrograms.printingTo(screen), folder)) {
            new Demonstration(stage, new BuiltInApprover(stage)).run();
        }
        String text = said.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains("no openssl 3 here"), text);
        assertTrue(text.contains("$ keymeter grant issue"), text);
        assertTrue(text.contains("Key 'archive' has 5 uses now"), text);
        assertFalse(text.contains("$ openssl"), text);
    }
}
