package org.keymeter.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
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
        Interruption interruption = new Interruption();
        return new Surroundings(
                standardInput(interruption),
                utf8(FileDescriptor.out),
                utf8(FileDescriptor.err),
                System.getenv(),
                Terminals.find(),
                Folders.ofUser(),
                new ComputerReaders(),
                Clock.systemUTC(),
                interruption);
    }

    /**
     * Unbuffered, so that no copy of a subkey stays behind. {@link FileInputStream#readNBytes(int)} itself asks for a
     * position, which a pipe has not (JDK 17), so that of {@link InputStream} stands in its place.
     */
    private static InputStream standardInput(Interruption interruption) {
        return new FilterInputStream(new FileInputStream(FileDescriptor.in)) {
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return interruption.waitForPerson(() -> super.read(target, offset, length));
            }
        };
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
    }
}
