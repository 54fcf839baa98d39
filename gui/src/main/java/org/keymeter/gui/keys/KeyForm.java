package org.keymeter.gui.keys;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TitledPane;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import org.keymeter.card.AnchorInfo;
import org.keymeter.card.ByteString;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.Policy;
import org.keymeter.gui.controls.FormField;
import org.keymeter.gui.controls.Nodes;
import org.keymeter.gui.controls.ProblemPane;
import org.keymeter.gui.controls.Remark;
import org.keymeter.gui.desk.Desk;
import org.keymeter.gui.frame.View;
import org.keymeter.gui.readers.CardSnapshot;
import org.keymeter.gui.trust.CaNames;
import org.keymeter.gui.words.Formats;
import org.keymeter.gui.words.Problem;
import org.keymeter.gui.words.Texts;

/** The form for a new key: a preset or every field, and all the while what that would mean. */
final class KeyForm {
    private final Desk desk;
    private final Texts texts;
    private final Counts counts;
    private final KeyCheck check;
    private final ProblemPane problem;
    private final Listener listener;
    private final Map<KeyField, FormField> fields = new EnumMap<>(KeyField.class);
    private final ToggleGroup presetGroup = new ToggleGroup();
    private final Set<ByteString> leftOut = new HashSet<>();
    private List<KeyInfo> presentKeys = List.of();
    private List<AnchorInfo> presentAnchors = List.of();
    private boolean isFilling;

    @FXML
    private VBox form;

    @FXML
    private VBox inputs;

    @FXML
    private FormField label;

    @FXML
    private VBox presets;

    @FXML
    private VBox anchors;

    @FXML
    private FormField initialUses;

    @FXML
    private TitledPane every;

    @FXML
    private FormField ceiling;

    @FXML
    private FormField burst;

    @FXML
    private FormField lifetime;

    @FXML
    private FormField lease;

    @FXML
    private ComboBox<Integer> intermediates;

    @FXML
    private CheckBox pin;

    @FXML
    private ComboBox<Long> segment;

    @FXML
    private VBox sentences;

    @FXML
    private Label missing;

    @FXML
    private Button create;

    /** What the form asks for. */
    interface Listener {
        void create(KeyCheck.NewKey key);

        void cancel();

        /** To where CAs are imported. */
        void openTrust();
    }

    KeyForm(Desk desk, Listener listener) {
        this.desk = desk;
        this.listener = listener;
        texts = desk.texts(KeyForm.class);
        counts = new Counts(texts.locale());
        check = new KeyCheck(texts);
        problem = new ProblemPane(texts);
    }

    Parent load() {
        return View.load(this, "key-form.fxml", texts);
    }

    @FXML
    private void initialize() {
        fields.put(KeyField.LABEL, label);
        fields.put(KeyField.INITIAL_USES, initialUses);
        fields.put(KeyField.CEILING, ceiling);
        fields.put(KeyField.BURST, burst);
        fields.put(KeyField.LIFETIME, lifetime);
        fields.put(KeyField.LEASE, lease);
        intermediates.getItems().setAll(0, 1, 2);
        intermediates.setConverter(new Shown<>(count -> texts.text("key.intermediates.value", count)));
        segment.getItems().setAll(SegmentSizes.USUAL);
        Formats formats = new Formats(desk.language());
        segment.setConverter(new Shown<>(bytes -> formats.size(bytes)));
        for (PolicyPreset preset : PolicyPreset.values()) {
            addPreset(preset);
        }
        form.getChildren().add(form.getChildren().size() - 1, problem);
        fields.forEach((field, control) ->
                control.textProperty().addListener((property, before, now) -> edited(field != KeyField.LABEL)));
        intermediates.valueProperty().addListener((property, before, now) -> edited(true));
        pin.selectedProperty().addListener((property, before, now) -> edited(true));
        segment.valueProperty().addListener((property, before, now) -> edited(false));
        form.addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
    }

    private void addPreset(PolicyPreset preset) {
        RadioButton choice = new RadioButton(texts.text(preset.key()));
        choice.setId(preset.key().replace('.', '-'));
        choice.setToggleGroup(presetGroup);
        choice.setAccessibleHelp(texts.text(preset.key() + ".text"));
        choice.selectedProperty().addListener((property, before, now) -> {
            if (now) {
                fill(preset);
            }
        });
        Label text = new Label(texts.text(preset.key() + ".text"));
        text.setWrapText(true);
        text.getStyleClass().addAll("muted", "choice-text");
        presets.getChildren().add(new VBox(choice, text));
    }

    /** Enter in a field creates the key, Escape goes back. */
    private void pressed(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER) {
            create.fire();
            event.consume();
        } else if (event.getCode() == KeyCode.ESCAPE) {
            cancel();
            event.consume();
        }
    }

    /** Begins anew. */
    void open() {
        isFilling = true;
        label.setText("");
        leftOut.clear();
        segment.setValue(PolicyWords.USUAL_SEGMENT);
        every.setExpanded(false);
        isFilling = false;
        problem.clear();
        setWorking(false);
        showAnchors();
        presetGroup.selectToggle(null);
        presetGroup.getToggles().get(PolicyPreset.LAPTOP.ordinal()).setSelected(true);
        label.enter();
    }

    /** Begins anew with what a plan asks for, to be looked at field by field. */
    void open(KeyPlan plan) {
        open();
        presetGroup.selectToggle(null);
        if (!segment.getItems().contains(plan.segmentSize())) {
            segment.getItems().add(plan.segmentSize());
        }
        segment.setValue(plan.segmentSize());
        every.setExpanded(true);
        fill(Policy.of(plan.ceiling(), List.of()).withLease(plan.lease()), plan.ceiling());
    }

    private void fill(PolicyPreset preset) {
        fill(preset.policy(List.of()), preset.initialUses(chosenAnchors()));
    }

    private void fill(Policy policy, long uses) {
        isFilling = true;
        ceiling.setText(counts.write(policy.ceiling()));
        initialUses.setText(counts.write(uses));
        burst.setText(policy.burst() == 0 ? "" : counts.write(policy.burst()));
        lifetime.setText(policy.lifetime() == 0 ? "" : counts.write(policy.lifetime()));
        lease.setText(counts.write(policy.lease()));
        intermediates.setValue(policy.intermediates());
        pin.setSelected(policy.isPinRequired());
        isFilling = false;
        update();
    }

    /** @param card as it is now */
    void follow(CardSnapshot card) {
        presentKeys = card == null ? List.of() : card.keys();
        presentAnchors = card == null ? List.of() : card.anchors();
        showAnchors();
        update();
    }

    private void showAnchors() {
        anchors.getChildren().clear();
        for (AnchorInfo anchor : presentAnchors) {
            CheckBox choice = new CheckBox(CaNames.of(anchor));
            choice.setId("keyAnchor" + anchor.slot());
            choice.setSelected(!leftOut.contains(anchor.spkiHash()));
            choice.selectedProperty().addListener((property, before, now) -> choose(anchor.spkiHash(), now));
            anchors.getChildren().add(choice);
        }
        if (presentAnchors.isEmpty()) {
            Button trust = new Button(texts.text("form.trust"));
            trust.setId("keyTrust");
            trust.setOnAction(event -> listener.openTrust());
            anchors.getChildren().addAll(new Remark(Remark.Weight.CAUTION, texts.text("form.anchors.none")), trust);
        }
    }

    private void choose(ByteString anchor, boolean isChosen) {
        if (isChosen) {
            leftOut.remove(anchor);
        } else {
            leftOut.add(anchor);
        }
        PolicyPreset chosen = preset();
        if (chosen == null) {
            update();
        } else {
            fill(chosen);
        }
    }

    private PolicyPreset preset() {
        int index = presetGroup.getToggles().indexOf(presetGroup.getSelectedToggle());
        return index < 0 ? null : PolicyPreset.values()[index];
    }

    private List<ByteString> chosenAnchors() {
        return presentAnchors.stream()
                .map(AnchorInfo::spkiHash)
                .filter(hash -> !leftOut.contains(hash))
                .toList();
    }

    /** @param isPolicy whether it was a field that presets fill */
    private void edited(boolean isPolicy) {
        if (!isFilling) {
            if (isPolicy) {
                presetGroup.selectToggle(null);
            }
            update();
        }
    }

    private KeyDraft draft() {
        return new KeyDraft(
                label.getText(),
                ceiling.getText(),
                initialUses.getText(),
                burst.getText(),
                lifetime.getText(),
                lease.getText(),
                intermediates.getValue() == null ? 0 : intermediates.getValue(),
                pin.isSelected(),
                chosenAnchors());
    }

    private void update() {
        KeyCheck.Verdict verdict = check.judge(draft(), presentKeys);
        Map<KeyField, String> problems = verdict.problems();
        fields.forEach((field, control) -> {
            boolean isUntouched = field == KeyField.LABEL && label.getText().isEmpty();
            control.showProblem(isUntouched ? Optional.empty() : Optional.ofNullable(problems.get(field)));
        });
        missing.setText(problems.values().stream().findFirst().orElse(""));
        Nodes.show(missing, !problems.isEmpty());
        create.setDisable(!problems.isEmpty());
        sentences.getChildren().clear();
        verdict.policy().ifPresentOrElse(policy -> explain(policy, verdict.initialUses()), () -> sentences
                .getChildren()
                .add(new Remark(Remark.Weight.PLAIN, texts.text("form.unclear"))));
    }

    private void explain(Policy policy, long uses) {
        PolicyWords words = new PolicyWords(desk.language(), segment.getValue());
        Remarks.add(words.sentences(policy, uses, CaNames.of(presentAnchors)), sentences);
    }

    @FXML
    private void create() {
        check.judge(draft(), presentKeys).key(label.getText()).ifPresent(key -> {
            problem.clear();
            listener.create(key);
        });
    }

    @FXML
    private void cancel() {
        listener.cancel();
    }

    /** While the card makes the key nothing can be changed. */
    void setWorking(boolean isWorking) {
        inputs.setDisable(isWorking);
        create.getParent().setDisable(isWorking);
    }

    void show(Problem failure) {
        setWorking(false);
        problem.show(failure);
    }
}
