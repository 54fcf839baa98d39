package org.keymeter.cli.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.keymeter.card.Count;
import org.keymeter.card.Pin;
import org.keymeter.card.Secret;
import org.keymeter.card.file.BoundedFile;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.cli.failure.CliException;
import org.keymeter.cli.failure.ExitCode;
import org.keymeter.cli.failure.Failure;
import org.keymeter.protocol.Limit;

/**
 * Where PINs come from: a file, else the environment, else a person. Never an argument, which every user of the machine
 * could read.
 */
public final class PinSources {
    private static final int FILE_MAXIMUM = 1024;
    private static final Map<Pin, String> VARIABLES = Map.of(Pin.USER, "KEYMETER_PIN", Pin.ADMIN, "KEYMETER_ADMIN_PIN");
    private static final Map<Pin, String> OPTIONS = Map.of(Pin.USER, "--pin-file", Pin.ADMIN, "--admin-pin-file");

    private final Map<Pin, Path> files;
    private final Map<String, String> environment;
    private final Prompt prompt;

    public PinSources(Map<Pin, Path> files, Map<String, String> environment, Prompt prompt) {
        this.files = Map.copyOf(files);
        this.environment = environment;
        this.prompt = prompt;
    }

    /** Whether nobody has to be asked. */
    boolean isStored(Pin which) {
        return files.containsKey(which) || environment.containsKey(VARIABLES.get(which));
    }

    /** The PIN as it is now on the card; the caller closes it. */
    public Secret read(Pin which) throws IOException, InvalidFileException, CliException {
        Optional<Secret> stored = readStored(which);
        Secret pin = stored.isPresent() ? stored.get() : ask(which, capitalised(which) + ": ");
        return requireLength(pin, which, ExitCode.PIN_REFUSED);
    }

    /** A PIN to be set on a new card: as {@link #read}, but a person is asked twice. */
    public Secret readFirst(Pin which) throws IOException, InvalidFileException, CliException {
        Optional<Secret> stored = readStored(which);
        return requireLength(stored.isPresent() ? stored.get() : askTwice(which), which, ExitCode.USAGE);
    }

    /** @param file of {@code --new-pin-file}; without it a person is asked twice */
    public Secret readNew(Pin which, Optional<Path> file) throws IOException, InvalidFileException, CliException {
        return requireLength(file.isPresent() ? readFile(file.get()) : askTwice(which), which, ExitCode.USAGE);
    }

    private Optional<Secret> readStored(Pin which) throws IOException, InvalidFileException {
        if (files.containsKey(which)) {
            return Optional.of(readFile(files.get(which)));
        }
        return Optional.ofNullable(environment.get(VARIABLES.get(which)))
                .map(value -> Secret.take(value.getBytes(StandardCharsets.UTF_8)));
    }

    /** The first line, without its end. */
    private static Secret readFile(Path file) throws IOException, InvalidFileException {
        byte[] content = BoundedFile.read(file, FILE_MAXIMUM);
        try {
            int length = 0;
            while (length < content.length && content[length] != '\n' && content[length] != '\r') {
                length++;
            }
            return Secret.take(Arrays.copyOf(content, length));
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    private Secret askTwice(Pin which) throws IOException, CliException {
        Secret first = ask(which, "New " + which.label() + " (6 to 16 characters): ");
        boolean isSame = false;
        try (Secret second = ask(which, "The same again: ")) {
            isSame = first.isSameAs(second);
        } finally {
            if (!isSame) {
                first.close();
            }
        }
        if (!isSame) {
            throw new CliException(
                    Failure.usage("The two entries of the new " + which.label() + " differ.", "Start over."));
        }
        return first;
    }

    private Secret ask(Pin which, String question) throws IOException, CliException {
        Optional<Secret> answer = prompt.secret(question);
        if (answer.isEmpty()) {
            throw new CliException(Failure.usage(
                    "The " + which.label() + " is needed, and there is no terminal to ask for it.",
                    "Name a file with " + OPTIONS.get(which) + ", or set " + VARIABLES.get(which) + "."));
        }
        return answer.get();
    }

    /** Spares a try, or a card a PIN that it would refuse. */
    private static Secret requireLength(Secret pin, Pin which, ExitCode exit) throws CliException {
        if (pin.length() < Limit.PIN_MINIMUM || pin.length() > Limit.PIN_MAXIMUM) {
            int length = pin.length();
            pin.close();
            throw new CliException(new Failure(
                    exit,
                    "That cannot be the " + which.label() + ": it has " + Count.of(length, "byte") + ", not "
                            + Limit.PIN_MINIMUM + " to " + Limit.PIN_MAXIMUM + ".",
                    "It was mistyped, or the file or variable holds something else.",
                    "Check it; no try was spent.",
                    "KM-L4"));
        }
        return pin;
    }

    private static String capitalised(Pin which) {
        return Character.toUpperCase(which.label().charAt(0)) + which.label().substring(1);
    }
}
