package org.keymeter.gui.refill;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.image.WritableImage;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import org.keymeter.card.KeyInfo;
import org.keymeter.gui.controls.Copying;
import org.keymeter.gui.controls.FingerprintText;
import org.keymeter.gui.controls.Nodes;
import org.keymeter.gui.desk.Desk;
import org.keymeter.gui.words.Texts;

/** Shows the request that waits, in every form in which it can be handed over. */
final class RequestController {
    /** Of a module of the QR code, on the screen; drawn at that size, as scaling would blur it. */
    private static final int PIXELS = 3;

    private final Desk desk;
    private final RefillState state;
    private final RefillWords words;
    private final Texts texts;

    @FXML
    private Label none;

    @FXML
    private Label elsewhere;

    @FXML
    private Node here;

    @FXML
    private Label made;

    @FXML
    private Button copy;

    @FXML
    private Label drag;

    @FXML
    private Label saved;

    @FXML
    private VBox key;

    @FXML
    private Label steps;

    @FXML
    private Label approvers;

    @FXML
    private ImageView code;

    RequestController(Desk desk, RefillState state, RefillWords words) {
        this.desk = desk;
        this.state = state;
        this.words = words;
        texts = desk.texts(RequestController.class);
    }

    @FXML
    private void initialize() {
        steps.setText(words.steps());
        drag.setOnDragDetected(event -> {
            Dragboard board = drag.startDragAndDrop(TransferMode.COPY);
            ClipboardContent content = new ClipboardContent();
            content.putFiles(List.of(state.pendingProperty().get().file().toFile()));
            board.setContent(content);
            event.consume();
        });
        state.pendingProperty().addListener((property, before, now) -> update());
        state.keyProperty().addListener((property, before, now) -> update());
        update();
    }

    private void update() {
        KeyInfo chosen = state.keyProperty().get();
        KeptRequest pending = state.pendingProperty().get();
        boolean isPending = chosen != null && chosen.isRequestPending();
        boolean isHere = isPending && pending != null;
        Nodes.show(none, !isPending);
        Nodes.show(elsewhere, isPending && !isHere);
        Nodes.show(here, isHere);
        if (!isHere) {
            return;
        }
        Nodes.show(saved, false);
        made.setText(words.made(pending, chosen));
        approvers.setText(words.approvers(state.cardProperty().get(), chosen));
        key.getChildren()
                .setAll(new FingerprintText(
                        texts,
                        texts.text("request.key"),
                        pending.request().deviceKey().fingerprint(),
                        "requestFingerprint"));
        show(QrCode.of(pending.pem()));
    }

    private void show(QrCode qr) {
        int side = qr.size() * PIXELS;
        WritableImage image = new WritableImage(side, side);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                boolean isDark = qr.isDark(x / PIXELS, y / PIXELS);
                image.getPixelWriter().setColor(x, y, isDark ? Color.BLACK : Color.WHITE);
            }
        }
        code.setImage(image);
    }

    @FXML
    private void copy() {
        Copying.copy(state.pendingProperty().get().pem(), copy.textProperty(), texts.text("request.copied"));
    }

    @FXML
    private void save() {
        String pem = state.pendingProperty().get().pem();
        String name =
                texts.text("request.file", state.keyProperty().get().label().replaceAll("[^\\p{Alnum}._-]+", "-"));
        desk.files().save(texts.text("request.saving"), name).ifPresent(file -> {
            state.gate().clear();
            desk.inBackground(
                    texts.text("request.saving"),
                    activity -> Files.writeString(file, pem, StandardCharsets.US_ASCII),
                    written -> {
                        saved.setText(texts.text("request.saved", written));
                        Nodes.show(saved, true);
                    },
                    state.gate()::show);
        });
    }
}
