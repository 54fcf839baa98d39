package org.keymeter.cli.terminal;

import java.util.Optional;

/** Finds the terminal of this process. */
public final class Terminals {
    private Terminals() {}

    /** Empty where nobody can be asked. */
    public static Optional<Terminal> find() {
        return isWindows() ? ConsoleTerminal.find() : ControllingTerminal.find();
    }

    private static boolean isWindows() {
        return System.getProperty("os.name", "").startsWith("Windows");
    }
}
