package org.keymeter.cli.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.keymeter.card.DeviceKey;
import org.keymeter.card.MalformedResponseException;
import org.keymeter.card.file.BoundedFile;
import org.keymeter.card.file.InvalidFileException;

/** Files that a command is given. */
public final class InputFiles {
    private InputFiles() {}

    /** A card's public device key in PEM. */
    public static DeviceKey deviceKey(Path file) throws IOException, InvalidFileException {
        try {
            return DeviceKey.ofPem(new String(BoundedFile.read(file), StandardCharsets.US_ASCII));
        } catch (MalformedResponseException e) {
            throw new InvalidFileException(
                    "The file " + file + " holds no card's device key (a P-256 public key in PEM).",
                    "Give the file that 'keymeter card device-key --out' wrote.",
                    e);
        }
    }
}
