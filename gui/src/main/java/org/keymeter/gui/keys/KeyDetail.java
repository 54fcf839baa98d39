package org.keymeter.gui.keys;

import java.util.List;
import java.util.Map;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.keymeter.card.ByteString;
import org.keymeter.card.KeyInfo;
import org.keymeter.gui.controls.CopyableText;
import org.keymeter.gui.controls.FactGrid;
import org.keymeter.gui.controls.Nodes;
import org.keymeter.gui.controls.Remark;
import org.keymeter.gui.desk.Desk;
import org.keymeter.gui.frame.View;
import org.keymeter.gui.words.Texts;

/** One key: how it stands, what its policy means, who refills it. */
final class KeyDetail {
    private static final int SHORT_HASH = 9;

    private final Texts texts;
    private final KeyWords words;
    private final PolicyWords meaning;
    private final CopyableText identity;
    private final LowMark lowMark;
    private final Runnable onDelete;

    @FXML
    private Label name;

    @FXML
    private StackPane gaugePlace;

    @FXML
    private Label uses;

    @FXML
    private StackPane lowMarkPlace;

    @FXML
    private Label meaningTitle;

    @FXML
    private VBox sentences;

    @FXML
    private FactGrid state;

    @FXML
    private VBox refillers;

    @FXML
    private Label refillersTitle;

    @FXML
    private FactGrid policy;

    @FXML
    private StackPane identityPlace;

    @FXML
    private Button delete;

    private final KeyCell.UsesGauge gauge = new KeyCell.UsesGauge();

    /** @param onDelete what the button does */
    KeyDetail(Desk desk, Runnable onDelete) {
        this.onDelete = onDelete;
        texts = desk.texts(KeyDetail.class);
        words = new KeyWords(texts);
        meaning = new PolicyWords(desk.language());
        identity = new CopyableText(texts, texts.text("key.identity"), "", "keyIdentity");
        lowMark = new LowMark(desk, texts);
    }

    Parent load() {
        return View.load(this, "key-detail.fxml", texts);
    }

    @FXML
    private void initialize() {
        gaugePlace.getChildren().add(gauge);
        identityPlace.getChildren().add(identity);
        lowMarkPlace.getChildren().add(lowMark);
        meaningTitle.setText(texts.text("keys.meaning.parts", meaning.size(1)));
        gauge.setAccessibleText(texts.text("key.gauge"));
        delete.setOnAction(event -> onDelete.run());
    }

    /** @param names of the CAs on the card by the SHA-256 of their SPKI */
    void show(KeyInfo key, Map<ByteString, String> names) {
        name.setText(KeyWords.label(key));
        gauge.show(key);
        uses.setText(words.uses(key));
        uses.getStyleClass().setAll("label", "gauge-value", KeyWords.level(key));
        sentences.getChildren().clear();
        if (key.hasOldGeneration()) {
            sentences.getChildren().add(new Remark(Remark.Weight.CAUTION, texts.text("key.old")));
        }
        Remarks.add(meaning.sentences(key.policy(), key.remaining() + key.openLease(), names), sentences);
        fill(state, words.state(key));
        fill(policy, words.policy(key.policy()));
        identity.setContent(key.identity().toGroups());
        lowMark.show(key);
        showRefillers(key.policy().anchors(), names);
    }

    private void showRefillers(List<ByteString> anchors, Map<ByteString, String> names) {
        refillers.getChildren().clear();
        Nodes.show(refillersTitle, !anchors.isEmpty());
        for (ByteString anchor : anchors) {
            String shortHash = anchor.toGroups().substring(0, SHORT_HASH) + " …";
            refillers
                    .getChildren()
                    .add(
                            names.containsKey(anchor)
                                    ? new Remark(
                                            Remark.Weight.PLAIN,
                                            texts.text("key.refiller", names.get(anchor), shortHash))
                                    : new Remark(Remark.Weight.CAUTION, texts.text("key.refiller.missing", shortHash)));
        }
    }

    private static void fill(FactGrid grid, List<KeyWords.Fact> facts) {
        grid.clear();
        facts.forEach(fact -> grid.add(fact.caption(), fact.value(), fact.term()));
    }
}
