package org.keymeter.simulator;

import java.io.IOException;
import java.nio.file.Path;

/** A file cannot serve as a simulated card. */
public final class CardFileException extends IOException {
    private static final long serialVersionUID = 1;

    /** Why, with the likely cause and the remedy as sentences. */
    public enum Reason {
        LOCKED(
                "is in use",
                "A console, a volume server or another command has it open.",
                "Wait until it is done, or end it, and try again."),
        FOREIGN("is no simulated card", "It holds something else.", "Name another file, or a new one."),
        NEWER(
                "has a format that this program does not know",
                "A newer version of this program wrote it.",
                "Use that version."),
        DAMAGED(
                "is damaged",
                "Something other than this program changed it, or the disk fails.",
                "Bring back a copy of it, or delete it to start with a new card; then what only the old card could open is lost."),
        OTHER_APPLET(
                "holds the memory of another version of the applet",
                "Another version of this program made it.",
                "Use that version, or delete the file to start with a new card; then what only the old card could open is lost."),
        INACCESSIBLE(
                "cannot be read or written",
                "The folder or its permissions do not allow it, or the disk is full.",
                "Check the folder, its permissions and the space left, and insert the card again.");

        private final String state;
        private final String likelyCause;
        private final String remedy;

        Reason(String state, String likelyCause, String remedy) {
            this.state = state;
            this.likelyCause = likelyCause;
            this.remedy = remedy;
        }
    }

    private final Reason reason;
    private final String happened;

    CardFileException(Reason reason, Path file, Throwable cause) {
        this(
                reason,
                (reason == Reason.FOREIGN ? "The file " : "The simulated card ") + file + " " + reason.state + ".",
                cause);
    }

    private CardFileException(Reason reason, String happened, Throwable cause) {
        super(happened + " " + reason.likelyCause + " " + reason.remedy, cause);
        this.reason = reason;
        this.happened = happened;
    }

    /** @param owner as in "process 123" */
    static CardFileException inUseBy(String owner, Path file) {
        return new CardFileException(
                Reason.LOCKED, "The simulated card " + file + " is in use by " + owner + ".", null);
    }

    public Reason reason() {
        return reason;
    }

    /** A sentence that names the file. */
    public String happened() {
        return happened;
    }

    /** A sentence. */
    public String likelyCause() {
        return reason.likelyCause;
    }

    /** A sentence that says what to do next. */
    public String remedy() {
        return reason.remedy;
    }
}
