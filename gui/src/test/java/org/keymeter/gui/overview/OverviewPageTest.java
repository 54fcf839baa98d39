package org.keymeter.gui.overview;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.keymeter.card.Blob;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardException;
import org.keymeter.card.CardSession;
import org.keymeter.card.Pin;
import org.keymeter.card.Secret;
import org.keymeter.gui.ConsoleBench;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The overview over the real applet. */
@ExtendWith(ApplicationExtension.class)
class OverviewPageTest {
    private static final ByteString CONTEXT = ByteString.of(new byte[16]);

    @TempDir
    Path folder;

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
    void showsWhatIsLeftAndFollowsASessionWithoutDisturbingIt() throws Exception {
        bench.initialize();
        bench.createKey("archive", bench.makeCa("ca"), 60, 200);
        bench.awaitText("#title", ConsoleBench.CARD_LABEL);
        bench.awaitText("#mark", "proven");
        bench.awaitText(".gauge-value", "60 of 200 uses");
        bench.picture("overview-proven");

        bench.withCard(
                session -> {
                    for (int i = 0; i < 12; i++) {
                        unwrap(session);
                    }
                    assertTrue(session.pins().readVerified(Pin.USER), "the console ended another program's channel");
                    return null;
                },
                Pin.USER);
        bench.awaitText(".gauge-value", "48 of 200 uses");
        bench.awaitAnywhere("“archive” runs low: 48 uses left.");
        bench.await(
                "there is a chart",
                () -> bench.robot().lookup(".chart").tryQuery().isPresent());
        bench.picture("overview");
    }

    private static void unwrap(CardSession session) throws CardException {
        try (Secret subkey = Secret.take(new byte[32])) {
            List<Blob> blobs = session.uses().wrap(0, CONTEXT, subkey).blobs();
            session.uses().unwrap(0, 1, CONTEXT, blobs).close();
        }
    }
}
