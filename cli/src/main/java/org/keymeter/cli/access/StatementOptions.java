package org.keymeter.cli.access;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.keymeter.card.ByteString;
import org.keymeter.card.DeviceKey;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.cli.failure.CliException;
import org.keymeter.cli.failure.Failure;
import picocli.CommandLine.Option;

/** What a file that a card signed is held against. */
public final class StatementOptions {
    @Option(
            names = "--device-key",
            required = true,
            paramLabel = "PEM",
            description = "The custodian's record of the card.")
    private Path deviceKey;

    @Option(names = "--nonce", paramLabel = "HEX", description = "The one you gave, if you did: 64 hexadecimal digits.")
    private Optional<String> nonce = Optional.empty();

    public DeviceKey readDeviceKey() throws IOException, InvalidFileException {
        return InputFiles.deviceKey(deviceKey);
    }

    /** @return empty if any will do */
    public Optional<ByteString> nonce() throws CliException {
        return nonce.isPresent() ? Optional.of(Nonces.parse(nonce.get())) : Optional.empty();
    }

    /**
     * The file is no statement at all.
     *
     * @param origin the command that writes such files
     */
    public static CliException noStatement(InvalidFileException cause, String origin) {
        return new CliException(
                Failure.verification(
                        cause.happened(),
                        "It is another file than you mean, or was damaged on its way.",
                        "Give the file that '" + origin + "' wrote."),
                cause);
    }
}
