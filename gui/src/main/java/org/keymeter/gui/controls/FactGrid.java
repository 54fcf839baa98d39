package org.keymeter.gui.controls;

import javafx.geometry.Insets;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;

/** Facts, a row each: what it is at the left, the fact at the right. */
public final class FactGrid extends GridPane {
    /** Brings the smaller caption to the base line of the fact. A grid by base lines would not let facts wrap. */
    private static final Insets CAPTION_DROP = new Insets(2, 0, 0, 0);

    public FactGrid() {
        setHgap(16);
        setVgap(8);
        ColumnConstraints captions = new ColumnConstraints();
        ColumnConstraints facts = new ColumnConstraints();
        facts.setHgrow(Priority.ALWAYS);
        getColumnConstraints().setAll(captions, facts);
    }

    /** @param term what the card calls it; empty: nothing more to say */
    public void add(String caption, String fact, String term) {
        Label left = new Label(caption);
        left.getStyleClass().add("muted");
        left.setMinWidth(USE_PREF_SIZE);
        left.setPadding(CAPTION_DROP);
        GridPane.setValignment(left, VPos.TOP);
        Label right = new Label(fact);
        right.setWrapText(true);
        right.setAccessibleText(caption + ": " + fact);
        if (!term.isEmpty()) {
            left.setTooltip(new Tooltip(term));
            right.setTooltip(new Tooltip(term));
        }
        GridPane.setValignment(right, VPos.TOP);
        addRow(getRowCount(), left, right);
    }

    public void add(String caption, String fact) {
        add(caption, fact, "");
    }

    public void clear() {
        getChildren().clear();
    }
}
