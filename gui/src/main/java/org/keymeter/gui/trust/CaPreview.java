package org.keymeter.gui.trust;

import java.time.ZoneId;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.keymeter.card.grant.CaCertificate;
import org.keymeter.gui.controls.FingerprintText;
import org.keymeter.gui.controls.Nodes;
import org.keymeter.gui.controls.Remark;
import org.keymeter.gui.desk.Desk;
import org.keymeter.gui.words.Texts;

/** What to look at before a CA is trusted: its name, key, validity, fingerprint, and what is worth a thought. */
public final class CaPreview extends VBox {
    private final Desk desk;
    private final Texts texts;
    private final CaWords words;

    /** Takes no room until there is something to show. */
    public CaPreview(Desk desk) {
        super(8);
        this.desk = desk;
        texts = desk.texts(CaPreview.class);
        words = new CaWords(desk.language(), ZoneId.systemDefault());
        getStyleClass().add("panel");
        setId("caPreview");
        clear();
    }

    /** @param card that shall trust it */
    public void show(CaCertificate ca, CardTrust card) {
        Label name = new Label(ca.name());
        name.setId("caName");
        name.setWrapText(true);
        name.getStyleClass().add("strong");
        GridPane facts = new GridPane();
        facts.setHgap(16);
        facts.setVgap(4);
        facts.addRow(0, caption("ca.kind"), fact(words.kind(ca.kind())));
        facts.addRow(1, caption("ca.validity.caption"), fact(words.validity(ca)));
        Label compare = new Label(texts.text("ca.compare"));
        compare.setWrapText(true);
        getChildren()
                .setAll(
                        name,
                        facts,
                        new FingerprintText(texts, texts.text("ca.fingerprint"), ca.fingerprint(), "caFingerprint"),
                        compare);
        for (CaConcern concern : CaConcern.of(ca, card, desk.clock().instant())) {
            Remark.Weight weight = concern.isBlocking() ? Remark.Weight.STOP : Remark.Weight.CAUTION;
            getChildren()
                    .add(new Remark(
                            concern == CaConcern.TRUSTED ? Remark.Weight.PLAIN : weight, words.concern(concern, ca)));
        }
        Nodes.show(this, true);
    }

    public void clear() {
        getChildren().clear();
        Nodes.show(this, false);
    }

    private Label caption(String key) {
        Label caption = new Label(texts.text(key));
        caption.getStyleClass().add("muted");
        caption.setMinWidth(USE_PREF_SIZE);
        GridPane.setValignment(caption, VPos.BASELINE);
        return caption;
    }

    private static Label fact(String text) {
        Label fact = new Label(text);
        fact.setWrapText(true);
        return fact;
    }
}
