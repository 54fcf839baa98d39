package org.keymeter.gui;

import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;

/** The console as JavaFX starts and stops it. */
public final class ConsoleApplication extends Application {
    private AppContext context;

    @Override
    public void start(Stage stage) {
        context = AppContext.ofUser(Platform::runLater);
        context.show(stage);
        context.start();
    }

    @Override
    public void stop() {
        context.close();
    }
}
