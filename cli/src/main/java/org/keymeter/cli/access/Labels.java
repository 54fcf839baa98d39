package org.keymeter.cli.access;

import java.nio.charset.StandardCharsets;
import org.keymeter.card.Count;
import org.keymeter.cli.failure.CliException;
import org.keymeter.cli.failure.Failure;
import org.keymeter.protocol.Limit;

/** Names of cards and keys. */
public final class Labels {
    private Labels() {}

    /** @return the label, if a card takes it */
    public static String require(String label) throws CliException {
        int length = label.getBytes(StandardCharsets.UTF_8).length;
        if (length < 1 || length > Limit.LABEL_MAXIMUM) {
            throw new CliException(Failure.usage(
                    "The label has " + Count.of(length, "byte") + " in UTF-8; a card takes 1 to " + Limit.LABEL_MAXIMUM
                            + ".",
                    "Choose another one."));
        }
        return label;
    }
}
