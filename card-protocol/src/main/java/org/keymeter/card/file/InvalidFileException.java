package org.keymeter.card.file;

/**
 * A file is not what it should be. The one error of every parser of files in this library, whatever bytes it is given.
 */
public class InvalidFileException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String happened;
    private final String remedy;

    /** @param happened a sentence: what is wrong with which kind of file */
    public InvalidFileException(String happened) {
        this(happened, "");
    }

    /** @param remedy a sentence that says what to do next; empty when there is nothing to say */
    public InvalidFileException(String happened, String remedy) {
        this(happened, remedy, null);
    }

    public InvalidFileException(String happened, String remedy, Throwable cause) {
        super(remedy.isEmpty() ? happened : happened + " " + remedy, cause);
        this.happened = happened;
        this.remedy = remedy;
    }

    /** Short and stable, for a user to quote. */
    public String code() {
        return "KM-F1";
    }

    /** A sentence. */
    public final String happened() {
        return happened;
    }

    /** A sentence that says what to do next; empty when what happened says it all. */
    public final String remedy() {
        return remedy;
    }
}
