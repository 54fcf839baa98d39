package org.keymeter.cli.demo;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keymeter.card.Folders;
import org.keymeter.cli.failure.CliException;
import org.keymeter.cli.failure.ExitCode;
import org.keymeter.cli.failure.Failure;
import org.keymeter.cli.frame.GlobalOptions;
import org.keymeter.cli.frame.Surroundings;
import org.keymeter.simulator.AppletInstallation;
import org.keymeter.simulator.InstallationException;
import org.keymeter.simulator.SimulatedCard;
import org.keymeter.simulator.SimulatedReader;

/** Where the demonstration is played: a card in memory, a folder that will be gone, and the audience's screen. */
final class Stage implements AutoCloseable {
    private static final String INDENT = "    ";
    private static final Map<String, String> PINS = Map.of("KEYMETER_PIN", "123456", "KEYMETER_ADMIN_PIN", "12345678");

    private final GlobalOptions options;
    private final Surroundings audience;
    private final Path folder;
    private final SimulatedCard card;
    private final CountingReaders readers;
    private final List<String> refusals = new ArrayList<>();
    private int steps;
    private long counted;

    Stage(GlobalOptions options, Path folder) throws InstallationException {
        this.options = options;
        this.audience = options.surroundings();
        this.folder = folder;
        card = SimulatedCard.inMemory(AppletInstallation.keymeter());
        readers = new CountingReaders(SimulatedReader.with("sim", card));
    }

    /** Begins a step. */
    void step(String title, String... explanation) throws CliException {
        if (audience.interruption().isRequested()) {
            throw new CliException(Failure.stopped(""));
        }
        endStep();
        steps++;
        say("");
        String number = steps + ". ";
        say(number + title);
        for (String line : explanation) {
            say(" ".repeat(number.length()) + line);
        }
    }

    /** Says how many APDUs the step took. */
    void endStep() {
        long apdus = readers.count() - counted;
        if (apdus > 0) {
            say(INDENT + "[" + apdus + " APDUs]");
        }
        counted = readers.count();
    }

    void say(String line) {
        audience.out().println(line);
    }

    /** Runs a command line that has to do its job. */
    void keymeter(String... arguments) throws CliException {
        expect(ExitCode.DONE, arguments);
    }

    /** Runs a command line that has to be refused. */
    void refused(ExitCode expected, String... arguments) throws CliException {
        String said = expect(expected, arguments);
        String reason = said.lines()
                .filter(line -> line.startsWith("keymeter: "))
                .findFirst()
                .orElse(said);
        refusals.add(reason.replaceFirst("keymeter: ", "") + " (exit " + expected.value() + ")");
    }

    private String expect(ExitCode expected, String... arguments) throws CliException {
        say(INDENT + "$ keymeter "
                + String.join(" ", Arrays.stream(arguments).map(Stage::quote).toList()));
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream screen = new PrintStream(said, true, StandardCharsets.UTF_8);
        Surroundings here = new Surroundings(
                InputStream.nullInputStream(),
                screen,
                screen,
                PINS,
                Optional.empty(),
                Folders.under(folder.resolve("data")),
                readers,
                audience.clock(),
                audience.interruption());
        int exit = options.run(here, Arrays.stream(arguments).map(this::locate).toArray(String[]::new));
        String text = said.toString(StandardCharsets.UTF_8).replace(folder + "/", "");
        text.lines().filter(line -> !line.startsWith("Card: ")).forEach(line -> say((INDENT + line).stripTrailing()));
        require(exit == expected.value(), "keymeter " + arguments[0] + " ended with " + exit);
        return text;
    }

    void require(boolean condition, String otherwise) throws CliException {
        if (!condition) {
            throw new CliException(new Failure(
                    ExitCode.FAILED,
                    "The demonstration went wrong: " + otherwise + ".",
                    "An error in this program, or an unusual openssl.",
                    "Report this with what stands above.",
                    "KM-L9"));
        }
    }

    Path folder() {
        return folder;
    }

    long apdus() {
        return readers.count();
    }

    /** What was refused and why, in the order in which it was. */
    List<String> refusals() {
        return List.copyOf(refusals);
    }

    private static String quote(String argument) {
        return argument.contains(" ") ? "'" + argument + "'" : argument;
    }

    /** File names as they are printed stand for files in the folder. */
    private String locate(String argument) {
        return argument.matches("[a-z-]+\\.[a-z]+") ? folder.resolve(argument).toString() : argument;
    }

    @Override
    public void close() {
        card.close();
    }
}
