package org.keymeter.gui.controls;

import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.javafx.FontIcon;

/** A sentence with a sign before it that says how much it wants attention. */
public final class Remark extends HBox {
    /** How much. */
    public enum Weight {
        PLAIN("mdoal-chevron_right"),
        GOOD("mdoal-check_circle"),
        CAUTION("mdomz-warning"),
        STOP("mdoal-block");

        private final String icon;

        Weight(String icon) {
            this.icon = icon;
        }
    }

    public Remark(Weight weight, String text) {
        super(8);
        getStyleClass().addAll("remark", "remark-" + weight.name().toLowerCase(Locale.ROOT));
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        HBox.setHgrow(label, Priority.ALWAYS);
        getChildren().addAll(new FontIcon(weight.icon), label);
    }
}
