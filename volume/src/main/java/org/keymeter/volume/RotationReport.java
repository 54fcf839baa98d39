package org.keymeter.volume;

/**
 * What a rotation did.
 *
 * @param generation the new one
 * @param rewrapped blobs
 * @param problems segments whose blobs stay as they are, each told to the watch
 * @param isCancelled whether it was stopped; running it again goes on from there
 */
public record RotationReport(int generation, long rewrapped, long problems, boolean isCancelled) {
    /** Whether every blob is under the new generation. */
    public boolean isComplete() {
        return problems == 0 && !isCancelled;
    }
}
