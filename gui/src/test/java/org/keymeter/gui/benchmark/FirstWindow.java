package org.keymeter.gui.benchmark;

import java.lang.management.ManagementFactory;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Window;
import org.keymeter.gui.Console;

/** Runs the console until its first window has been laid out, and prints the milliseconds since the Java process began. */
final class FirstWindow {
    private static final int PATIENCE_MILLIS = 60_000;
    private static final int STEP_MILLIS = 5;

    private FirstWindow() {}

    public static void main(String[] arguments) throws InterruptedException {
        Thread console = new Thread(() -> Console.main(arguments), "console");
        console.setDaemon(true);
        console.start();
        for (int waited = 0; waited < PATIENCE_MILLIS; waited += STEP_MILLIS) {
            Thread.sleep(STEP_MILLIS);
            try {
                Platform.runLater(FirstWindow::look);
            } catch (IllegalStateException notStarted) {
                // The toolkit is not there yet.
            }
        }
        System.exit(1);
    }

    private static void look() {
        for (Window window : Window.getWindows()) {
            Scene scene = window.getScene();
            if (window.isShowing()
                    && scene != null
                    && scene.getRoot().getLayoutBounds().getWidth() > 0) {
                long now = System.currentTimeMillis();
                System.out.println(now - ManagementFactory.getRuntimeMXBean().getStartTime());
                System.out.flush();
                Runtime.getRuntime().halt(0);
            }
        }
    }
}
