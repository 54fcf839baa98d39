package org.keymeter.gui.approver;

import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.keymeter.card.Secret;
import org.keymeter.gui.controls.SecretField;
import org.keymeter.gui.words.Texts;

/** Asks for the passphrase of the CA's key; what was typed is wiped when the dialog closes. */
final class PassphraseDialog extends Dialog<Secret> {
    /** @param file that the key is in */
    PassphraseDialog(Texts texts, String file) {
        ButtonType ok = new ButtonType(texts.text("passphrase.action"), ButtonData.OK_DONE);
        ButtonType cancel = new ButtonType(texts.text("action.cancel"), ButtonData.CANCEL_CLOSE);
        setTitle(texts.text("passphrase.title"));
        setHeaderText(texts.text("passphrase.title"));
        SecretField field = new SecretField();
        field.setId("passphrase");
        Label caption = new Label(texts.text("passphrase.of", file));
        caption.setLabelFor(field);
        caption.setWrapText(true);
        VBox content = new VBox(8, caption, field);
        content.setPrefWidth(400);
        getDialogPane().setContent(content);
        getDialogPane().getButtonTypes().setAll(ok, cancel);
        setOnShown(event -> field.requestFocus());
        setResultConverter(button -> {
            Secret passphrase = button == ok ? field.read() : null;
            field.wipe();
            return passphrase;
        });
    }
}
