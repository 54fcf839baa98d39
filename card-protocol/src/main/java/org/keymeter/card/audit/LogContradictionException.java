package org.keymeter.card.audit;

import org.keymeter.card.file.InvalidFileException;

/** A card's log is not the continuation of what was read from it before, or does not agree with itself. */
public final class LogContradictionException extends InvalidFileException {
    private static final long serialVersionUID = 1L;

    private final long sequence;

    LogContradictionException(long sequence, String happened) {
        super(
                happened,
                "Stop using the card and keep the archive: somebody changed the log on the way, or this is a simulated"
                        + " card put back to an older copy.");
        this.sequence = sequence;
    }

    /** The first record that differs. */
    public long sequence() {
        return sequence;
    }

    @Override
    public String code() {
        return "KM-F3";
    }
}
