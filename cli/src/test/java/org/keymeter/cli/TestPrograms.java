package org.keymeter.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.keymeter.card.Folders;
import org.keymeter.cli.frame.GlobalOptions;
import org.keymeter.cli.frame.Surroundings;
import org.keymeter.cli.terminal.Interruption;

/** The program for tests of its parts. */
public final class TestPrograms {
    private TestPrograms() {}

    /** Without a terminal; prints everything to one stream. */
    public static GlobalOptions printingTo(PrintStream screen) {
        return new KeymeterCommand(new Surroundings(
                InputStream.nullInputStream(),
                screen,
                screen,
                Map.of(),
                Optional.empty(),
                Folders.ofUser(),
                new ComputerReaders(),
                Clock.systemUTC(),
                new Interruption()));
    }
}
