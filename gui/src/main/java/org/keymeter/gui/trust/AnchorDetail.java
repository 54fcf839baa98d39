package org.keymeter.gui.trust;

import java.time.ZoneId;
import java.util.Optional;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.keymeter.card.AnchorInfo;
import org.keymeter.card.AnchorRemoval;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.file.PrintableText;
import org.keymeter.card.grant.CaCertificate;
import org.keymeter.gui.controls.FactGrid;
import org.keymeter.gui.controls.FingerprintText;
import org.keymeter.gui.controls.Nodes;
import org.keymeter.gui.controls.Remark;
import org.keymeter.gui.desk.Desk;
import org.keymeter.gui.frame.View;
import org.keymeter.gui.readers.CardSnapshot;
import org.keymeter.gui.words.Texts;

/** One trusted CA: its key, what is known of its certificate, which keys it refills. */
final class AnchorDetail {
    private final Desk desk;
    private final Texts texts;
    private final CaWords words;
    private final Runnable onRemove;

    @FXML
    private Label name;

    @FXML
    private FactGrid facts;

    @FXML
    private VBox concerns;

    @FXML
    private StackPane fingerprintPlace;

    @FXML
    private VBox refills;

    @FXML
    private Button remove;

    /** @param onRemove what the button does */
    AnchorDetail(Desk desk, Runnable onRemove) {
        this.desk = desk;
        this.onRemove = onRemove;
        texts = desk.texts(AnchorDetail.class);
        words = new CaWords(desk.language(), ZoneId.systemDefault());
    }

    Parent load() {
        return View.load(this, "anchor-detail.fxml", texts);
    }

    @FXML
    private void initialize() {
        remove.setOnAction(event -> onRemove.run());
    }

    /** @param certificate if it is known */
    void show(AnchorInfo anchor, CardSnapshot card, Optional<CaCertificate> certificate) {
        name.setText(CaNames.of(anchor));
        facts.clear();
        facts.add(texts.text("ca.kind"), words.kind(anchor.kind()), texts.text("anchor.kind.term"));
        facts.add(
                texts.text("ca.validity.caption"),
                certificate.map(words::validity).orElse(texts.text("anchor.validity.unknown")),
                texts.text("anchor.validity.term"));
        facts.add(
                texts.text("anchor.latest"),
                anchor.latest()
                        .map(date -> texts.text("anchor.latest.value", words.date(date)))
                        .orElse(texts.text("anchor.latest.none")),
                texts.text("anchor.latest.term"));
        concerns.getChildren().clear();
        certificate.ifPresent(
                ca -> CaConcern.of(ca, CardTrust.UNKNOWN, desk.clock().instant()).stream()
                        .filter(CaConcern::isOfDates)
                        .map(concern -> new Remark(Remark.Weight.CAUTION, words.concern(concern, ca)))
                        .forEach(concerns.getChildren()::add));
        Nodes.show(concerns, !concerns.getChildren().isEmpty());
        fingerprintPlace
                .getChildren()
                .setAll(new FingerprintText(
                        texts, texts.text("ca.fingerprint"), anchor.spkiHash(), "anchorFingerprint"));
        showRefills(AnchorRemoval.of(anchor, card.anchors(), card.keys()));
    }

    private void showRefills(AnchorRemoval removal) {
        refills.getChildren().clear();
        removal.stranded().forEach(key -> refills.getChildren()
                .add(new Remark(Remark.Weight.PLAIN, texts.text("anchor.refills.alone", label(key)))));
        removal.narrowed().forEach(key -> refills.getChildren()
                .add(new Remark(Remark.Weight.PLAIN, texts.text("anchor.refills.too", label(key)))));
        if (refills.getChildren().isEmpty()) {
            refills.getChildren().add(new Remark(Remark.Weight.PLAIN, texts.text("anchor.refills.none")));
        }
    }

    private static String label(KeyInfo key) {
        return PrintableText.of(key.label());
    }
}
