package org.keymeter.gui.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import javafx.scene.Node;
import javafx.scene.chart.LineChart;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.Pin;
import org.keymeter.card.grant.CaCertificate;
import org.keymeter.gui.ConsoleBench;
import org.keymeter.gui.frame.PageKind;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** A store planned, and its key made of the plan. */
@ExtendWith(ApplicationExtension.class)
class PlannerPageTest {
    private static final int MEASURE_COUNT = 3;
    private static final int SEGMENT_SIZES = 13;

    @TempDir
    Path folder;

    private ConsoleBench bench;

    @Start
    void start(Stage stage) {
        bench = new ConsoleBench(stage, folder);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void reckonsWithEveryKeyThatIsTyped() throws Exception {
        bench.open(PageKind.PLANNER);
        bench.awaitAnywhere("1,600 uses");
        bench.picture("planner");
        bench.type("#planRun", "20GiB");
        bench.awaitAnywhere("1,331 uses");
        bench.type("#planRun", "lots");
        bench.awaitShown("#planRunProblem", "Write a size such as");
        assertFalse(bench.shows("#planFacts .label", ""), "no figures of what is not known");
        assertTrue(bench.robot().lookup("#planUse").query().isDisabled());
        bench.picture("planner-unclear");
        bench.type("#planRun", "0");
        bench.type("#planPlaces .text-field", "0");
        bench.awaitAnywhere("no uses");
        bench.type("#planSize", "4000");
        bench.awaitShown("#planSizeProblem", "Write a size such as");
        bench.type("#planSize", "8EiB");
        bench.awaitShown("#planSizeProblem", "Write a size such as");
        bench.type("#planSize", "1MiB");
        bench.type("#planPlaces .text-field", "5");
        bench.awaitAnywhere("all of it, 1 MiB");
    }

    @Test
    void drawsEachMeasureOverAllSizes() throws Exception {
        bench.open(PageKind.PLANNER);
        for (int i = 0; i < MEASURE_COUNT; i++) {
            int index = i;
            bench.robot().interact(() -> bench.robot()
                    .lookup("#planMeasure")
                    .queryAs(ComboBox.class)
                    .getSelectionModel()
                    .select(index));
            LineChart<?, ?> chart = bench.robot().lookup("#planOutcome .chart").queryAs(LineChart.class);
            assertEquals(SEGMENT_SIZES, chart.getData().get(0).getData().size());
            assertEquals(1, chart.getData().get(1).getData().size());
            assertTrue(chart.getAccessibleText().contains("as chosen"), chart.getAccessibleText());
            bench.picture("planner-measure-" + i);
        }
        bench.darken();
        bench.picture("planner-dark");
    }

    @Test
    void makesAKeyOfThePlanByKeyboardAlone() throws Exception {
        bench.initialize();
        CaCertificate ca = bench.makeCa("Approvals");
        bench.withCard(session -> session.anchors().importAnchor(ca.subject(), ca.spki()), Pin.ADMIN);
        bench.look();
        bench.openByKeyboard(PageKind.PLANNER);
        bench.tabTo("#planSegment");
        bench.robot().push(KeyCode.DOWN);
        bench.awaitAnywhere("1,100 uses");
        bench.tabTo("#planUse");
        bench.robot().push(KeyCode.SPACE);
        Node field = bench.robot().lookup("#newKeyCeiling").query();
        bench.await(
                "the quota is filled in", () -> ((TextField) field).getText().equals("1,100"));
        bench.tabTo("#newKeyLabel");
        bench.write("store");
        bench.picture("planner-key");
        bench.robot().push(KeyCode.ENTER);
        bench.tabTo("#pin");
        bench.write(ConsoleBench.ADMIN_PIN);
        bench.robot().push(KeyCode.ENTER);
        bench.awaitAnywhere("store");
        KeyInfo key = bench.withCard(session -> session.keys().readAll()).get(0);
        assertEquals(10, key.policy().lease());
    }
}
