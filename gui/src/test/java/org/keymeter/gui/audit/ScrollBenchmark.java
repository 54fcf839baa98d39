package org.keymeter.gui.audit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.control.skin.VirtualFlow;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.keymeter.card.audit.AuditArchive;
import org.keymeter.gui.history.FabricatedLog;
import org.keymeter.gui.history.History;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/**
 * Prints the time of a frame while the audit table with a million rows scrolls. Frames follow each other without waiting for
 * a screen, drawn in software. Run by name alone: it is no test.
 */
@Tag("campaign")
@ExtendWith(ApplicationExtension.class)
class ScrollBenchmark {
    private static final int LENGTH = 1_000_000;
    private static final int FRAMES = 600;
    private static final int WARM_UP = 200;
    private static final double WHEEL_PIXELS = 96;

    static {
        // Before the toolkit starts: else each frame would wait for the sixtieth of a second.
        System.setProperty("javafx.animation.fullspeed", "true");
    }

    @TempDir
    Path folder;

    private AuditBench bench;

    @Start
    void start(Stage window) {
        bench = new AuditBench(window, folder, Locale.ENGLISH);
        window.setWidth(1024);
        window.setHeight(700);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void scrollsAMillionRows() throws Exception {
        fill();
        bench.open();
        bench.awaitCount("1,000,000 rows");
        bench.row(0);
        VirtualFlow<?> flow = bench.console().robot().lookup(".virtual-flow").queryAs(VirtualFlow.class);
        measure("wheel, three rows a frame", frame -> flow.scrollPixels(WHEEL_PIXELS));
        Random random = new Random(1);
        measure("thumb, anywhere each frame", frame -> bench.table().scrollTo(random.nextInt(LENGTH)));
        bench.row(LENGTH - 1);
        bench.console().picture("audit-million");
    }

    private void fill() throws Exception {
        Path archives = AuditArchive.folder(bench.console().folders());
        try (History history = History.open(bench.console().folders(), Clock.systemUTC());
                AuditArchive archive = new FabricatedLog(7, LENGTH).archive(archives, 1, LENGTH)) {
            history.audit().follow(archive);
        }
    }

    private static void measure(String what, IntConsumer scroll) throws InterruptedException {
        long[] starts = new long[WARM_UP + FRAMES + 1];
        CountDownLatch done = new CountDownLatch(1);
        Platform.runLater(() -> new AnimationTimer() {
            private int frame;

            @Override
            public void handle(long now) {
                starts[frame] = System.nanoTime();
                if (frame == starts.length - 1) {
                    stop();
                    done.countDown();
                } else {
                    scroll.accept(frame);
                    frame++;
                }
            }
        }.start());
        assertTrue(done.await(5, TimeUnit.MINUTES));
        double[] frames = new double[FRAMES];
        for (int i = 0; i < FRAMES; i++) {
            frames[i] = (starts[WARM_UP + i + 1] - starts[WARM_UP + i]) / 1e6;
        }
        Arrays.sort(frames);
        System.out.printf(
                "%-28s %5.1f ms (median), %5.1f ms (of 99 %%)%n", what, frames[FRAMES / 2], frames[FRAMES * 99 / 100]);
    }
}
