package org.keymeter.gui.overview;

import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;

/** A figure with its caption above. */
final class FigureTile extends VBox {
    FigureTile(Overview.Figure figure) {
        Label caption = new Label(figure.caption());
        caption.getStyleClass().add("muted");
        Label value = new Label(figure.value());
        value.getStyleClass().addAll("figure", figure.level().styleClass());
        getStyleClass().add("tile");
        getChildren().addAll(caption, value);
        Tooltip.install(this, new Tooltip(figure.tooltip()));
    }
}
