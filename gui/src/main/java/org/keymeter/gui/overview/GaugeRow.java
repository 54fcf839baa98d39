package org.keymeter.gui.overview;

import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** The uses of one key: its slot, a bar, and always the number. */
final class GaugeRow extends HBox {
    GaugeRow(Page.Gauge gauge) {
        Label caption = new Label(gauge.caption());
        caption.getStyleClass().add("gauge-caption");
        ProgressBar bar = new ProgressBar(gauge.left());
        bar.getStyleClass().addAll("gauge", gauge.level().styleClass());
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setAccessibleText(gauge.caption() + ": " + gauge.value());
        HBox.setHgrow(bar, Priority.ALWAYS);
        Label value = new Label(gauge.value());
        value.getStyleClass().addAll("gauge-value", gauge.level().styleClass());
        getStyleClass().add("gauge-row");
        getChildren().addAll(caption, bar, value);
    }
}
