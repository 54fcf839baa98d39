package org.keymeter.cli.frame;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keymeter.card.Pin;
import org.keymeter.card.PinnedDevices;
import org.keymeter.card.audit.AuditArchive;
import org.keymeter.cli.access.CardAccess;
import org.keymeter.cli.access.PinSources;
import org.keymeter.cli.access.Prompt;
import org.keymeter.cli.access.ReaderChoice;
import org.keymeter.cli.access.TrustDecision;
import org.keymeter.cli.failure.CliException;
import org.keymeter.cli.failure.ExitCode;
import org.keymeter.cli.failure.Failure;
import org.keymeter.cli.terminal.Output;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command has, and what a command works with once they are read. */
public abstract class GlobalOptions {
    private static final String JSON = "--json";

    private final Surroundings surroundings;
    private Output output;

    @Option(
            names = "--reader",
            scope = ScopeType.INHERIT,
            paramLabel = "NAME|sim|sim:FILE",
            description = "The card reader: a name that 'keymeter reader list' shows, the simulated card (sim, the"
                    + " default) or the simulated card in a file.")
    private Optional<String> reader = Optional.empty();

    @Option(names = JSON, scope = ScopeType.INHERIT, description = "Print one JSON object (see docs/CLI.md).")
    private boolean isJson;

    @Option(
            names = "--trust-first-use",
            scope = ScopeType.INHERIT,
            description = "Pin a card that was never seen before without comparing its fingerprint.")
    private boolean isTrustingFirstUse;

    @Option(
            names = "--pin-file",
            scope = ScopeType.INHERIT,
            paramLabel = "FILE",
            description = "The user PIN is the first line of this file. Else: KEYMETER_PIN, else you are asked.")
    private Optional<Path> userPinFile = Optional.empty();

    @Option(
            names = "--admin-pin-file",
            scope = ScopeType.INHERIT,
            paramLabel = "FILE",
            description = "The admin PIN is the first line of this file. Else: KEYMETER_ADMIN_PIN, else you are asked.")
    private Optional<Path> adminPinFile = Optional.empty();

    protected GlobalOptions(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Runs a command line in other surroundings. */
    public abstract int run(Surroundings others, String... arguments);

    public Surroundings surroundings() {
        return surroundings;
    }

    /** The same for the whole run. */
    public synchronized Output output() {
        if (output == null) {
            output = new Output(surroundings.out(), surroundings.err(), isJson);
        }
        return output;
    }

    /** Says what went wrong, as JSON also if the command line was given up before that option was read. */
    protected int report(Failure failure, List<String> arguments) {
        isJson |= arguments.contains(JSON);
        // A process that was told to stop ends with that code, whatever else went wrong meanwhile.
        Failure told = surroundings.interruption().isRequested() ? failure.with(ExitCode.STOPPED) : failure;
        output().report(told);
        return told.exit().value();
    }

    /** @throws CliException if the reader's name is none */
    Cli start() throws CliException, IOException {
        Prompt prompt = new Prompt(surroundings.terminal(), surroundings.interruption());
        ReaderChoice choice = ReaderChoice.of(reader.orElse(ReaderChoice.SIMULATED), surroundings.folders());
        PinSources pins = new PinSources(pinFiles(), surroundings.environment(), prompt);
        TrustDecision trust = new TrustDecision(
                PinnedDevices.in(surroundings.folders()), prompt, output(), surroundings.clock(), isTrustingFirstUse);
        Path archive = AuditArchive.folder(surroundings.folders());
        CardAccess cards = new CardAccess(
                surroundings.readers(), choice, trust, pins, archive, output(), surroundings.interruption());
        return new Cli(surroundings, output(), prompt, cards);
    }

    private Map<Pin, Path> pinFiles() {
        Map<Pin, Path> files = new EnumMap<>(Pin.class);
        userPinFile.ifPresent(file -> files.put(Pin.USER, file));
        adminPinFile.ifPresent(file -> files.put(Pin.ADMIN, file));
        return files;
    }
}
