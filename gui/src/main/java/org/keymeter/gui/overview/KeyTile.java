package org.keymeter.gui.overview;

import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A key: its name, a gauge that always has its number, when it runs out, and what it still opens. */
final class KeyTile extends VBox {
    KeyTile(Overview.Key key) {
        super(8);
        getStyleClass().add("tile");
        Label name = new Label(key.name());
        name.getStyleClass().add("strong");
        Label uses = new Label(key.uses());
        uses.getStyleClass().addAll("gauge-value", key.level().styleClass());
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox head = new HBox(8, name, gap, uses);
        head.getStyleClass().add("row");

        ProgressBar gauge = new ProgressBar(key.left());
        gauge.getStyleClass().addAll("gauge", key.level().styleClass());
        gauge.setMaxWidth(Double.MAX_VALUE);
        gauge.setAccessibleText(key.name() + ": " + key.uses());

        Label forecast = new Label(key.forecast());
        forecast.getStyleClass().add("forecast");
        VBox words = new VBox(4, forecast, muted(key.opens()));
        key.burst().ifPresent(burst -> words.getChildren().add(muted(burst)));
        key.spent().ifPresent(spent -> words.getChildren().add(muted(spent)));
        getChildren().addAll(head, gauge, words);
    }

    private static Label muted(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.getStyleClass().add("muted");
        return label;
    }
}
