package org.keymeter.gui.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TabPane;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.keymeter.gui.ConsoleBench;
import org.testfx.api.FxToolkit;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/** What holds on every page, in both languages, in the smallest window that everything has to fit. */
@ExtendWith(ApplicationExtension.class)
class EveryPageTest {
    private static final int WIDTH = 1024;
    private static final int HEIGHT = 700;

    @TempDir
    Path folder;

    private ConsoleBench bench;

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void isWholeAndNamedInEnglish() throws Exception {
        check(Locale.ENGLISH, 1);
    }

    @Test
    void isWholeAndNamedInGerman() throws Exception {
        check(Locale.GERMAN, 1);
    }

    @Test
    void isWholeAndNamedAtTwiceTheScale() throws Exception {
        check(Locale.GERMAN, 2);
    }

    /** @param scale pixels of the screen for each of the layout, as a desktop at 100 to 200 % has it */
    private void check(Locale language, double scale) throws Exception {
        Stage stage = FxToolkit.registerPrimaryStage();
        FxToolkit.setupFixture(() -> {
            bench = new ConsoleBench(stage, folder, language);
            stage.setWidth(WIDTH);
            stage.setHeight(HEIGHT);
            stage.setRenderScaleX(scale);
            stage.setRenderScaleY(scale);
        });
        bench.initialize();
        bench.createKey("archive", bench.makeCa("approvals of the example company"), 40, 200);
        bench.awaitText("#title", ConsoleBench.CARD_LABEL);
        List<String> complaints = new ArrayList<>();
        for (PageKind page : PageKind.values()) {
            if (bench.robot()
                    .lookup("#" + page.key().replace('.', '-'))
                    .tryQuery()
                    .isPresent()) {
                bench.open(page);
                WaitForAsyncUtils.waitForFxEvents();
                picture(page, language, scale);
                Parent root = stage.getScene().getRoot();
                complaints.addAll(WaitForAsyncUtils.waitForAsyncFx(60_000, () -> complaints(page, root)));
            }
        }
        assertEquals("", complaints.stream().distinct().collect(Collectors.joining("\n")));
    }

    private void picture(PageKind page, Locale language, double scale) throws IOException {
        bench.picture("page-" + page.name().toLowerCase(Locale.ROOT) + "-" + language, scale);
    }

    private static List<String> complaints(PageKind page, Parent root) {
        List<Node> nodes = new ArrayList<>();
        collect(root, nodes);
        List<String> complaints = new ArrayList<>();
        for (Node node : nodes) {
            if (node instanceof Labeled label && isTruncated(label)) {
                complaints.add(page + ": cut off: " + label.getText());
            }
            if (node instanceof Control control && control.isFocusTraversable() && !isNamed(control, nodes)) {
                complaints.add(page + ": no accessible name: " + control);
            }
        }
        return complaints;
    }

    /** What is shown now, and not the parts that a control is made of. */
    private static void collect(Node node, List<Node> nodes) {
        if (!node.isVisible()) {
            return;
        }
        nodes.add(node);
        boolean isWhole = node instanceof Control
                && !(node instanceof ScrollPane || node instanceof TabPane || node instanceof SplitPane);
        if (!isWhole && node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, nodes));
        }
    }

    private static boolean isTruncated(Labeled label) {
        if (label.getText() == null || label.getText().isEmpty()) {
            return false;
        }
        return label.lookupAll(".text").stream()
                .noneMatch(part -> part instanceof Text shown && shown.getText().equals(label.getText()));
    }

    private static boolean isNamed(Control control, List<Node> nodes) {
        boolean hasOwn = control instanceof Labeled label
                && label.getText() != null
                && !label.getText().isEmpty();
        boolean hasAccessible = control.getAccessibleText() != null
                && !control.getAccessibleText().isEmpty();
        boolean hasLabel =
                nodes.stream().anyMatch(node -> node instanceof Label label && label.getLabelFor() == control);
        return hasOwn || hasAccessible || hasLabel || control instanceof ScrollBar || control instanceof ScrollPane;
    }
}
