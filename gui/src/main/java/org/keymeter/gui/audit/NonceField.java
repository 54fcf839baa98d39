package org.keymeter.gui.audit;

import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.keymeter.card.ByteString;
import org.keymeter.gui.controls.Nodes;
import org.keymeter.gui.words.Texts;

/** For an auditor's nonce, or nothing. */
final class NonceField extends VBox {
    private final TextField field = new TextField();
    private final BooleanBinding isValid;

    NonceField(Texts texts, String caption) {
        super(4);
        field.setId("nonce");
        field.getStyleClass().add("mono");
        field.setPromptText(texts.text("nonce.prompt"));
        Label label = new Label(caption);
        label.setLabelFor(field);
        label.setWrapText(true);
        Label wrong = new Label(texts.text("nonce.wrong"));
        wrong.getStyleClass().add("level-soon");
        wrong.setWrapText(true);
        isValid = Bindings.createBooleanBinding(
                () -> field.getText().isBlank() || nonce().isPresent(), field.textProperty());
        isValid.addListener((property, before, now) -> Nodes.show(wrong, !now));
        Nodes.show(wrong, false);
        getChildren().addAll(label, field, wrong);
    }

    /** Whether it is one, or nothing. */
    BooleanBinding validProperty() {
        return isValid;
    }

    Optional<ByteString> nonce() {
        return Nonce.parse(field.getText());
    }
}
