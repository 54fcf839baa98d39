package org.keymeter.gui.rotation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.keymeter.card.CardException;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.Pin;
import org.keymeter.gui.desk.Desk;
import org.keymeter.gui.desk.WorkingCard;
import org.keymeter.gui.words.Problem;
import org.keymeter.gui.words.Texts;
import org.keymeter.volume.Rotation;
import org.keymeter.volume.Rotation.DamagedBlobs;
import org.keymeter.volume.RotationWatch;
import org.keymeter.volume.SegmentProblem;
import org.keymeter.volume.SubkeyTable;

/** Starts rotations and retirements on the card, and holds on to the one under way. For the UI's thread. */
final class RotationDriver {
    private final Desk desk;
    private final Texts texts;
    private RotationRun run;
    private volatile boolean isStopping;

    /** Hears how it goes. */
    interface Listener {
        void progressed(RotationRun.Progress now);

        /** @param found what is wrong with segments that stay as they are */
        void ended(List<String> found);

        void failed(Problem problem);
    }

    RotationDriver(Desk desk, Texts texts) {
        this.desk = desk;
        this.texts = texts;
    }

    boolean isRunning() {
        return run != null;
    }

    void pause(boolean isPaused) {
        if (run != null) {
            run.pause(isPaused);
        }
    }

    /** Ends the run after the command under way; everything done so far is durable. */
    void stop() {
        isStopping = true;
    }

    void move(KeyInfo key, List<Path> files, Listener listener) {
        start(texts.text("rotation.move.title"), key, files, listener, Rotation::run);
    }

    /** Refused by the library while anything in the tables needs the old generation. */
    void retire(KeyInfo key, List<Path> files, Listener listener) {
        start(texts.text("rotation.retire.title"), key, files, listener, (rotation, watch) -> {
            rotation.retire(DamagedBlobs.KEEP_OLD_GENERATION, watch);
            return null;
        });
    }

    private interface Step {
        Object run(Rotation rotation, RotationWatch watch) throws CardException, IOException;
    }

    private void start(String title, KeyInfo key, List<Path> files, Listener listener, Step step) {
        isStopping = false;
        List<Path> copies = List.copyOf(files);
        RotationRun starting = new RotationRun(
                () -> isStopping,
                listener::progressed,
                desk.ui(),
                System::nanoTime,
                desk.problems().library());
        run = starting;
        desk.card(title, card -> {
                    RotationWatch watch = new Reporting(starting, card);
                    return new RotationWork(card, key.slot(), copies).run(watch, rotation -> step.run(rotation, watch));
                })
                .with(Pin.ADMIN)
                .then(done -> {
                    run = null;
                    listener.ended(starting.found());
                })
                .otherwise(problem -> {
                    run = null;
                    listener.failed(problem);
                })
                .whenCancelled(() -> {
                    run = null;
                    listener.ended(starting.found());
                })
                .start();
    }

    /** Tells the window's activity bar as well, whose button stops the run, too. */
    private record Reporting(RotationRun run, WorkingCard card) implements RotationWatch {
        @Override
        public void progressed(long done, long total) {
            card.report(done, total);
            run.progressed(done, total, card::isCancelled);
        }

        @Override
        public void found(SubkeyTable table, SegmentProblem problem) {
            run.found(table, problem);
        }

        @Override
        public boolean isCancelled() {
            return run.isCancelled() || card.isCancelled();
        }
    }
}
