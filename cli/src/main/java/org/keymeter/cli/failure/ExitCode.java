package org.keymeter.cli.failure;

/** What the program tells the shell. The values are part of the documented interface (docs/CLI.md). */
public enum ExitCode {
    DONE(0),
    FAILED(1),
    /** The command line is wrong, or lacks something that only a person at a terminal could have added. */
    USAGE(2),
    /** The quota, a lifetime limit or a burst limit refuses the uses. */
    QUOTA_SPENT(3),
    GRANT_REFUSED(4),
    /** A PIN is wrong, blocked or missing. */
    PIN_REFUSED(5),
    /** A signature, a chain or a card's identity is not what it should be. */
    VERIFICATION_FAILED(6),
    /** No card or reader, no Keymeter card in it, or another program has it. */
    NO_CARD(7),
    LOG_FULL(8),
    /** By Ctrl-C: 128 + SIGINT, as shells have it. After another signal the process ends with 128 + that one's number. */
    STOPPED(130);

    private final int value;

    ExitCode(int value) {
        this.value = value;
    }

    public int value() {
        return value;
    }
}
