package org.keymeter.volume;

/**
 * Follows a rotation. Called between commands, on the rotation's own thread; while it is called the card and the tables
 * may be used for something else.
 */
public interface RotationWatch {
    /** Neither looks nor cancels. */
    RotationWatch NONE = new RotationWatch() {};

    /**
     * @param done blobs under the new generation, of those that were old when it started
     * @param total blobs that were old when it started
     */
    default void progressed(long done, long total) {}

    /** A segment's blob stays as it is. */
    default void found(SubkeyTable table, SegmentProblem problem) {}

    /** Whether to stop after the command just done; everything done so far is durable. */
    default boolean isCancelled() {
        return false;
    }
}
