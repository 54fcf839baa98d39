package org.keymeter.cli.access;

import org.keymeter.cli.failure.CliException;
import org.keymeter.cli.failure.Failure;

/** Numbers that options can be. */
public final class Ranges {
    private Ranges() {}

    /**
     * @param last included
     * @param why last is the last, as a noun phrase
     */
    public static void require(String option, long value, long first, long last, String why) throws CliException {
        if (value < first || value > last) {
            throw new CliException(Failure.usage(
                    option + " is " + value + "; it can be " + first + " to " + last + ", " + why + ".",
                    "Correct it."));
        }
    }
}
