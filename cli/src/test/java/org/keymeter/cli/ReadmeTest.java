package org.keymeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README keeps its word. */
class ReadmeTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\n(.*?)^```$");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)[^)]*\\)");
    private static final int MINUTES = 5;

    @TempDir
    private Path home;

    private static String readme() throws IOException {
        return Files.readString(ROOT.resolve("README.md"), StandardCharsets.UTF_8);
    }

    /** All blocks as one script, by a real shell and real processes, in an empty home. */
    @Test
    void tourWorksAsPrinted() throws IOException, InterruptedException {
        List<String> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(readme());
        while (matcher.find()) {
            blocks.add(matcher.group(1));
        }
        assertTrue(blocks.size() > 8, blocks::toString);
        installProgram();
        Path said = home.resolve("said.txt");
        Process shell = shell(String.join("\n", blocks), said);
        assertTrue(shell.waitFor(MINUTES, TimeUnit.MINUTES));
        String text = Files.readString(said, StandardCharsets.UTF_8);
        assertEquals(0, shell.exitValue(), text);

        List<String> refusals = text.lines()
                .filter(line -> line.startsWith("refused, exit code"))
                .toList();
        assertEquals(
                List.of("refused, exit code 3", "refused, exit code 4", "refused, exit code 3", "refused, exit code 6"),
                refusals,
                text);
        assertTrue(text.contains("verdict     good"), text);
        try (Stream<Path> left = Files.list(home)) {
            assertEquals(
                    List.of("bin", "keymeter-tour", "said.txt"),
                    left.map(path -> path.getFileName().toString()).sorted().toList());
        }
    }

    /** A 'keymeter' that runs what was just compiled, without building it again. */
    private void installProgram() throws IOException {
        Path program = Files.createDirectory(home.resolve("bin")).resolve("keymeter");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = System.getProperty("surefire.real.class.path", System.getProperty("java.class.path"));
        Files.writeString(
                program,
                "#!/bin/sh\nexec '" + java + "' -XX:TieredStopAtLevel=1 -cp '" + classPath
                        + "' org.keymeter.cli.KeymeterCommand \"$@\"\n");
        assertTrue(program.toFile().setExecutable(true));
    }

    private Process shell(String script, Path said) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("bash", "-e", "-o", "pipefail", "-c", script)
                .directory(home.resolve("bin").toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.environment().put("HOME", home.toString());
        builder.environment().keySet().removeIf(name -> name.startsWith("KEYMETER") || name.startsWith("XDG"));
        return builder.start();
    }

    /** It says so at once, without building anything. */
    @Test
    void startsNoConsoleWithoutADisplay() throws IOException, InterruptedException {
        Path said = home.resolve("said.txt");
        Files.createDirectory(home.resolve("bin"));
        String launcher = ROOT.resolve("keymeter").toRealPath().toString();
        Process shell = shell("unset DISPLAY WAYLAND_DISPLAY; '" + launcher + "'", said);
        assertTrue(shell.waitFor(MINUTES, TimeUnit.MINUTES));
        String text = Files.readString(said, StandardCharsets.UTF_8);
        if (!System.getProperty("os.name").startsWith("Mac")) {
            assertEquals(2, shell.exitValue(), text);
            assertTrue(text.contains("no display") && text.contains("keymeter demo"), text);
        }
    }

    @Test
    void linksLeadSomewhere() throws IOException {
        Matcher link = LINK.matcher(readme());
        int count = 0;
        while (link.find()) {
            assertTrue(Files.exists(ROOT.resolve(link.group(1))), link.group(1));
            count++;
        }
        assertTrue(count > 5);
    }
}
