package org.keymeter.cli.terminal;

import java.io.Console;
import java.util.Optional;
import org.keymeter.card.Secret;

/** The Java runtime's console, where there is no /dev/tty: both standard input and output must then be a terminal. */
final class ConsoleTerminal implements Terminal {
    private final Console console;

    private ConsoleTerminal(Console console) {
        this.console = console;
    }

    static Optional<Terminal> find() {
        return Optional.ofNullable(System.console()).map(ConsoleTerminal::new);
    }

    @Override
    public Optional<Secret> readSecret(String prompt) {
        return Optional.ofNullable(console.readPassword("%s", prompt)).map(Secret::take);
    }

    @Override
    public Optional<String> readLine(String prompt) {
        return Optional.ofNullable(console.readLine("%s", prompt));
    }

    @Override
    public void show(String text) {
        console.writer().print(text);
        console.flush();
    }
}
