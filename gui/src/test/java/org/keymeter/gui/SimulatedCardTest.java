package org.keymeter.gui;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.keymeter.gui.Sight.awaitText;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.keymeter.card.CardOption;
import org.keymeter.card.CardSession;
import org.keymeter.card.Folders;
import org.keymeter.card.Initialization;
import org.keymeter.card.Pin;
import org.keymeter.card.Policy;
import org.keymeter.card.Secret;
import org.keymeter.simulator.AppletInstallation;
import org.keymeter.simulator.SimulatedReader;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The window and the real applet, in a simulated card of a file. */
@ExtendWith(ApplicationExtension.class)
class SimulatedCardTest {
    @TempDir
    static Path folder;

    private final Path file = folder.resolve("card");
    private final SimulatedReader reader =
            SimulatedReader.onFile("Simulated card", file, AppletInstallation.keymeter());
    private Stage stage;
    private AppContext context;

    @Start
    void start(Stage window) {
        stage = window;
        context = new AppContext(reader, Map.of(reader.name(), file), Folders.under(folder), Platform::runLater);
        context.show(stage);
        context.start();
    }

    @AfterEach
    void stop() {
        context.close();
    }

    @Test
    void followsACardThroughItsLifeWithoutDisturbingASession(FxRobot robot) throws Exception {
        awaitText(robot, "#noticeTitle", "There is no simulated card yet");
        Sight.picture(stage, "simulated-none");
        try (CardSession session = CardSession.open(reader.connect());
                Secret userPin = secret("123456");
                Secret adminPin = secret("12345678")) {
            awaitText(robot, ".figure", "Not set up yet");
            session.openChannelUnpinned();
            session.device()
                    .initialize(new Initialization(
                            "test", Set.of(CardOption.FORCED_AUDIT), userPin, adminPin, Optional.empty()));
            awaitText(robot, ".figure", "Set up");
            session.pins().verify(Pin.ADMIN, adminPin);
            session.keys().create("key", 38, Policy.of(200, List.of()));
            awaitText(robot, ".gauge-value", "38 of 200 uses");
            assertTrue(session.pins().readVerified(Pin.ADMIN));
        }
        Sight.picture(stage, "simulated");
    }

    private static Secret secret(String text) {
        return Secret.take(text.getBytes(StandardCharsets.US_ASCII));
    }
}
