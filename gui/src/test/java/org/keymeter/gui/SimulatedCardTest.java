package org.keymeter.gui;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.keymeter.card.CardOption;
import org.keymeter.card.CardSession;
import org.keymeter.card.Initialization;
import org.keymeter.card.Pin;
import org.keymeter.card.Policy;
import org.keymeter.card.Secret;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The window and the real applet, in a simulated card of a file. */
@ExtendWith(ApplicationExtension.class)
class SimulatedCardTest {
    @TempDir
    static Path folder;

    private ConsoleBench bench;

    @Start
    void start(Stage window) {
        bench = new ConsoleBench(window, folder);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void followsACardThroughItsLifeWithoutDisturbingASession() throws Exception {
        bench.awaitText("#gateTitle", "There is no simulated card yet");
        bench.picture("simulated-none");
        try (CardSession session = CardSession.open(bench.reader().connect());
                Secret userPin = ConsoleBench.secret(ConsoleBench.USER_PIN);
                Secret adminPin = ConsoleBench.secret(ConsoleBench.ADMIN_PIN)) {
            bench.awaitText("#gateTitle", "This card is not set up yet");
            session.openChannelUnpinned();
            session.device()
                    .initialize(new Initialization(
                            "test", Set.of(CardOption.FORCED_AUDIT), userPin, adminPin, Optional.empty()));
            bench.awaitText(".figure", "Set up");
            session.pins().verify(Pin.ADMIN, adminPin);
            session.keys().create("key", 38, Policy.of(200, List.of()));
            bench.awaitText(".gauge-value", "38 of 200 uses");
            assertTrue(session.pins().readVerified(Pin.ADMIN));
        }
        bench.picture("simulated");
    }
}
