package org.keymeter.gui.keys;

import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.keymeter.card.ByteString;
import org.keymeter.card.KeyInfo;
import org.keymeter.gui.controls.NumberSpinner;
import org.keymeter.gui.desk.Desk;
import org.keymeter.gui.words.Texts;

/** Where the person says at how few uses a key's notice is to come; kept as it is typed. */
final class LowMark extends HBox {
    private final Desk desk;
    private final NumberSpinner uses = new NumberSpinner();
    private ByteString key;
    private boolean isFilling;

    LowMark(Desk desk, Texts texts) {
        super(8);
        this.desk = desk;
        getStyleClass().add("row");
        uses.setId("keyLowMark");
        uses.setAccessibleText(texts.text("key.low.name"));
        uses.setPrefWidth(112);
        uses.numberProperty().addListener((property, before, now) -> {
            if (!isFilling) {
                desk.setLowMark(key, now.longValue());
            }
        });
        getChildren().addAll(new Label(texts.text("key.low")), uses, new Label(texts.text("key.low.uses")));
    }

    void show(KeyInfo now) {
        if (now.identity().equals(key)) {
            return;
        }
        key = now.identity();
        long ceiling = now.policy().ceiling();
        desk.lowMark(Optional.of(key), ceiling, mark -> {
            if (now.identity().equals(key)) {
                isFilling = true;
                uses.setRange(0, (int) ceiling, (int) Math.min(mark, ceiling));
                isFilling = false;
            }
        });
    }
}
