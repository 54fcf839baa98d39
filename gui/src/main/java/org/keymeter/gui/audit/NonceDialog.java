package org.keymeter.gui.audit;

import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.keymeter.card.ByteString;
import org.keymeter.gui.words.Texts;

/** Says what an export for an auditor is, and asks for his nonce; results in a random one if he gave none. */
final class NonceDialog extends Dialog<ByteString> {
    /** The theme lets no dialog be wider than 600; text wrapped for more would lie over the buttons. */
    private static final double WIDTH = 560;

    NonceDialog(Texts texts) {
        setTitle(texts.text("auditor.title"));
        setHeaderText(texts.text("auditor.title"));
        Label what = new Label(texts.text("auditor.what"));
        what.setWrapText(true);
        NonceField nonce = new NonceField(texts, texts.text("auditor.nonce"));
        VBox content = new VBox(16, what, nonce);
        content.setPrefWidth(WIDTH);
        ButtonType save = new ButtonType(texts.text("auditor.save"), ButtonData.OK_DONE);
        ButtonType cancel = new ButtonType(texts.text("action.cancel"), ButtonData.CANCEL_CLOSE);
        getDialogPane().setContent(content);
        getDialogPane().getButtonTypes().setAll(save, cancel);
        getDialogPane()
                .lookupButton(save)
                .disableProperty()
                .bind(nonce.validProperty().not());
        setResultConverter(button -> button == save ? nonce.nonce().orElseGet(Nonce::random) : null);
    }
}
