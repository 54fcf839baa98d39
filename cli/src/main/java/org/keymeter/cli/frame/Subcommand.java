package org.keymeter.cli.frame;

import java.util.concurrent.Callable;
import org.keymeter.cli.failure.CliException;
import org.keymeter.cli.failure.ExitCode;
import org.keymeter.cli.failure.Failure;
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
        run(options().cli());
        // A print stream keeps its errors to itself: a blob that never reached the disk must not pass for done.
        if (options().surroundings().out().checkError()) {
            throw new CliException(new Failure(
                    ExitCode.FAILED,
                    "Not all of the output could be written. What the command did is done, and a use that it spent is spent.",
                    "The disk is full, or the program that reads the output ended.",
                    "Do not use what was written; run it again.",
                    "KM-L2"));
        }
        return ExitCode.DONE.value();
    }

    protected final GlobalOptions options() {
        return (GlobalOptions) spec.root().userObject();
    }
}
