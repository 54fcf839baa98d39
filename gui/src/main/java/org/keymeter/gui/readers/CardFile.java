package org.keymeter.gui.readers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/**
 * The file that a simulated card is kept in. Whoever reads such a card keeps everybody else from it meanwhile, so that the
 * console reads it only when the file has changed; and never makes one, as connecting to a simulated card without a file does.
 */
final class CardFile {
    private final Path path;
    private Optional<FileTime> seen = Optional.empty();

    CardFile(Path path) {
        this.path = path;
    }

    boolean exists() {
        return Files.exists(path);
    }

    /** Whether it is another than at the last call, or not there to be compared. */
    boolean hasChanged() {
        Optional<FileTime> before = seen;
        try {
            seen = Optional.of(Files.getLastModifiedTime(path));
        } catch (IOException e) {
            seen = Optional.empty();
        }
        return seen.isEmpty() || !seen.equals(before);
    }
}
