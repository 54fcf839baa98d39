package org.keymeter.gui.approver;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.keymeter.card.DeviceKey;
import org.keymeter.card.file.BoundedFile;
import org.keymeter.gui.controls.FingerprintText;
import org.keymeter.gui.controls.Nodes;
import org.keymeter.gui.controls.Remark;
import org.keymeter.gui.desk.BackgroundWork;
import org.keymeter.gui.desk.Desk;
import org.keymeter.gui.desk.FileIntake;
import org.keymeter.gui.words.Problem;
import org.keymeter.gui.words.Texts;

/** Opens a request, says whose it is, and shows what the card says of itself. */
final class IncomingController {
    private final ApproverState state;
    private final Desk desk;
    private final Texts texts;

    @FXML
    private VBox intake;

    @FXML
    private Node given;

    @FXML
    private Label asked;

    @FXML
    private VBox verdict;

    @FXML
    private VBox key;

    @FXML
    private GridPane facts;

    IncomingController(ApproverState state) {
        this.state = state;
        desk = state.desk();
        texts = desk.texts(IncomingController.class);
    }

    @FXML
    private void initialize() {
        intake.getChildren()
                .add(new FileIntake(
                                desk,
                                "incoming",
                                texts.text("incoming.what"),
                                this::takeFile,
                                "*.csr",
                                "*.pem",
                                "*.req")
                        .orText(text -> take(activity -> text.getBytes(StandardCharsets.UTF_8))));
        state.assessmentProperty().addListener((property, before, now) -> update());
        state.changesProperty().addListener((property, before, now) -> assessAgain());
        update();
    }

    private void takeFile(List<Path> files) {
        take(activity -> BoundedFile.read(files.get(0)));
    }

    private void take(BackgroundWork<byte[]> reading) {
        Map<String, DeviceKey> plugged = state.plugged();
        state.problem().clear();
        desk.inBackground(
                texts.text("incoming.reading"),
                activity -> state.approving().assess(reading.run(activity), plugged),
                state.assessmentProperty()::set,
                this::refuse);
    }

    /** The list of known cards may have changed. */
    private void assessAgain() {
        Assessment shown = state.assessmentProperty().get();
        if (shown != null) {
            byte[] same = shown.request().der().toByteArray();
            take(activity -> same);
        }
    }

    private void refuse(Problem problem) {
        state.assessmentProperty().set(null);
        state.problem().show(problem);
    }

    private void update() {
        Assessment now = state.assessmentProperty().get();
        Nodes.show(given, now != null);
        if (now == null) {
            return;
        }
        asked.setText(state.words().asked(now));
        verdict.getChildren()
                .setAll(state.words().remarks(now).stream()
                        .map(words -> new Remark(words.weight(), words.text()))
                        .toList());
        key.getChildren()
                .setAll(new FingerprintText(
                        texts,
                        texts.text("incoming.key"),
                        now.request().deviceKey().fingerprint(),
                        "incomingFingerprint"));
        facts.getChildren().clear();
        List<ApproverWords.Fact> all = state.words().facts(now);
        for (int i = 0; i < all.size(); i++) {
            Label caption = new Label(all.get(i).caption());
            caption.getStyleClass().add("muted");
            Label value = new Label(all.get(i).value());
            value.setWrapText(true);
            value.setAccessibleText(all.get(i).caption() + ": " + all.get(i).value());
            facts.addRow(i, caption, value);
        }
    }
}
