package org.keymeter.gui.rotation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Semaphore;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.Pin;
import org.keymeter.gui.ConsoleBench;
import org.keymeter.gui.frame.PageKind;
import org.keymeter.protocol.Ins;
import org.keymeter.volume.CardKey;
import org.keymeter.volume.Geometry;
import org.keymeter.volume.SegmentSet;
import org.keymeter.volume.SubkeyTable;
import org.keymeter.volume.UnlockedSubkeys;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The rotation page over the real applet and real tables. */
@ExtendWith(ApplicationExtension.class)
class RotationPageTest {
    private static final int SEGMENTS = 500;
    private static final long MIB = 1 << 20;

    @TempDir
    Path folder;

    private ConsoleBench bench;
    private Path table;

    @Start
    void start(Stage window) {
        bench = new ConsoleBench(window, folder);
    }

    @BeforeEach
    void makeTable() throws Exception {
        bench.initialize();
        bench.createKey("archive", bench.makeCa("ca"), 100, 200);
        table = bench.file("archive.subkeys");
        bench.withCard(
                session -> {
                    CardKey key = new CardKey(session, 0);
                    try (SubkeyTable made =
                                    SubkeyTable.create(table, new Geometry(SEGMENTS * MIB, MIB), key.readKey());
                            UnlockedSubkeys subkeys = new UnlockedSubkeys()) {
                        made.unlock(key, SegmentSet.ofRange(0, SEGMENTS - 1), subkeys);
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                    return null;
                },
                Pin.USER);
        bench.open(PageKind.ROTATION);
        bench.awaitText("#summary", "Add a table first.");
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    private void addTable() {
        bench.choose(table);
        bench.click("#add");
        bench.awaitText("#summary", "500 subkeys are to be moved.");
    }

    private void beginMove() {
        bench.click("#move");
        bench.enterPin(ConsoleBench.ADMIN_PIN);
    }

    private SortedMap<Integer, Long> generations() throws IOException {
        var info = SubkeyTable.readInfo(table);
        return info.survey().generations(info.recipients().get(0));
    }

    private KeyInfo key() throws Exception {
        return bench.withCard(session -> session.keys().read(0));
    }

    @Test
    void movesAllAndRetires() throws Exception {
        bench.picture("rotation-empty");
        addTable();
        bench.picture("rotation-ready");
        assertFalse(isEnabled("#retire"));
        beginMove();
        bench.awaitText("#summary", "Every subkey in these tables is under the new generation.");
        assertEquals(Map.of(2, (long) SEGMENTS), generations());
        assertEquals(100, key().remaining(), "rotating spends nothing");
        bench.picture("rotation-moved");

        bench.click("#retire");
        bench.type("#consent", "archive");
        bench.picture("rotation-consent");
        bench.click("Retire");
        bench.enterPin(ConsoleBench.ADMIN_PIN);
        bench.awaitText("#retireWords", "There is no old generation on the card.");
        assertFalse(key().hasOldGeneration());
    }

    @Test
    void movesAndRetiresWithoutAMouse() throws Exception {
        bench.choose(table);
        press("#add");
        bench.awaitText("#summary", "500 subkeys are to be moved.");
        press("#move");
        pin();
        bench.awaitText("#summary", "Every subkey in these tables is under the new generation.");
        press("#retire");
        bench.tabTo("#consent");
        bench.write("archive");
        bench.robot().push(KeyCode.ENTER);
        pin();
        bench.awaitText("#retireWords", "There is no old generation on the card.");
    }

    private void press(String button) {
        bench.await(button + " can be used", () -> isEnabled(button));
        bench.tabTo(button);
        bench.robot().push(KeyCode.SPACE);
    }

    private void pin() {
        bench.awaitShown(".dialog-pane .button", "");
        bench.tabTo("#pin");
        bench.write(ConsoleBench.ADMIN_PIN);
        bench.robot().push(KeyCode.ENTER);
    }

    @Test
    void goesOnWhereAPulledCardLeftIt() throws Exception {
        addTable();
        bench.pullBefore(Ins.REWRAP);
        beginMove();
        bench.awaitText(".problem-code", "KM-T6");
        bench.picture("rotation-pulled");
        bench.reader().insert();
        bench.awaitText("#move", "Go on");
        bench.awaitText("#summary", "A rotation is under way: 0 moved, 500 subkeys left. It goes on where it stopped.");
        beginMove();
        bench.awaitText("#summary", "Every subkey in these tables is under the new generation.");
    }

    @Test
    void pausesAndStops() throws Exception {
        addTable();
        Semaphore held = bench.holdAt(Ins.REWRAP);
        beginMove();
        bench.click("#pause");
        held.release();
        bench.await("it is paused", () -> text("#progress").endsWith("paused"));
        bench.awaitAnywhere("Leave the card in the reader.");
        bench.picture("rotation-paused");
        bench.click("#stop");
        bench.awaitText("#move", "Go on");
        assertTrue(key().hasOldGeneration());
        assertTrue(generations().get(1) > 0, "not all was moved");
        assertTrue(generations().get(2) > 0, "what was moved stays so");
    }

    private String text(String query) {
        return bench.robot().lookup(query).queryAs(Labeled.class).getText();
    }

    private boolean isEnabled(String query) {
        return !bench.robot().lookup(query).queryAs(Node.class).isDisabled();
    }
}
