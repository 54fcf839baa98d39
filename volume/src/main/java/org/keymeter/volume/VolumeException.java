package org.keymeter.volume;

import java.io.IOException;

/**
 * What is wrong with a subkey table, or with what was asked of it, in words for the person in front of it: what
 * happened, the likely cause, what to do, and a short code to quote. Errors of the file system itself stay plain
 * {@link IOException}s.
 */
public final class VolumeException extends IOException {
    private static final long serialVersionUID = 1;

    private final Problem problem;
    private final String happened;
    private final String likelyCause;
    private final String remedy;

    /** The order is part of the code that users quote: add at the end. */
    public enum Problem {
        NOT_A_TABLE,
        UNKNOWN_VERSION,
        HEADER_DAMAGED,
        TRUNCATED,
        IN_USE,
        WRITE_FAILED_BEFORE,
        OTHER_KEY,
        OTHER_GENERATION,
        NO_SUCH_SEGMENT,
        OLD_BLOBS_REMAIN,
        DAMAGED_BLOBS,
        NOTHING_TO_RETIRE,
        ALREADY_THERE
    }

    VolumeException(Problem problem, String happened, String likelyCause, String remedy) {
        super(happened + " " + likelyCause + " " + remedy + " [" + code(problem) + "]");
        this.problem = problem;
        this.happened = happened;
        this.likelyCause = likelyCause;
        this.remedy = remedy;
    }

    private static String code(Problem problem) {
        return "KM-V" + (problem.ordinal() + 1);
    }

    public Problem problem() {
        return problem;
    }

    /** Short and stable, for a user to quote; starts with "KM-V". */
    public String code() {
        return code(problem);
    }

    /** A sentence. */
    public String happened() {
        return happened;
    }

    /** A sentence. */
    public String likelyCause() {
        return likelyCause;
    }

    /** A sentence that says what to do next. */
    public String remedy() {
        return remedy;
    }
}
