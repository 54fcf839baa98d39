package org.keymeter.cli.failure;

/** What goes wrong in the command line itself, in words for the person in front of it. */
public final class CliException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Failure failure;

    /** @param failure says it all */
    public CliException(Failure failure) {
        this(failure, null);
    }

    public CliException(Failure failure, Throwable cause) {
        super(failure.happened(), cause);
        this.failure = failure;
    }

    public Failure failure() {
        return failure;
    }
}
