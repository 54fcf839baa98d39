package org.keymeter.gui.setup;

import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.keymeter.card.Pin;
import org.keymeter.card.Secret;
import org.keymeter.gui.controls.SecretField;
import org.keymeter.gui.words.Texts;
import org.keymeter.protocol.Limit;

/** A new PIN, typed twice, with its length and what is to be said of it. */
final class PinPage extends SetupPage {
    private final Pin pin;
    private final SecretField first;
    private final SecretField second;
    private final Label strength = wrapped("");
    private final Label match = wrapped("");
    private final ProgressBar bar = new ProgressBar(0);

    PinPage(SetupPlan plan, Texts texts, Pin pin) {
        super(plan, texts, pin == Pin.USER ? "user-pin" : "admin-pin");
        this.pin = pin;
        first = pin == Pin.USER ? plan.secrets().user() : plan.secrets().newAdmin();
        second = pin == Pin.USER ? plan.secrets().userAgain() : plan.secrets().newAdminAgain();
        first.setId("newPin");
        second.setId("newPinAgain");
        strength.setId("pinStrength");
        match.setId("pinMatch");
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.getStyleClass().add("strength");
        HBox.setHgrow(bar, Priority.ALWAYS);
        add(paragraph("text"), field(first, "pin.new"), new VBox(4, bar, strength), field(second, "pin.again"), match);
        first.editsProperty().addListener((property, before, now) -> judge());
        second.editsProperty().addListener((property, before, now) -> judge());
    }

    private VBox field(SecretField field, String caption) {
        Label label = new Label(texts().text(caption));
        label.setLabelFor(field);
        field.setPrefColumnCount(Limit.PIN_MAXIMUM);
        return new VBox(4, label, field);
    }

    @Override
    boolean isNeeded() {
        return plan().mode() == SetupMode.FIRST || plan().mode() == SetupMode.AGAIN && pin == Pin.USER;
    }

    @Override
    void enter() {
        judge();
    }

    private void judge() {
        try (Secret typed = first.read();
                Secret again = second.read()) {
            PinStrength rating = PinStrength.of(typed);
            bar.setProgress(rating.level());
            strength.setText(texts().text(rating.key(), typed.length(), Limit.PIN_MINIMUM, Limit.PIN_MAXIMUM));
            bar.setAccessibleText(strength.getText());
            boolean isSame = typed.isSameAs(again);
            Optional<String> fault = Optional.empty();
            if (rating.isAllowed() && isOther(typed)) {
                fault = Optional.of("pin.same-as-other");
            } else if (again.length() > 0 && !isSame) {
                fault = Optional.of("pin.differs");
            }
            String praise = isSame && rating.isAllowed() ? texts().text("pin.matches") : "";
            match.setText(fault.map(key -> texts().text(key)).orElse(praise));
            completeProperty().set(rating.isAllowed() && isSame && fault.isEmpty());
        }
    }

    /** Whether it is the card's other PIN: then one person could do what takes two. */
    private boolean isOther(Secret typed) {
        SecretField other =
                switch (plan().mode()) {
                    case FIRST ->
                        pin == Pin.USER
                                ? plan().secrets().newAdmin()
                                : plan().secrets().user();
                    case RESUME, AGAIN -> plan().secrets().admin();
                };
        try (Secret compared = other.read()) {
            return compared.length() > 0 && typed.isSameAs(compared);
        }
    }
}
