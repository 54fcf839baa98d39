package org.keymeter.gui.pins;

import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.VBox;
import org.keymeter.card.Secret;
import org.keymeter.gui.controls.SecretField;
import org.keymeter.gui.words.Language;
import org.keymeter.gui.words.Texts;
import org.keymeter.protocol.Limit;

/** A new PIN, typed twice, with its length and what is to be said of it in words and a bar. {@link #wipe} it when done. */
public final class NewPin extends VBox {
    private final Texts texts;
    private final SecretField first = new SecretField();
    private final SecretField second = new SecretField();
    private final ProgressBar bar = new ProgressBar(0);
    private final Label strength = new Label();
    private final Label match = new Label();
    private final ReadOnlyBooleanWrapper acceptable = new ReadOnlyBooleanWrapper();
    private Supplier<Secret> other = () -> Secret.take(new byte[0]);

    public NewPin(Language language) {
        super(16);
        texts = language.texts(NewPin.class);
        first.setId("newPin");
        second.setId("newPinAgain");
        strength.setId("pinStrength");
        match.setId("pinMatch");
        for (Label words : new Label[] {strength, match}) {
            words.setWrapText(true);
            words.setMinHeight(USE_PREF_SIZE);
        }
        bar.setMaxWidth(Double.MAX_VALUE);
        getChildren()
                .addAll(captioned("pin.new", first), new VBox(4, bar, strength), captioned("pin.again", second), match);
        first.editsProperty().addListener((property, before, now) -> judge());
        second.editsProperty().addListener((property, before, now) -> judge());
        judge();
    }

    private VBox captioned(String key, SecretField field) {
        Label caption = new Label(texts.text(key));
        caption.setLabelFor(field);
        field.setPrefColumnCount(Limit.PIN_MAXIMUM);
        return new VBox(4, caption, field);
    }

    /** @param pin the card's other PIN as far as it is known, or nothing; asked for at each edit, and wiped after it */
    public void setOther(Supplier<Secret> pin) {
        other = pin;
    }

    /** Whether a card takes it, it was typed twice the same, and it is not the other PIN. */
    public ReadOnlyBooleanProperty acceptableProperty() {
        return acceptable.getReadOnlyProperty();
    }

    /** A copy of what was typed; the caller's to close. */
    public Secret read() {
        return first.read();
    }

    public void wipe() {
        first.wipe();
        second.wipe();
    }

    @Override
    public void requestFocus() {
        first.requestFocus();
    }

    /** Looks at it once more: the other PIN may have changed. */
    public void judge() {
        try (Secret typed = first.read();
                Secret again = second.read();
                Secret compared = other.get()) {
            PinStrength rating = PinStrength.of(typed);
            bar.setProgress(rating.level());
            strength.setText(texts.text(rating.key(), typed.length(), Limit.PIN_MINIMUM, Limit.PIN_MAXIMUM));
            bar.setAccessibleText(strength.getText());
            boolean isSame = typed.isSameAs(again);
            boolean isOther = compared.length() > 0 && typed.isSameAs(compared);
            String key = "";
            if (rating.isAllowed() && isOther) {
                key = "pin.same-as-other";
            } else if (again.length() > 0 && !isSame) {
                key = "pin.differs";
            } else if (rating.isAllowed() && isSame) {
                key = "pin.matches";
            }
            match.setText(key.isEmpty() ? "" : texts.text(key));
            acceptable.set(rating.isAllowed() && isSame && !isOther);
        }
    }
}
