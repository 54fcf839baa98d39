package org.keymeter.gui.audit;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.keymeter.card.ByteString;
import org.keymeter.card.DeviceKey;
import org.keymeter.card.PinnedDevice;
import org.keymeter.card.file.BoundedFile;
import org.keymeter.gui.desk.Desk;
import org.keymeter.gui.words.Problem;
import org.keymeter.gui.words.Texts;

/** Verifies an export from elsewhere against a device key, and stores nothing. */
final class VerifyDialog extends Dialog<Void> {
    /** The theme lets no dialog be wider than 600; text wrapped for more would lie over the buttons. */
    private static final double WIDTH = 560;

    private static final double HEIGHT = 320;

    private final Desk desk;
    private final Texts texts;
    private final VerificationWords words;
    private final ComboBox<Choice<DeviceKey>> key = new ComboBox<>();
    private final NonceField nonce;
    private final VBox content = new VBox(16);
    private final Outcome outcome;
    private final Path file;

    /** @param trusted whose keys are offered; @param claimed the card that the file says it is of */
    VerifyDialog(
            Desk desk,
            Texts texts,
            VerificationWords words,
            Path file,
            List<PinnedDevice> trusted,
            Optional<ByteString> claimed) {
        this.desk = desk;
        this.texts = texts;
        this.words = words;
        this.file = file;
        outcome = new Outcome(texts);
        nonce = new NonceField(texts, texts.text("verify.nonce"));
        setTitle(texts.text("verify.title"));
        setHeaderText(texts.text("verify.file", file.getFileName()));
        trusted.forEach(card ->
                key.getItems().add(Choice.of(card.identity().deviceKey(), texts.text("verify.key", card.label()))));
        trusted.stream()
                .filter(card -> Optional.of(card.identity().deviceId()).equals(claimed))
                .findFirst()
                .ifPresent(card -> key.getSelectionModel().select(trusted.indexOf(card)));
        content.getChildren().addAll(keyRow(), nonce, verifyButton(), outcome);
        content.setPrefWidth(WIDTH);
        content.setMinHeight(HEIGHT);
        getDialogPane().setContent(content);
        getDialogPane().getButtonTypes().setAll(new ButtonType(texts.text("action.close"), ButtonData.CANCEL_CLOSE));
        setResizable(true);
    }

    private VBox keyRow() {
        key.setId("verifyKey");
        key.setMaxWidth(Double.MAX_VALUE);
        key.setPromptText(texts.text("verify.key.prompt"));
        HBox.setHgrow(key, Priority.ALWAYS);
        Label caption = new Label(texts.text("verify.key.caption"));
        caption.setWrapText(true);
        caption.setMinHeight(Label.USE_PREF_SIZE);
        caption.setLabelFor(key);
        Button pem = new Button(texts.text("verify.pem"));
        pem.setId("verifyPem");
        pem.setMinWidth(Button.USE_PREF_SIZE);
        pem.setOnAction(event -> readPem());
        return new VBox(4, caption, new HBox(8, key, pem));
    }

    private Button verifyButton() {
        Button verify = new Button(texts.text("verify.action"));
        verify.setId("verify");
        verify.getStyleClass().add("accent");
        verify.setDefaultButton(true);
        verify.disableProperty()
                .bind(key.valueProperty().isNull().or(nonce.validProperty().not()));
        verify.setOnAction(event -> verify());
        return verify;
    }

    private void readPem() {
        List<Path> picked = desk.files().open(texts.text("verify.pem"), texts.text("verify.pem.kind"), "*.pem");
        if (picked.isEmpty()) {
            return;
        }
        Path pem = picked.get(0);
        desk.inBackground(
                texts.text("verify.pem"),
                activity -> DeviceKey.ofPem(new String(BoundedFile.read(pem), StandardCharsets.US_ASCII)),
                read -> {
                    outcome.clear();
                    Choice<DeviceKey> choice = Choice.of(read, pem.getFileName().toString());
                    key.getItems().add(choice);
                    key.setValue(choice);
                },
                this::fail);
    }

    private void verify() {
        DeviceKey known = key.getValue().value().orElseThrow();
        Optional<ByteString> question = nonce.nonce();
        outcome.clear();
        desk.inBackground(
                texts.text("verify.title"),
                activity -> words.of(ForeignFiles.verify(file, known, question, activity), question),
                this::say,
                this::fail);
    }

    private void say(List<Said> said) {
        outcome.say(said);
        fit();
    }

    private void fail(Problem problem) {
        outcome.fail(problem);
        fit();
    }

    /** Gives what is said its room: a dialog reckons with text that is not wrapped. */
    private void fit() {
        content.applyCss();
        content.layout();
        content.setMinHeight(Math.max(HEIGHT, content.prefHeight(content.getWidth())));
        getDialogPane().getScene().getWindow().sizeToScene();
    }
}
