package org.keymeter.cli.terminal;

import java.io.IOException;
import java.util.Optional;
import org.keymeter.card.Secret;

/** A person's screen and keyboard, whatever standard input and output are redirected to. */
public interface Terminal {
    /**
     * Shows the prompt and reads a line that is not echoed.
     *
     * @return the line without its end, in UTF-8, the caller's to close; empty at the end of input
     */
    Optional<Secret> readSecret(String prompt) throws IOException;

    /** @return the line without its end; empty at the end of input */
    Optional<String> readLine(String prompt) throws IOException;

    /** Shows text as it is, such as a carriage return and a line of progress. */
    void show(String text);
}
