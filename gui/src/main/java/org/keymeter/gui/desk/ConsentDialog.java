package org.keymeter.gui.desk;

import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.keymeter.gui.words.Texts;

/** Asks for consent to something that cannot be undone. */
final class ConsentDialog extends Dialog<Boolean> {
    ConsentDialog(Texts texts, String title, String consequence, String action, Optional<String> typed) {
        ButtonType yes = new ButtonType(action, ButtonData.OK_DONE);
        ButtonType no = new ButtonType(texts.text("action.cancel"), ButtonData.CANCEL_CLOSE);
        setTitle(title);
        setHeaderText(title);
        Label text = new Label(consequence);
        text.setWrapText(true);
        VBox content = new VBox(16, text);
        content.setPrefWidth(480);
        getDialogPane().setContent(content);
        getDialogPane().getButtonTypes().setAll(yes, no);
        Node button = getDialogPane().lookupButton(yes);
        button.getStyleClass().add("danger");
        typed.ifPresent(expected -> {
            TextField field = new TextField();
            field.setId("consent");
            Label caption = new Label(texts.text("consent.type", expected));
            caption.setWrapText(true);
            caption.setLabelFor(field);
            content.getChildren().addAll(caption, field);
            button.disableProperty().bind(field.textProperty().isNotEqualTo(expected));
            setOnShown(event -> field.requestFocus());
        });
        setResultConverter(pressed -> pressed == yes);
    }
}
