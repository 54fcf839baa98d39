package org.keymeter.gui.controls;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.keymeter.gui.words.Texts;
import org.kordamp.ikonli.javafx.FontIcon;

/** A fingerprint or identity: monospaced, selectable, with a button that copies it. */
public final class CopyableText extends VBox {
    private final TextField text;

    /** @param id of the field that shows it */
    public CopyableText(Texts texts, String caption, String content, String id) {
        super(4);
        text = new TextField(content);
        text.setId(id);
        text.setEditable(false);
        text.getStyleClass().add("mono");
        HBox.setHgrow(text, Priority.ALWAYS);
        Button copy = new Button(null, new FontIcon("mdoal-content_copy"));
        copy.getStyleClass().add("button-icon");
        copy.setAccessibleText(texts.text("action.copy") + ": " + caption);
        copy.setTooltip(new Tooltip(texts.text("action.copy")));
        copy.setOnAction(
                event -> Copying.copy(text.getText(), copy.getTooltip().textProperty(), texts.text("action.copied")));
        Label label = new Label(caption);
        label.setLabelFor(text);
        label.getStyleClass().add("muted");
        getChildren().addAll(label, new HBox(8, text, copy));
    }

    public void setContent(String content) {
        text.setText(content);
    }
}
