package org.keymeter.volume;

/**
 * What a rotation did.
 *
 * @param generation the new one
 * @param isGenerationMade whether this run made it
 * @param rewrapped blobs
 * @param left blobs that are under the old generation still
 * @param problems segments whose blobs stay as they are, each told to the watch
 * @param isCancelled whether it was stopped; running it again goes on from there
 */
public record RotationReport(
        int generation, boolean isGenerationMade, long rewrapped, long left, long problems, boolean isCancelled) {
    /** Whether every blob is under the new generation. */
    public boolean isComplete() {
        return problems == 0 && !isCancelled;
    }
}
