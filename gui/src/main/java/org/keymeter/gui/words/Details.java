package org.keymeter.gui.words;

import java.nio.file.FileSystemException;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.keymeter.card.CardException;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.card.file.PrintableText;
import org.keymeter.simulator.CardFileException;
import org.keymeter.volume.VolumeException;

/**
 * What a person may copy and send to whoever helps. Messages of this program's own problems hold no secret. Any other
 * exception may quote what it stumbled over (a PIN, a command, a file's content), so that of its message no more is kept
 * than names of files and of known errors; where it was thrown says the rest.
 */
final class Details {
    private static final int CAUSES_MAXIMUM = 8;
    private static final int MESSAGE_MAXIMUM = 400;
    private static final int FRAMES_MAXIMUM = 3;
    private static final String OURS = "org.keymeter.";

    /** Errors of PC/SC and of SQLite. */
    private static final Pattern KNOWN_ERROR = Pattern.compile("\\b(?:SCARD|SQLITE)_[A-Z_]{1,40}\\b");

    /** Longer than a SHA-256 in hexadecimal: no fingerprint. */
    private static final Pattern BULK = Pattern.compile("[A-Za-z0-9+=]{65,}|(?:[0-9A-Fa-f]{2} ){65,}");

    private Details() {}

    /** @param code to quote */
    static String of(String code, Throwable thrown) {
        StringBuilder details = new StringBuilder(code)
                .append("\nJava ")
                .append(System.getProperty("java.version"))
                .append(", ")
                .append(System.getProperty("os.name"));
        Throwable step = thrown;
        for (int i = 0; step != null && i < CAUSES_MAXIMUM; i++, step = step.getCause()) {
            details.append('\n').append(step.getClass().getSimpleName());
            message(step).ifPresent(message -> details.append(": ").append(message));
            details.append(places(step));
        }
        return details.toString();
    }

    private static Optional<String> message(Throwable thrown) {
        if (thrown.getMessage() == null) {
            return Optional.empty();
        }
        String message = isOurs(thrown) ? thrown.getMessage() : knownIn(thrown);
        return Optional.of(brief(withoutBulk(message))).filter(text -> !text.isEmpty());
    }

    /** The text without what is too long to be anything but content. */
    static String withoutBulk(String text) {
        return BULK.matcher(text).replaceAll("[…]");
    }

    private static boolean isOurs(Throwable thrown) {
        return thrown instanceof CardException
                || thrown instanceof InvalidFileException
                || thrown instanceof VolumeException
                || thrown instanceof CardFileException;
    }

    private static String knownIn(Throwable thrown) {
        if (thrown instanceof FileSystemException file) {
            return String.valueOf(file.getFile());
        }
        return KNOWN_ERROR
                .matcher(thrown.getMessage())
                .results()
                .map(MatchResult::group)
                .distinct()
                .limit(FRAMES_MAXIMUM)
                .collect(Collectors.joining(" "));
    }

    private static String brief(String message) {
        String printable = PrintableText.of(message);
        return printable.length() > MESSAGE_MAXIMUM ? printable.substring(0, MESSAGE_MAXIMUM) + "…" : printable;
    }

    private static String places(Throwable thrown) {
        StringBuilder places = new StringBuilder();
        int count = 0;
        for (StackTraceElement frame : thrown.getStackTrace()) {
            if (frame.getClassName().startsWith(OURS) && count++ < FRAMES_MAXIMUM) {
                places.append("\n  at ").append(frame);
            }
        }
        return places.toString();
    }
}
