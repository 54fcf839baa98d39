package org.keymeter.gui.controls;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.keymeter.card.ByteString;
import org.keymeter.gui.words.Texts;
import org.kordamp.ikonli.javafx.FontIcon;

/** A SHA-256 fingerprint whole, to compare: two lines of eight groups of four digits (more where room is scarce), with a button that copies it. */
public final class FingerprintText extends VBox {
    private static final int GROUPS_A_LINE = 8;
    private static final int GROUP = 5;

    /** @param id of the label that shows it */
    public FingerprintText(Texts texts, String caption, ByteString fingerprint, String id) {
        super(4);
        String groups = fingerprint.toGroups();
        int half = Math.min(groups.length(), GROUPS_A_LINE * GROUP);
        Label shown = new Label(groups.substring(0, half).strip() + "\n" + groups.substring(half));
        shown.setId(id);
        shown.getStyleClass().add("mono");
        shown.setWrapText(true);
        shown.setMinHeight(USE_PREF_SIZE);
        shown.setAccessibleText(caption + ": " + groups);
        Button copy = new Button(null, new FontIcon("mdoal-content_copy"));
        copy.getStyleClass().add("button-icon");
        copy.setAccessibleText(texts.text("action.copy") + ": " + caption);
        copy.setTooltip(new Tooltip(texts.text("action.copy")));
        copy.setOnAction(event -> Copying.copy(groups, copy.getTooltip().textProperty(), texts.text("action.copied")));
        Label above = new Label(caption);
        above.getStyleClass().add("muted");
        HBox row = new HBox(8, shown, copy);
        row.getStyleClass().add("row");
        getChildren().addAll(above, row);
    }
}
