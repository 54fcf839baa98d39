package org.keymeter.gui.setup;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import org.keymeter.gui.keys.PolicyPreset;
import org.keymeter.gui.keys.PolicyWords;
import org.keymeter.gui.readers.ReaderModel;
import org.keymeter.gui.words.Language;
import org.keymeter.gui.words.Texts;

/** All that will be written, before any of it is. */
final class SummaryPage extends SetupPage {
    private final Texts presets;
    private final GridPane facts = new GridPane();
    private final Label introduction = wrapped("");

    SummaryPage(SetupPlan plan, Texts texts, Language language) {
        super(plan, texts, "summary");
        presets = language.texts(PolicyWords.class);
        facts.setHgap(16);
        facts.setVgap(8);
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        facts.getColumnConstraints().addAll(new ColumnConstraints(), values);
        facts.setId("setupSummary");
        introduction.setId("summaryText");
        Label stay = paragraph("stay");
        stay.getStyleClass().add("muted");
        add(introduction, facts, stay);
    }

    @Override
    boolean isReturnable() {
        return true;
    }

    @Override
    void enter() {
        boolean isGoingOn = plan().progress().reached().compareTo(SetupProgress.Reached.INITIALISED) >= 0;
        introduction.setText(text(isGoingOn ? "resume" : plan().mode() == SetupMode.AGAIN ? "again" : "first"));
        facts.getChildren().clear();
        List<String[]> rows = rows(isGoingOn);
        for (int i = 0; i < rows.size(); i++) {
            Label name = new Label(rows.get(i)[0]);
            name.getStyleClass().add("muted");
            name.setMinWidth(USE_PREF_SIZE);
            Label value = wrapped(rows.get(i)[1]);
            name.setLabelFor(value);
            facts.addRow(i, name, value);
        }
    }

    /** Names and values. */
    private List<String[]> rows(boolean isGoingOn) {
        List<String[]> rows = new ArrayList<>();
        ReaderModel reader = plan().reader();
        rows.add(row(
                "reader",
                reader.isSimulated() ? reader.name() + ", " + texts().text("simulated.badge") : reader.name()));
        rows.add(row("label", plan().label()));
        if (!isGoingOn) {
            rows.add(row("pins", text(plan().mode() == SetupMode.FIRST ? "pins.both" : "pins.user")));
            rows.add(row(
                    "options",
                    text(plan().isAuditForced() ? "options.forced" : "options.ring")
                            + " "
                            + text(plan().isAdminAcknowledging() ? "options.admin" : "options.user")));
        }
        rows.add(row(
                "ca",
                plan().ca()
                        .map(ca -> text("ca.value", ca.name(), ca.fingerprint().toGroups()))
                        .orElse(text(plan().hasAnchor() ? "ca.present" : "ca.none"))));
        plan().approver().ifPresent(approver -> rows.add(row("approver", approver)));
        rows.add(row("key", plan().key().map(this::key).orElse(text("key.none"))));
        return rows;
    }

    private String key(SetupOrder.FirstKey key) {
        PolicyPreset preset = key.preset();
        return text("key.value", key.label(), presets.text(preset.key()));
    }

    private String[] row(String name, String value) {
        return new String[] {text(name), value};
    }
}
