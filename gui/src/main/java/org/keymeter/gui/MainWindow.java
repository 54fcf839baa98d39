package org.keymeter.gui;

import atlantafx.base.controls.ToggleSwitch;
import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import atlantafx.base.theme.Theme;
import java.util.stream.IntStream;
import javafx.application.Application;
import javafx.fxml.FXML;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.layout.BorderPane;
import javafx.stage.Stage;
import org.keymeter.gui.readers.ReaderListController;
import org.keymeter.gui.status.StatusController;

/** The window: readers on the left, what is known of the chosen one beside them. */
public final class MainWindow {
    private static final int[] ICON_SIZES = {16, 32, 48, 64, 128, 256};

    private final AppContext context;

    @FXML
    private BorderPane root;

    @FXML
    private ToggleSwitch dark;

    public MainWindow(AppContext context) {
        this.context = context;
    }

    /** Fills the stage and shows it. */
    public void show(Stage stage) {
        apply(new PrimerLight());
        Scene scene = new Scene(View.load(this, "main.fxml"), 1040, 680);
        scene.getStylesheets().add(resource("console.css"));
        stage.setTitle(Messages.text("window.title"));
        stage.setMinWidth(720);
        stage.setMinHeight(480);
        IntStream.of(ICON_SIZES)
                .mapToObj(size -> new Image(resource("icons/keymeter-" + size + ".png")))
                .forEach(stage.getIcons()::add);
        stage.setScene(scene);
        stage.show();
    }

    @FXML
    private void initialize() {
        dark.selectedProperty()
                .addListener((property, before, now) -> apply(now ? new PrimerDark() : new PrimerLight()));
        root.setLeft(View.load(new ReaderListController(context.readers()), "readers.fxml"));
        root.setCenter(View.load(new StatusController(context.readers().selectedProperty()), "status.fxml"));
    }

    private static void apply(Theme theme) {
        Application.setUserAgentStylesheet(theme.getUserAgentStylesheet());
    }

    private static String resource(String name) {
        return MainWindow.class.getResource(name).toExternalForm();
    }
}
