package org.keymeter.gui;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javafx.scene.Scene;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.input.ContextMenuEvent;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** What JavaFX says by itself is in the console's language, whichever was spoken before. */
@ExtendWith(ApplicationExtension.class)
class ToolkitWordsTest {
    @TempDir
    static Path folder;

    private final Locale before = Locale.getDefault();
    private Stage stage;
    private ConsoleBench bench;

    @Start
    void start(Stage window) {
        stage = window;
    }

    @AfterEach
    void stop() {
        bench.close();
        Locale.setDefault(before);
    }

    @Test
    void theMenuOfATextFieldFollowsTheConsole(FxRobot robot) {
        robot.interact(() -> bench = new ConsoleBench(stage, folder, Locale.GERMAN));
        List<String> german = menu(robot);
        assertTrue(german.contains("Kopieren"), german::toString);
        robot.interact(bench::close);
        robot.interact(() -> bench = new ConsoleBench(stage, folder, Locale.ENGLISH));
        List<String> english = menu(robot);
        assertTrue(english.contains("Copy"), english::toString);
    }

    private static List<String> menu(FxRobot robot) {
        TextField field = new TextField("text");
        robot.interact(() -> {
            Stage other = new Stage();
            other.setScene(new Scene(field, 200, 50));
            other.show();
        });
        WaitForAsyncUtils.waitForFxEvents();
        robot.interact(() -> field.fireEvent(
                new ContextMenuEvent(ContextMenuEvent.CONTEXT_MENU_REQUESTED, 5, 5, 105, 105, true, null)));
        List<String> items = Window.getWindows().stream()
                .filter(ContextMenu.class::isInstance)
                .flatMap(menu -> ((ContextMenu) menu).getItems().stream())
                .map(MenuItem::getText)
                .toList();
        robot.interact(() -> field.getScene().getWindow().hide());
        return items;
    }
}
