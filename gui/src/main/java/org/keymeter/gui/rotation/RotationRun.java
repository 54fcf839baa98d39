package org.keymeter.gui.rotation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.keymeter.gui.words.LibraryWords;
import org.keymeter.volume.SegmentProblem;
import org.keymeter.volume.SubkeyTable;

/** A rotation under way: how far and how fast it is; pauses it between two commands and lets it end. */
final class RotationRun {
    private static final double SECOND = 1e9;
    /** Between two looks whether a paused run is to end. */
    private static final int PATIENCE_MILLIS = 200;

    private final BooleanSupplier isCancelled;
    private final Consumer<Progress> report;
    private final Executor ui;
    private final LongSupplier nanoTime;
    private final LibraryWords library;
    private final List<String> found = new ArrayList<>();
    private boolean isPaused;
    private long worked;
    private long since;
    private long before = -1;

    /**
     * @param done subkeys moved by this run
     * @param total subkeys that this run moves
     * @param perSecond so far; 0 while nobody knows
     */
    record Progress(long done, long total, double perSecond) {
        /** In seconds; negative while nobody knows. */
        double remaining() {
            return perSecond > 0 ? (total - done) / perSecond : -1;
        }
    }

    /**
     * @param isCancelled asked on the reader's thread
     * @param report hears of each step, on the UI's thread
     * @param nanoTime a clock, as {@link System#nanoTime}
     * @param library for what is found on the way
     */
    RotationRun(
            BooleanSupplier isCancelled,
            Consumer<Progress> report,
            Executor ui,
            LongSupplier nanoTime,
            LibraryWords library) {
        this.isCancelled = isCancelled;
        this.report = report;
        this.ui = ui;
        this.nanoTime = nanoTime;
        this.library = library;
    }

    /** Makes it wait after the command under way, or lets it go on. The card stays in the hands of this program meanwhile. */
    synchronized void pause(boolean pause) {
        isPaused = pause;
        notifyAll();
    }

    /** What is wrong with segments, for a person. */
    synchronized List<String> found() {
        return List.copyOf(found);
    }

    /**
     * Called between two commands; returns when the next may be sent.
     *
     * @param isToEnd besides its own wish, whether it is to end
     */
    void progressed(long done, long total, BooleanSupplier isToEnd) {
        Progress now = step(done, total);
        ui.execute(() -> report.accept(now));
        waitWhilePaused(isToEnd);
    }

    private synchronized Progress step(long done, long total) {
        long now = nanoTime.getAsLong();
        if (before >= 0) {
            worked += now - since;
        } else {
            before = done;
        }
        since = now;
        double perSecond = worked > 0 ? (done - before) * SECOND / worked : 0;
        return new Progress(done, total, perSecond);
    }

    private synchronized void waitWhilePaused(BooleanSupplier isToEnd) {
        try {
            while (isPaused && !isCancelled() && !isToEnd.getAsBoolean()) {
                wait(PATIENCE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        since = nanoTime.getAsLong();
    }

    synchronized void found(SubkeyTable table, SegmentProblem problem) {
        found.add(table.name() + ": " + library.translate(problem.explanation()));
    }

    boolean isCancelled() {
        return isCancelled.getAsBoolean();
    }
}
