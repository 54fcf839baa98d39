package org.keymeter.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.keymeter.cli.Json;
import org.keymeter.cli.failure.Failure;

/** What is said when the process is told to end. */
class InterruptionTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final Output output = new Output(
            new PrintStream(OutputStream.nullOutputStream()),
            new PrintStream(said, true, StandardCharsets.UTF_8),
            true);
    private final Interruption interruption = new Interruption();

    private void stop() {
        interruption.stop(Duration.ZERO, () -> output.report(Failure.givenUp()));
    }

    @Test
    void givesUpInOneObject() {
        output.remark("a remark");
        stop();
        output.report(Failure.stopped("came too late"));
        assertTrue(interruption.isRequested());
        assertEquals(
                List.of("a remark"),
                Json.parse(said.toString(StandardCharsets.UTF_8)).get("notices"));
        assertEquals("KM-L12", Json.parse(said.toString(StandardCharsets.UTF_8)).get("code"));
    }

    @Test
    void saysNothingOnceTheRunIsOver() {
        interruption.finish();
        stop();
        assertEquals("", said.toString(StandardCharsets.UTF_8));
    }

    @Test
    void doesNotWaitForAPerson() throws IOException {
        interruption.waitForPerson(() -> {
            stop();
            return null;
        });
        assertEquals("", said.toString(StandardCharsets.UTF_8));
    }

    @Test
    void endsWhereAPersonWouldHaveBeenWaitedFor() throws IOException {
        interruption.request();
        interruption.waitForPerson(() -> null);
        stop();
        assertEquals("", said.toString(StandardCharsets.UTF_8));
    }
}
