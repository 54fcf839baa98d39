package org.keymeter.gui.setup;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;
import org.keymeter.card.AnchorInfo;
import org.keymeter.card.ByteString;
import org.keymeter.card.Policy;
import org.keymeter.card.grant.DistinguishedName;
import org.keymeter.gui.controls.Remark;
import org.keymeter.gui.keys.PolicyPreset;
import org.keymeter.gui.keys.PolicySentence;
import org.keymeter.gui.keys.PolicyWords;
import org.keymeter.gui.words.Language;
import org.keymeter.gui.words.Texts;
import org.keymeter.protocol.Limit;

/** The first key: one of four policies, and what the chosen one means. */
final class KeyPage extends SetupPage {
    private final Texts presets;
    private final PolicyWords policies;
    private final ToggleGroup group = new ToggleGroup();
    private final TextField label = new TextField();
    private final VBox meaning = new VBox(8);
    private final VBox labelBox;
    private final Label fault = wrapped("");

    KeyPage(SetupPlan plan, Texts texts, Language language) {
        super(plan, texts, "key");
        presets = language.texts(PolicyWords.class);
        policies = new PolicyWords(language);
        Label caption = new Label(text("label"));
        caption.setLabelFor(label);
        label.setId("keyLabel");
        fault.getStyleClass().add("muted");
        labelBox = new VBox(4, caption, label, fault);
        add(paragraph("text"));
        VBox choices = new VBox(8);
        for (PolicyPreset preset : PolicyPreset.values()) {
            choices.getChildren().add(choice(preset, presets.text(preset.key()), presets.text(preset.key() + ".text")));
        }
        choices.getChildren().add(choice(null, text("none"), text("none.text")));
        add(labelBox, choices, meaning);
        meaning.getStyleClass().add("tile");
        meaning.setId("keyMeaning");
        label.textProperty().addListener((property, before, now) -> judge());
        group.selectedToggleProperty().addListener((property, before, now) -> judge());
        group.getToggles().get(0).setSelected(true);
    }

    /** @param preset null: no key */
    private Node choice(PolicyPreset preset, String name, String words) {
        RadioButton button = new RadioButton(name);
        button.setId(preset == null ? "preset-none" : preset.key().replace('.', '-'));
        button.setUserData(preset);
        button.setToggleGroup(group);
        button.setAccessibleHelp(words);
        Label text = wrapped(words);
        text.getStyleClass().addAll("muted", "choice-text");
        return new VBox(4, button, text);
    }

    @Override
    boolean isReturnable() {
        return true;
    }

    @Override
    void enter() {
        judge();
        focus(label);
    }

    private PolicyPreset chosen() {
        return group.getSelectedToggle() == null
                ? null
                : (PolicyPreset) group.getSelectedToggle().getUserData();
    }

    private void judge() {
        PolicyPreset preset = chosen();
        String typed = label.getText().strip();
        int bytes = typed.getBytes(StandardCharsets.UTF_8).length;
        boolean isNamed = bytes > 0 && bytes <= Limit.LABEL_MAXIMUM;
        boolean isTaken = plan().before().stream()
                .filter(card -> plan().mode() == SetupMode.RESUME)
                .flatMap(card -> card.keys().stream())
                .anyMatch(key -> key.label().equals(typed));
        fault.setText(isTaken ? text("taken") : text("length", bytes, Limit.LABEL_MAXIMUM));
        labelBox.setDisable(preset == null);
        plan().setKey(preset == null ? null : new SetupOrder.FirstKey(typed, preset));
        completeProperty().set(preset == null || isNamed && !isTaken);
        explain(preset);
    }

    private void explain(PolicyPreset preset) {
        if (preset == null) {
            meaning.getChildren().setAll(paragraph("none.meaning"));
            return;
        }
        Map<ByteString, String> names = anchors();
        List<ByteString> anchors = List.copyOf(names.keySet());
        Policy policy = preset.policy(anchors);
        long uses = preset.initialUses(anchors);
        List<Node> words = policies.sentences(policy, uses, names).stream()
                .map(KeyPage::sentence)
                .collect(Collectors.toList());
        words.add(new Remark(Remark.Weight.PLAIN, text("uses", uses, policy.ceiling())));
        meaning.getChildren().setAll(words);
    }

    private static Remark sentence(PolicySentence sentence) {
        boolean isCaution = sentence.weight() == PolicySentence.Weight.CAUTION;
        return new Remark(isCaution ? Remark.Weight.CAUTION : Remark.Weight.PLAIN, sentence.text());
    }

    /** The CAs that will be on the card. */
    private Map<ByteString, String> anchors() {
        Map<ByteString, String> names = new HashMap<>();
        if (plan().mode() == SetupMode.RESUME) {
            plan().before()
                    .ifPresent(card -> card.anchors().forEach(anchor -> names.put(anchor.spkiHash(), name(anchor))));
        }
        plan().ca().ifPresent(ca -> names.put(ca.fingerprint(), ca.name()));
        return names;
    }

    private static String name(AnchorInfo anchor) {
        return DistinguishedName.describe(anchor.subject().toByteArray());
    }
}
