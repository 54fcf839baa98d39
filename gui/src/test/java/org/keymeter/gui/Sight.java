package org.keymeter.gui;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.Labeled;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.image.WritableImage;
import javafx.scene.transform.Transform;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** Looks at the window. */
public final class Sight {
    private Sight() {}

    /** Waits, at most 60 seconds, until a visible label that the query finds has this text. */
    public static void awaitText(FxRobot robot, String query, String expected) {
        try {
            WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> robot.lookup(query)
                    .match(node -> node instanceof Labeled label
                            && label.isVisible()
                            && label.getText().equals(expected))
                    .tryQuery()
                    .isPresent());
        } catch (TimeoutException e) {
            throw new AssertionError(query + " does not become '" + expected + "'", e);
        }
    }

    /** An item in a menu button's menus. */
    public static MenuItem menuItem(FxRobot robot, String button, String id) {
        MenuButton menu = robot.lookup(button).queryAs(MenuButton.class);
        return menu.getItems().stream()
                .flatMap(item -> item instanceof Menu inner ? inner.getItems().stream() : Stream.of(item))
                .filter(item -> id.equals(item.getId()))
                .findFirst()
                .orElseThrow();
    }

    /** Takes a picture of the window and leaves it in target/screenshots. */
    public static WritableImage picture(Stage stage, String name) throws IOException {
        return keep(
                WaitForAsyncUtils.waitForAsyncFx(60_000, () -> stage.getScene().snapshot(null)), name);
    }

    /** The same with so many pixels for each of the layout. */
    public static WritableImage picture(Stage stage, String name, double scale) throws IOException {
        return keep(
                WaitForAsyncUtils.waitForAsyncFx(60_000, () -> {
                    SnapshotParameters enlarged = new SnapshotParameters();
                    enlarged.setTransform(Transform.scale(scale, scale));
                    return stage.getScene().getRoot().snapshot(enlarged, null);
                }),
                name);
    }

    private static WritableImage keep(WritableImage image, String name) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "screenshots"));
        Path file = folder.resolve(name + ".png");
        assertTrue(ImageIO.write(SwingFXUtils.fromFXImage(image, null), "png", file.toFile()));
        return image;
    }
}
