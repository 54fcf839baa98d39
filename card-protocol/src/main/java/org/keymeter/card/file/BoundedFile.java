package org.keymeter.card.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads small files whole, and no more of a large one than shows that it is too large.
 */
public final class BoundedFile {
    /** Enough for any certificate, request, key, PEM bundle or PKCS#12 file that Keymeter reads. */
    public static final int DEFAULT_MAXIMUM = 65_536;

    private BoundedFile() {}

    /** Reads at most {@link #DEFAULT_MAXIMUM} bytes. */
    public static byte[] read(Path file) throws IOException, InvalidFileException {
        return read(file, DEFAULT_MAXIMUM);
    }

    /**
     * A file to read, of any size.
     *
     * @throws FileSystemException if it is a folder, which some systems only tell who reads from it
     */
    public static InputStream open(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "it is a folder");
        }
        return Files.newInputStream(file);
    }

    /**
     * @param maximum in bytes
     * @throws InvalidFileException when there is more
     */
    public static byte[] read(Path file, int maximum) throws IOException, InvalidFileException {
        try (InputStream in = open(file)) {
            byte[] bytes = in.readNBytes(maximum + 1);
            if (bytes.length > maximum) {
                throw new InvalidFileException(PrintableText.of(file.toString()) + " is longer than " + maximum
                        + " bytes, too long for its kind.");
            }
            return bytes;
        }
    }
}
