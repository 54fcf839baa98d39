package org.keymeter.cli.failure;

/** What the program tells the shell. The values are part of the documented interface (docs/CLI.md). */
public enum ExitCode {
    DONE,
    FAILED,
    /** The command line is wrong, or lacks something that only a person at a terminal could have added. */
    USAGE,
    /** The quota, a lifetime limit or a burst limit refuses the uses. */
    QUOTA_SPENT,
    GRANT_REFUSED,
    /** A PIN is wrong, blocked or missing. */
    PIN_REFUSED,
    /** A signature, a chain or a card's identity is not what it should be. */
    VERIFICATION_FAILED,
    NO_CARD,
    LOG_FULL;

    /** 128 + SIGINT, as shells have it. */
    public static final int INTERRUPTED = 130;

    public int value() {
        return ordinal();
    }
}
