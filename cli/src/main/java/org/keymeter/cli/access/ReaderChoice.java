package org.keymeter.cli.access;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.keymeter.card.CardReader;
import org.keymeter.card.CardReaders;
import org.keymeter.card.Folders;
import org.keymeter.card.TransportException;
import org.keymeter.cli.failure.CliException;
import org.keymeter.cli.failure.ExitCode;
import org.keymeter.cli.failure.Failure;

/**
 * The reader that {@code --reader} names.
 *
 * @param name as it was given, or the default
 * @param simulatedCard the file of a simulated card; empty for a reader of this computer
 */
public record ReaderChoice(String name, Optional<Path> simulatedCard) {
    /** The simulated card in the user's data folder: the default. */
    public static final String SIMULATED = "sim";

    private static final String FILE_PREFIX = SIMULATED + ":";

    /**
     * @param name {@code sim}, {@code sim:FILE} or the whole name of a reader
     * @throws NoSuchFileException if the file's folder is not there
     */
    public static ReaderChoice of(String name, Folders folders) throws CliException, NoSuchFileException {
        if (name.equals(SIMULATED)) {
            return new ReaderChoice(name, Optional.of(folders.simulatedCard()));
        } else if (name.equals(FILE_PREFIX)) {
            throw new CliException(Failure.usage("--reader sim: names no file.", "Write sim:FILE, or sim alone."));
        } else if (name.startsWith(FILE_PREFIX)) {
            Path file = Path.of(name.substring(FILE_PREFIX.length()));
            if (!Files.isDirectory(file.toAbsolutePath().getParent())) {
                throw new NoSuchFileException(file.toString());
            }
            return new ReaderChoice(name, Optional.of(file));
        }
        return new ReaderChoice(name, Optional.empty());
    }

    /** Connects to nothing yet. */
    public CardReader find(Readers readers) throws TransportException {
        return simulatedCard.isPresent()
                ? readers.simulated(name, simulatedCard.get())
                : new CardReaders(List.of(readers.hardware())).readReader(name);
    }

    /** A simulated card is made by the command that initialises it, not by a mistyped name. */
    void requireCard(Readers readers) throws CliException {
        if (simulatedCard.isPresent() && !readers.hasSimulated(simulatedCard.get())) {
            throw new CliException(new Failure(
                    ExitCode.NO_CARD,
                    "There is no simulated card yet: " + simulatedCard.get() + ".",
                    name.equals(SIMULATED)
                            ? "None was made so far; without --reader this program works with the simulated card."
                            : "None was made so far, or the name is mistyped.",
                    "Make one with 'keymeter card init', or choose a reader that 'keymeter reader list' shows.",
                    "KM-L3"));
        }
    }
}
