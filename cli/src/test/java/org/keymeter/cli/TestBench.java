package org.keymeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keymeter.card.CardReader;
import org.keymeter.card.CardReaders;
import org.keymeter.card.Folders;
import org.keymeter.card.ReaderSource;
import org.keymeter.cli.access.Readers;
import org.keymeter.cli.failure.ExitCode;
import org.keymeter.cli.frame.Surroundings;
import org.keymeter.cli.terminal.Interruption;
import org.keymeter.cli.terminal.Terminal;
import org.keymeter.simulator.AppletInstallation;
import org.keymeter.simulator.InstallationException;
import org.keymeter.simulator.SimulatedCard;
import org.keymeter.simulator.SimulatedReader;

/**
 * A user with a folder and a simulated card in memory, who types command lines. File names in them (a word, a dot, a
 * word) stand for files in the folder.
 */
final class TestBench implements AutoCloseable {
    static final String USER_PIN = "123456";
    static final String ADMIN_PIN = "12345678";

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();
    private final SimulatedCard card;
    private SimulatedReader reader;
    private Path data;
    private Clock clock = Clock.systemUTC();
    private Optional<Terminal> terminal = Optional.empty();
    private Interruption interruption = new Interruption();
    private byte[] input = {};
    private boolean hasCard;
    private Optional<Readers> files = Optional.empty();

    /** PINs are in the environment; there is no terminal. */
    TestBench(Path folder) throws InstallationException {
        this.folder = folder;
        data = folder.resolve("data");
        card = SimulatedCard.inMemory(AppletInstallation.keymeter());
        reader = SimulatedReader.with("sim", card);
        environment.put("KEYMETER_PIN", USER_PIN);
        environment.put("KEYMETER_ADMIN_PIN", ADMIN_PIN);
    }

    /** An initialised card. */
    static TestBench withCard(Path folder) throws InstallationException {
        TestBench bench = new TestBench(folder);
        bench.run("card", "init", "--label", "Test");
        return bench;
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    SimulatedReader reader() {
        return reader;
    }

    Map<String, String> environment() {
        return environment;
    }

    void input(byte[] bytes) {
        input = bytes;
    }

    void clock(Clock other) {
        clock = other;
    }

    void interruption(Interruption other) {
        interruption = other;
    }

    /** From now on another user, who pinned nothing, with the same card. */
    void useData(String name) {
        data = folder.resolve(name);
    }

    /** From now on simulated cards in files, as the program itself has them. */
    void useFiles() {
        files = Optional.of(new ComputerReaders());
    }

    /** From now on another card. */
    void useReader(SimulatedReader other) {
        reader = other;
    }

    /** From now on a command that looks for the card ends with 7. */
    void removeCard() {
        hasCard = false;
    }

    ScriptedTerminal answer(String... answers) {
        ScriptedTerminal scripted = new ScriptedTerminal(answers);
        terminal = Optional.of(scripted);
        return scripted;
    }

    void removeTerminal() {
        terminal = Optional.empty();
    }

    /** Runs a command line that has to end with 0. */
    CommandLineRun run(String... arguments) {
        return run(ExitCode.DONE, arguments);
    }

    /** Runs a command line that has to end like this. */
    CommandLineRun run(ExitCode expected, String... arguments) {
        CommandLineRun run = execute(arguments);
        assertEquals(expected.value(), run.exit(), run::toString);
        return run;
    }

    /** Has {@code grant issue} sign by the CA of ca.pem; it has to end like this. */
    CommandLineRun issueGrant(
            ExitCode expected, String caKey, String deviceKey, String request, String grant, String... options) {
        List<String> line = new ArrayList<>(List.of("grant", "issue", "--ca", "ca.pem", "--ca-key", caKey));
        line.addAll(List.of("--device-key", deviceKey, request, "--out", grant));
        line.addAll(List.of(options));
        return run(expected, line.toArray(String[]::new));
    }

    CommandLineRun execute(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Surroundings surroundings = new Surroundings(
                new ByteArrayInputStream(input),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                environment,
                terminal,
                Folders.under(data),
                files.orElseGet(TestReaders::new),
                clock,
                interruption);
        String[] located = Arrays.stream(arguments).map(this::locate).toArray(String[]::new);
        int exit = KeymeterCommand.execute(surroundings, located);
        return new CommandLineRun(
                String.join(" ", arguments), exit, out.toByteArray(), err.toString(StandardCharsets.UTF_8));
    }

    private String locate(String argument) {
        return argument.matches("[a-z0-9-]+\\.[a-z]+") ? file(argument).toString() : argument;
    }

    @Override
    public void close() {
        card.close();
    }

    /** The card in memory is there from the first command that makes one. */
    private final class TestReaders implements Readers {
        @Override
        public ReaderSource hardware() {
            return new CardReaders(List.of());
        }

        @Override
        public CardReader simulated(String name, Path file) {
            hasCard = true;
            return reader;
        }

        @Override
        public boolean hasSimulated(Path file) {
            return hasCard;
        }
    }
}
