package org.keymeter.gui.setup;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;
import org.keymeter.gui.words.Texts;
import org.keymeter.protocol.Limit;

/** The card's label, and the options that few change. */
final class NamePage extends SetupPage {
    private final TextField label = new TextField();
    private final Label length = wrapped("");

    NamePage(SetupPlan plan, Texts texts) {
        super(plan, texts, "name");
        label.setId("cardLabel");
        Label caption = new Label(text("label"));
        caption.setLabelFor(label);
        length.getStyleClass().add("muted");
        label.textProperty().addListener((property, before, now) -> judge());
        VBox options = new VBox(
                16,
                choice("audit.forced", "audit.ring", ring -> plan.setAuditForced(!ring)),
                choice("acknowledge.user", "acknowledge.admin", plan::setAdminAcknowledging));
        TitledPane more = new TitledPane(text("more"), options);
        more.setId("setupMore");
        more.setExpanded(false);
        more.setAnimated(false);
        add(paragraph("text"), new VBox(4, caption, label, length), more);
    }

    /** Two choices, the usual one first. */
    private VBox choice(String usual, String other, Consumer<Boolean> isOther) {
        ToggleGroup group = new ToggleGroup();
        RadioButton first = option(usual, group);
        RadioButton second = option(other, group);
        first.setSelected(true);
        second.selectedProperty().addListener((property, before, now) -> isOther.accept(now));
        return new VBox(4, first, described(usual), second, described(other));
    }

    private RadioButton option(String key, ToggleGroup group) {
        RadioButton button = new RadioButton(text(key));
        button.setId(key.replace('.', '-'));
        button.setToggleGroup(group);
        button.setAccessibleHelp(text(key + ".text"));
        return button;
    }

    private Label described(String key) {
        Label words = paragraph(key + ".text");
        words.getStyleClass().addAll("muted", "choice-text");
        return words;
    }

    @Override
    boolean isNeeded() {
        return plan().mode() != SetupMode.RESUME;
    }

    @Override
    void enter() {
        judge();
        focus(label);
    }

    private void judge() {
        String typed = label.getText().strip();
        int bytes = typed.getBytes(StandardCharsets.UTF_8).length;
        length.setText(text("length", bytes, Limit.LABEL_MAXIMUM));
        completeProperty().set(bytes > 0 && bytes <= Limit.LABEL_MAXIMUM);
        plan().setLabel(typed);
    }
}
