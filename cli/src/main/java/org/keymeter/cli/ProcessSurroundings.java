package org.keymeter.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.keymeter.card.Folders;
import org.keymeter.cli.frame.Surroundings;
import org.keymeter.cli.terminal.Interruption;
import org.keymeter.cli.terminal.Terminals;

/** What the process itself runs in. */
final class ProcessSurroundings {
    private ProcessSurroundings() {}

    static Surroundings find() {
        return new Surroundings(
                new FileInputStream(FileDescriptor.in), // unbuffered: no copy of a subkey stays behind
                utf8(FileDescriptor.out),
                utf8(FileDescriptor.err),
                System.getenv(),
                Terminals.find(),
                Folders.ofUser(),
                new ComputerReaders(),
                Clock.systemUTC(),
                new Interruption());
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
    }
}
