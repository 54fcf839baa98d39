package org.keymeter.cli.frame;

import java.util.concurrent.Callable;
import org.keymeter.cli.failure.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that does something, as opposed to a group of them. */
@Command
public abstract class Subcommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    /** Does it and prints the outcome; whatever is thrown becomes a message and an exit code. */
    protected abstract void run(Cli cli) throws Exception;

    @Override
    public final Integer call() throws Exception {
        run(options().start());
        return ExitCode.DONE.value();
    }

    protected final GlobalOptions options() {
        return (GlobalOptions) spec.root().userObject();
    }
}
