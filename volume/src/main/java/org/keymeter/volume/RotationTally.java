package org.keymeter.volume;

/** Counts what a rotation does and tells the watch. */
final class RotationTally {
    private final RotationWatch watch;
    private long total;
    private long rewrapped;
    private long problems;
    private boolean isCancelled;

    RotationTally(RotationWatch watch) {
        this.watch = watch;
    }

    void expect(long blobs) {
        total += blobs;
    }

    void start() {
        watch.progressed(0, total);
    }

    void addRewrapped(int blobs) {
        rewrapped += blobs;
        watch.progressed(rewrapped, total);
    }

    void addProblem(SubkeyTable table, long segment, SegmentProblem.Kind kind) {
        problems++;
        watch.found(table, new SegmentProblem(segment, kind));
    }

    /** Once cancelled, it stays so. */
    boolean isCancelled() {
        isCancelled |= watch.isCancelled();
        return isCancelled;
    }

    long problems() {
        return problems;
    }

    RotationReport report(int generation, boolean isGenerationMade) {
        return new RotationReport(generation, isGenerationMade, rewrapped, total - rewrapped, problems, isCancelled);
    }
}
