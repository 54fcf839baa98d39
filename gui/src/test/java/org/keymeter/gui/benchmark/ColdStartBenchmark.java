package org.keymeter.gui.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From the start of Java to the first window, each time in a new process with an empty home folder; prints the median. Not part
 * of the tests by its name; CONTRIBUTING.md has its command.
 */
class ColdStartBenchmark {
    private static final int RUNS = 9;

    @TempDir
    Path home;

    @Test
    void toTheFirstWindow() throws IOException, InterruptedException {
        List<Integer> milliseconds = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            milliseconds.add(start());
        }
        List<Integer> sorted = milliseconds.stream().sorted().collect(Collectors.toList());
        System.out.println(
                "cold start to the first window, ms: median " + sorted.get(RUNS / 2) + " of " + milliseconds);
    }

    /** With the toolkit's options of this process, so without a display where the tests run without one. */
    private int start() throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow()));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("-D") && !option.startsWith("-Dsurefire"))
                .forEach(command::add);
        command.addAll(List.of("-Duser.home=" + home, "-cp", System.getProperty("java.class.path")));
        command.add(FirstWindow.class.getName());
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("HOME", home.toString());
        builder.environment().keySet().removeIf(name -> name.startsWith("XDG_"));
        Process process = builder.start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue(), answer);
        return Integer.parseInt(answer);
    }
}
