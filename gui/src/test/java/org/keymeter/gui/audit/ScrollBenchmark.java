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
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.image.WritableImage;
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
 * Prints what a frame takes while the audit table with a million rows scrolls: the layout, and what of the window changed,
 * which is the table, drawn in software. Run by name alone: it is no test.
 */
@Tag("campaign")
@ExtendWith(ApplicationExtension.class)
class ScrollBenchmark {
    private static final int LENGTH = 1_000_000;
    private static final int FRAMES = 600;
    private static final int WARM_UP = 200;
    private static final double WHEEL_PIXELS = 96;

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
        measure("wheel from the first row", frame -> flow.scrollPixels(WHEEL_PIXELS));
        Platform.runLater(() -> bench.table().scrollTo(LENGTH / 2));
        bench.row(LENGTH / 2);
        measure("wheel in the middle", frame -> flow.scrollPixels(WHEEL_PIXELS));
        Random random = new Random(1);
        measure("anywhere, each frame", frame -> bench.table().scrollTo(random.nextInt(LENGTH)));
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

    /** Each frame is laid out and drawn before the next begins; what is fetched arrives between them. */
    private void measure(String what, IntConsumer scroll) throws InterruptedException {
        Scene scene = bench.console().stage().getScene();
        Node table = bench.table();
        WritableImage image = new WritableImage((int) table.getLayoutBounds().getWidth(), (int)
                table.getLayoutBounds().getHeight());
        double[] laidOut = new double[WARM_UP + FRAMES];
        double[] drawn = new double[WARM_UP + FRAMES];
        CountDownLatch done = new CountDownLatch(1);
        Platform.runLater(() -> new AnimationTimer() {
            private int frame;

            @Override
            public void handle(long now) {
                if (frame == WARM_UP + FRAMES) {
                    stop();
                    done.countDown();
                    return;
                }
                long start = System.nanoTime();
                scroll.accept(frame);
                scene.getRoot().applyCss();
                scene.getRoot().layout();
                laidOut[frame] = (System.nanoTime() - start) / 1e6;
                table.snapshot(null, image);
                drawn[frame] = (System.nanoTime() - start) / 1e6;
                frame++;
            }
        }.start());
        assertTrue(done.await(5, TimeUnit.MINUTES));
        print(what + ", laid out", laidOut);
        print(what + ", and drawn", drawn);
    }

    private static void print(String what, double[] frames) {
        double[] sorted = Arrays.copyOfRange(frames, WARM_UP, frames.length);
        Arrays.sort(sorted);
        System.out.printf(
                "%-40s %5.1f ms (median), %5.1f ms (of 99 %%)%n", what, sorted[FRAMES / 2], sorted[FRAMES * 99 / 100]);
    }
}
