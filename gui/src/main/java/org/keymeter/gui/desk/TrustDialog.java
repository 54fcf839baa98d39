package org.keymeter.gui.desk;

import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.keymeter.card.UnknownDeviceException;
import org.keymeter.gui.controls.CopyableText;
import org.keymeter.gui.desk.Prompts.Trust;
import org.keymeter.gui.words.Texts;

/** Asks whether a card that this computer does not know is the one that its owner means. */
final class TrustDialog extends Dialog<Trust> {
    TrustDialog(Texts texts, UnknownDeviceException unknown) {
        ButtonType compared = new ButtonType(texts.text("trust.compared"), ButtonData.OK_DONE);
        ButtonType unseen = new ButtonType(texts.text("trust.unseen"), ButtonData.OTHER);
        ButtonType cancel = new ButtonType(texts.text("action.cancel"), ButtonData.CANCEL_CLOSE);
        setTitle(texts.text("trust.title"));
        setHeaderText(unknown.predecessor()
                .map(before -> texts.text("trust.successor", before.label()))
                .orElse(texts.text("trust.new")));

        String fingerprint = unknown.offered().orElseThrow().deviceKey().toString();
        Label question = new Label(texts.text("trust.question"));
        question.setWrapText(true);
        Label warning = new Label(texts.text("trust.warning"));
        warning.setWrapText(true);
        warning.getStyleClass().add("muted");
        VBox content = new VBox(
                16,
                question,
                new CopyableText(texts, texts.text("trust.fingerprint"), fingerprint, "trustFingerprint"),
                warning);
        content.setPrefWidth(560);
        getDialogPane().setContent(content);
        getDialogPane().getButtonTypes().setAll(compared, unseen, cancel);
        setResultConverter(button -> {
            if (button == compared) {
                return Trust.COMPARED;
            }
            return button == unseen ? Trust.FIRST_USE : Trust.NO;
        });
    }
}
