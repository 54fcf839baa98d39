package org.keymeter.cli.terminal;

import java.util.Optional;

/** A line on the terminal that tells how far long work has come; nothing where there is no terminal. */
public final class Progress implements AutoCloseable {
    private static final int PERCENT = 100;

    private final Optional<Terminal> terminal;
    private final String what;
    private String shown = "";

    /** @param what is counted, such as "blobs rewrapped" */
    public Progress(Optional<Terminal> terminal, String what) {
        this.terminal = terminal;
        this.what = what;
    }

    public void show(long done, long total) {
        long percent = total == 0 ? PERCENT : done * PERCENT / total;
        replace(done + " of " + total + " " + what + " (" + percent + " %), Ctrl-C stops");
    }

    private void replace(String line) {
        String rest = " ".repeat(Math.max(0, shown.length() - line.length()));
        terminal.ifPresent(screen -> screen.show("\r" + line + rest));
        shown = line;
    }

    /** Clears the line. */
    @Override
    public void close() {
        if (!shown.isEmpty()) {
            replace("");
            terminal.ifPresent(screen -> screen.show("\r"));
        }
    }
}
