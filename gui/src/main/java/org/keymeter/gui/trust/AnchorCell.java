package org.keymeter.gui.trust;

import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.VBox;
import org.keymeter.card.AnchorInfo;

/** A trusted CA in the list: its name, and the kind and beginning of its key. */
final class AnchorCell extends ListCell<AnchorInfo> {
    private static final int BEGINNING = 14;
    private static final double PADDING = 16;

    private final CaWords words;
    private final Label name = new Label();
    private final Label key = new Label();
    private final VBox box = new VBox(4, name, key);

    AnchorCell(CaWords words) {
        this.words = words;
        name.getStyleClass().add("strong");
        key.getStyleClass().add("muted");
        // As wide as the list, not as the text.
        setPrefWidth(0);
        box.prefWidthProperty().bind(widthProperty().subtract(PADDING));
    }

    @Override
    protected void updateItem(AnchorInfo anchor, boolean isEmpty) {
        super.updateItem(anchor, isEmpty);
        if (isEmpty || anchor == null) {
            setGraphic(null);
            setAccessibleText(null);
            return;
        }
        name.setText(CaNames.of(anchor));
        key.setText(
                words.kind(anchor.kind()) + " · " + anchor.spkiHash().toGroups().substring(0, BEGINNING) + " …");
        setAccessibleText(name.getText() + ", " + key.getText());
        setGraphic(box);
    }
}
