package org.keymeter.cli.access;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.keymeter.card.Secret;
import org.keymeter.card.file.PrintableText;
import org.keymeter.cli.failure.CliException;
import org.keymeter.cli.failure.Failure;
import org.keymeter.cli.terminal.Interruption;
import org.keymeter.cli.terminal.Terminal;

/** The one that asks. */
public final class Prompt {
    private final Optional<Terminal> terminal;
    private final Interruption interruption;

    public Prompt(Optional<Terminal> terminal, Interruption interruption) {
        this.terminal = terminal;
        this.interruption = interruption;
    }

    /** Whether there is somebody to ask. */
    public boolean isPossible() {
        return terminal.isPresent();
    }

    /** @return what was typed, the caller's to close; empty if there is nobody, or no answer came */
    public Optional<Secret> secret(String question) throws IOException {
        return terminal.isPresent()
                ? interruption.waitForPerson(() -> terminal.get().readSecret(question))
                : Optional.empty();
    }

    /**
     * Whether a person typed exactly what was expected; not if there is nobody.
     *
     * @param situation what the person has to know to answer, in lines
     */
    public boolean confirm(List<String> situation, String question, String expected) throws IOException {
        if (terminal.isEmpty()) {
            return false;
        }
        StringBuilder shown = new StringBuilder();
        situation.forEach(line -> shown.append(PrintableText.of(line)).append('\n'));
        shown.append(PrintableText.of(question + " Type '" + expected + "' to go on: "));
        return interruption
                .waitForPerson(() -> terminal.get().readLine(shown.toString()))
                .filter(answer -> answer.strip().equals(expected))
                .isPresent();
    }

    /**
     * Asks for consent to something that cannot be undone.
     *
     * @param situation a sentence: what will be lost
     * @param expected what a person has to type: "yes", or the name of what will be lost
     * @param option the one that stands for the answer where there is nobody to ask
     */
    public void require(String situation, String question, String expected, String option)
            throws IOException, CliException {
        if (terminal.isEmpty()) {
            throw new CliException(Failure.usage(
                    situation + " Nothing was done: this has to be confirmed, and there is no terminal to ask.",
                    "Add " + option + " if you mean it."));
        }
        if (!confirm(List.of(situation), question, expected)) {
            throw new CliException(Failure.declined());
        }
    }
}
