package org.keymeter.cli.use;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardException;
import org.keymeter.card.Count;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.cli.access.OpenCard;
import org.keymeter.cli.failure.CliException;
import org.keymeter.cli.failure.Failure;
import org.keymeter.cli.frame.Cli;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a blob is wrapped under and bound to. */
final class BlobOptions {
    private static final String HEX = "hex:";
    private static final int MAXIMUM = 255;

    @Parameters(paramLabel = "K", description = "Slot or label of the key.")
    private String name;

    @Option(
            names = "--context",
            required = true,
            paramLabel = "TEXT|hex:…",
            description = "What the blob is bound to, 1 to 255 bytes: the same to wrap and to unwrap.")
    private String text;

    KeyInfo readKey(OpenCard card) throws CardException, IOException, InvalidFileException, CliException {
        return card.readKey(name);
    }

    /** UTF-8 text, or hexadecimal digits behind "hex:". */
    ByteString context() throws CliException {
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
