package org.keymeter.volume;

/**
 * Why one segment's subkey could not be opened or rewrapped; says nothing about any other segment.
 *
 * @param segment its number
 * @param kind what is wrong
 */
public record SegmentProblem(long segment, Kind kind) {
    public enum Kind {
        /** No use was spent. */
        DAMAGED("both copies of its slot are damaged: restore the table from a backup"),
        /** A use was spent, if it was to be opened. */
        REFUSED_BY_CARD("the card refused its blob, which was altered or belongs to another segment or volume:"
                + " restore the table from a backup"),
        /** No use was spent. */
        GENERATION_GONE("its blob is of a generation that is not on the card: this table was left out of a rotation,"
                + " or is an old backup"),
        /** No use was spent. */
        NOT_WRAPPED_FOR_KEY("it is not wrapped under this key: open it with the volume's other key");

        private final String explanation;

        Kind(String explanation) {
            this.explanation = explanation;
        }
    }

    /** For a person: what is wrong and what to do. */
    public String explanation() {
        return "segment " + segment + ": " + kind.explanation;
    }
}
