package org.keymeter.gui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.keymeter.gui.Sight.awaitText;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import javafx.application.Platform;
import javafx.scene.control.Label;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.keymeter.card.Folders;
import org.keymeter.card.TransportException;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The window as a person sees it. */
@ExtendWith(ApplicationExtension.class)
class ConsoleTest {
    /** Set up; 3 and 1 tries left; 211 free places; keys 0, 1 and 2 with 38 of 200, 0 of 1,000 and 500 of 500 uses. */
    private static final String AT_WORK =
            "0101030100D3" + "0000000026000000C8" + "0100000000000003E8" + "02000001F4000001F4" + "9000";

    private static final String INSTALLED = "01009000";
    private static final String OTHER_CARD = "6D00";

    @TempDir
    static Path folder;

    private final ScriptedReaders readers = new ScriptedReaders();
    private Stage stage;
    private AppContext context;

    @Start
    void start(Stage window) {
        stage = window;
        context = new AppContext(
                readers,
                Map.of(),
                Folders.under(folder),
                (owner, language) -> new ScriptedFiles(),
                Clock.systemUTC(),
                Platform::runLater);
        context.settings().set("language", "en");
        context.show(stage);
        context.start();
    }

    @AfterEach
    void stop() {
        context.close();
    }

    @Test
    void withoutReadersSaysWhatToDo(FxRobot robot) throws IOException {
        awaitText(robot, "#gateTitle", "No card reader");
        assertTrue(text(robot, "#gateText").contains("Plug in a smart card reader"));
        picture("no-reader");
    }

    @Test
    void showsWhatASimulatedCardReports(FxRobot robot) throws IOException {
        readers.add("Simulated card", true, AT_WORK);
        awaitText(robot, ".gauge-value", "38 of 200 uses");
        assertEquals("Simulated card", text(robot, "#title"));
        assertEquals("simulated: protects nothing", text(robot, "#badge"));
        awaitText(robot, ".list-cell .badge", "simulated: protects nothing");
        assertEquals(3, robot.lookup(".gauge").queryAll().size());
        assertEquals(3 + 4, robot.lookup(".tile").queryAll().size());
        assertEquals("as reported", text(robot, "#mark"));
        assertTrue(robot.lookup("1 try left").queryLabeled().getStyleClass().contains("level-soon"));
        assertTrue(
                robot.lookup("0 of 1,000 uses").queryLabeled().getStyleClass().contains("level-stop"));
    }

    @Test
    void showsTheReaderThatIsChosen(FxRobot robot) throws IOException {
        readers.add("Simulated card", true, AT_WORK);
        readers.add("Empty reader", false, null);
        readers.add("Reader with a new card", false, INSTALLED);
        readers.add("Reader with another card", false, OTHER_CARD);
        awaitText(robot, ".gauge-value", "38 of 200 uses");
        WaitForAsyncUtils.waitForFxEvents();

        robot.clickOn("Empty reader");
        awaitText(robot, "#gateTitle", "No card in this reader");
        robot.clickOn("Reader with a new card");
        awaitText(robot, "#gateTitle", "This card is not set up yet");
        picture("new-card");
        robot.clickOn("Reader with another card");
        awaitText(robot, ".problem-code", "KM-U1");
        picture("other-card");
    }

    @Test
    void isReadableInLightAndDark(FxRobot robot) throws IOException {
        readers.add("Simulated card", true, AT_WORK);
        awaitText(robot, ".gauge-value", "38 of 200 uses");
        assertTrue(brightness(picture("light")) > 0.9);
        WaitForAsyncUtils.waitForAsyncFx(
                60_000, () -> Sight.menuItem(robot, "#settings", "look-DARK").fire());
        assertTrue(brightness(picture("dark")) < 0.2);
    }

    @Test
    void saysWhyReadersAreMissing(FxRobot robot) {
        readers.fail(new TransportException(TransportException.Problem.NO_SERVICE));
        WaitForAsyncUtils.waitForFxEvents();
        assertTrue(text(robot, "#failure").contains("pcscd"));
    }

    private static String text(FxRobot robot, String query) {
        return robot.lookup(query).queryAs(Label.class).getText();
    }

    private WritableImage picture(String name) throws IOException {
        return Sight.picture(stage, name);
    }

    /** Of the page's empty lower right, from 0 to 1. */
    private static double brightness(WritableImage image) {
        return image.getPixelReader()
                .getColor((int) image.getWidth() - 16, (int) image.getHeight() - 96)
                .getBrightness();
    }
}
