package org.keymeter.cli.frame;

import java.util.List;
import org.keymeter.cli.access.Prompt;
import org.keymeter.cli.failure.ExitCode;
import org.keymeter.cli.failure.Failure;
import org.keymeter.cli.terminal.Output;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that stand before every command, and what a command works with once they are read. */
public abstract class GlobalOptions {
    private static final String JSON = "--json";

    private final Surroundings surroundings;
    private final CardChoices cardChoices = new CardChoices();
    private Output output;

    @Option(names = JSON, scope = ScopeType.INHERIT, description = "Print one JSON object (see docs/CLI.md).")
    private boolean isJson;

    @Mixin
    private CardOptions cardOptions = new CardOptions();

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

    Cli cli() {
        return new Cli(surroundings, output(), new Prompt(surroundings.terminal(), surroundings.interruption()));
    }

    /** The same for the whole run, wherever on the line they were made. */
    CardChoices cardChoices() {
        return cardChoices;
    }
}
