package org.keymeter.gui.trust;

import java.time.ZoneId;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.keymeter.card.grant.CaCertificate;
import org.keymeter.gui.controls.FactGrid;
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
        FactGrid facts = new FactGrid();
        facts.add(texts.text("ca.kind"), words.kind(ca.kind()));
        facts.add(texts.text("ca.validity.caption"), words.validity(ca));
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
}
