package org.keymeter.gui.keys;

import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.VBox;
import org.keymeter.card.KeyInfo;

/** A key in the list: its name, a gauge, and always the number. */
final class KeyCell extends ListCell<KeyInfo> {
    private static final double PADDING = 16;

    private final KeyWords words;
    private final Label label = new Label();
    private final UsesGauge gauge = new UsesGauge();
    private final Label uses = new Label();
    private final VBox box = new VBox(4, label, gauge, uses);

    KeyCell(KeyWords words) {
        this.words = words;
        label.getStyleClass().add("strong");
        uses.getStyleClass().add("muted");
        // As wide as the list, not as the text.
        setPrefWidth(0);
        box.prefWidthProperty().bind(widthProperty().subtract(PADDING));
    }

    @Override
    protected void updateItem(KeyInfo key, boolean isEmpty) {
        super.updateItem(key, isEmpty);
        if (isEmpty || key == null) {
            setGraphic(null);
            setAccessibleText(null);
            return;
        }
        label.setText(KeyWords.label(key));
        uses.setText(words.uses(key));
        gauge.show(key);
        setAccessibleText(label.getText() + ": " + uses.getText());
        setGraphic(box);
    }

    /** The uses left of the ceiling as a bar. */
    static final class UsesGauge extends ProgressBar {
        UsesGauge() {
            getStyleClass().add("gauge");
            setMaxWidth(Double.MAX_VALUE);
        }

        void show(KeyInfo key) {
            getStyleClass().removeIf(style -> style.startsWith("level-"));
            getStyleClass().add(KeyWords.level(key));
            setProgress(KeyWords.left(key));
        }
    }
}
