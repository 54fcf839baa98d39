package org.keymeter.gui.card;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.keymeter.gui.controls.Remark;
import org.keymeter.gui.controls.SecretField;
import org.keymeter.gui.pins.NewPin;
import org.keymeter.gui.words.Language;
import org.keymeter.gui.words.Texts;
import org.keymeter.protocol.Limit;

/** Asks for the PIN that allows a change, and for the new one; what was typed is wiped when it closes. */
final class PinChangeDialog extends Dialog<PinChange> {
    /**
     * @param name of its texts
     * @param remarks what the change costs
     */
    PinChangeDialog(Window owner, Texts texts, Language language, String name, List<Remark> remarks) {
        ButtonType ok = new ButtonType(texts.text(name + ".action"), ButtonData.OK_DONE);
        ButtonType cancel = new ButtonType(texts.text("action.cancel"), ButtonData.CANCEL_CLOSE);
        initOwner(owner);
        setTitle(texts.text(name + ".title"));
        setHeaderText(texts.text(name + ".title"));
        SecretField authority = new SecretField();
        authority.setId("authority");
        authority.setPrefColumnCount(Limit.PIN_MAXIMUM);
        Label caption = new Label(texts.text(name + ".authority"));
        caption.setLabelFor(authority);
        NewPin replacement = new NewPin(language);
        VBox content = new VBox(16);
        content.getChildren().addAll(remarks);
        content.getChildren().addAll(new VBox(4, caption, authority), replacement);
        content.setPrefWidth(480);
        getDialogPane().setContent(content);
        getDialogPane().getButtonTypes().setAll(ok, cancel);
        Node button = getDialogPane().lookupButton(ok);
        button.setId("pinChange");
        button.disableProperty()
                .bind(authority
                        .countProperty()
                        .lessThan(Limit.PIN_MINIMUM / 2)
                        .or(replacement.acceptableProperty().not()));
        setOnShown(event -> authority.requestFocus());
        setResultConverter(pressed -> {
            PinChange change = pressed == ok ? new PinChange(authority.read(), replacement.read()) : null;
            authority.wipe();
            replacement.wipe();
            return change;
        });
    }
}
