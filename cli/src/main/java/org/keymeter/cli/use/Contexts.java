package org.keymeter.cli.use;

import java.nio.charset.StandardCharsets;
import org.keymeter.card.ByteString;
import org.keymeter.card.Count;
import org.keymeter.cli.failure.CliException;
import org.keymeter.cli.failure.Failure;
import org.keymeter.cli.frame.Cli;

/** What {@code wrap} and {@code unwrap} have in common. */
final class Contexts {
    private static final String HEX = "hex:";
    private static final int MAXIMUM = 255;

    private Contexts() {}

    /** @param text UTF-8 text, or hexadecimal digits behind "hex:" */
    static ByteString parse(String text) throws CliException {
        ByteString context;
        try {
            context = text.startsWith(HEX)
                    ? ByteString.ofHex(text.substring(HEX.length()))
                    : ByteString.of(text.getBytes(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new CliException(
                    Failure.usage("--context hex: is not followed by pairs of hexadecimal digits.", "Correct it."), e);
        }
        if (context.length() < 1 || context.length() > MAXIMUM) {
            throw new CliException(Failure.usage(
                    "--context has " + Count.of(context.length(), "byte") + "; it can have 1 to " + MAXIMUM + ".",
                    "Correct it."));
        }
        return context;
    }

    static void requireNoJson(Cli cli) throws CliException {
        if (cli.output().isJson()) {
            throw new CliException(
                    Failure.usage("This command writes bytes to standard output, not JSON.", "Leave --json away."));
        }
    }
}
