package org.keymeter.gui.desk;

import java.util.OptionalInt;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.keymeter.card.Pin;
import org.keymeter.card.Secret;
import org.keymeter.gui.controls.SecretField;
import org.keymeter.gui.words.Texts;
import org.keymeter.protocol.Limit;

/** Asks for a PIN; what was typed is wiped when the dialog closes. */
final class PinDialog extends Dialog<Secret> {
    PinDialog(Texts texts, Pin which, String why, OptionalInt triesLeft) {
        String name = texts.text(which == Pin.USER ? "pin.user.title" : "pin.admin.title");
        ButtonType ok = new ButtonType(texts.text("action.ok"), ButtonData.OK_DONE);
        ButtonType cancel = new ButtonType(texts.text("action.cancel"), ButtonData.CANCEL_CLOSE);
        setTitle(name);
        setHeaderText(why);

        SecretField field = new SecretField();
        field.setId("pin");
        field.setPrefColumnCount(Limit.PIN_MAXIMUM);
        Label caption = new Label(name);
        caption.setLabelFor(field);
        Label hint = new Label(texts.text("pin.hint", Limit.PIN_MINIMUM, Limit.PIN_MAXIMUM));
        hint.getStyleClass().add("muted");
        VBox content = new VBox(8, caption, field, hint);
        triesLeft.ifPresent(left -> {
            Label wrong = new Label(texts.text("pin.wrong", left));
            wrong.setId("pinWrong");
            wrong.getStyleClass().addAll("label", left == 1 ? "level-stop" : "level-soon");
            wrong.setWrapText(true);
            content.getChildren().add(0, wrong);
        });
        content.setPrefWidth(400);
        getDialogPane().setContent(content);
        getDialogPane().getButtonTypes().setAll(ok, cancel);
        getDialogPane()
                .lookupButton(ok)
                .disableProperty()
                .bind(field.countProperty().lessThan(Limit.PIN_MINIMUM / 2));
        setOnShown(event -> field.requestFocus());
        setResultConverter(button -> {
            Secret pin = button == ok ? field.read() : null;
            field.wipe();
            return pin;
        });
    }
}
