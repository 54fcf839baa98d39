package org.keymeter.gui.controls;

import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;

/** Facts, a row each: what it is at the left, the fact at the right. */
public final class FactGrid extends GridPane {
    public FactGrid() {
        setHgap(16);
        setVgap(8);
        ColumnConstraints captions = new ColumnConstraints();
        captions.setMinWidth(120);
        ColumnConstraints facts = new ColumnConstraints();
        facts.setHgrow(Priority.ALWAYS);
        getColumnConstraints().setAll(captions, facts);
    }

    /** @param term what the card calls it; empty: nothing more to say */
    public void add(String caption, String fact, String term) {
        Label left = new Label(caption);
        left.getStyleClass().add("muted");
        left.setMinWidth(USE_PREF_SIZE);
        GridPane.setValignment(left, VPos.BASELINE);
        Label right = new Label(fact);
        right.setWrapText(true);
        right.setAccessibleText(caption + ": " + fact);
        if (!term.isEmpty()) {
            left.setTooltip(new Tooltip(term));
            right.setTooltip(new Tooltip(term));
        }
        GridPane.setValignment(right, VPos.BASELINE);
        addRow(getRowCount(), left, right);
    }

    public void add(String caption, String fact) {
        add(caption, fact, "");
    }

    public void clear() {
        getChildren().clear();
    }
}
