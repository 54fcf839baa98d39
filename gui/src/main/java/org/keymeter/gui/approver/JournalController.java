package org.keymeter.gui.approver;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.keymeter.gui.controls.Nodes;
import org.keymeter.gui.desk.Desk;
import org.keymeter.gui.words.Texts;

/** What was granted, newest first. */
final class JournalController {
    private final ApproverState state;
    private final Desk desk;
    private final Texts texts;

    @FXML
    private TableView<JournalEntry> entries;

    @FXML
    private TableColumn<JournalEntry, String> when;

    @FXML
    private TableColumn<JournalEntry, String> card;

    @FXML
    private TableColumn<JournalEntry, Number> asked;

    @FXML
    private TableColumn<JournalEntry, Number> granted;

    @FXML
    private TableColumn<JournalEntry, Number> days;

    @FXML
    private TableColumn<JournalEntry, String> log;

    @FXML
    private TableColumn<JournalEntry, String> serial;

    @FXML
    private Button export;

    @FXML
    private Label damaged;

    @FXML
    private Label exported;

    JournalController(ApproverState state) {
        this.state = state;
        desk = state.desk();
        texts = desk.texts(JournalController.class);
    }

    @FXML
    private void initialize() {
        text(when, entry -> state.words().moment(entry.when()));
        text(card, JournalEntry::card);
        number(asked, JournalEntry::asked);
        number(granted, JournalEntry::granted);
        number(days, entry -> (long) entry.days());
        text(log, state.words()::journalLog);
        text(serial, JournalEntry::serial);
        entries.setPlaceholder(new Label(texts.text("journal.none")));
        Nodes.show(exported, false);
        state.changesProperty().addListener((property, before, now) -> read());
        read();
    }

    private static void text(TableColumn<JournalEntry, String> column, Function<JournalEntry, String> value) {
        column.setCellValueFactory(row -> new ReadOnlyStringWrapper(value.apply(row.getValue())));
    }

    private static void number(TableColumn<JournalEntry, Number> column, Function<JournalEntry, Long> value) {
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(value.apply(row.getValue())));
    }

    private void read() {
        desk.inBackground(
                texts.text("journal.reading"), activity -> state.journal().read(), this::show, state.problem()::show);
    }

    private void show(Journal.Content content) {
        List<JournalEntry> newestFirst = new ArrayList<>(content.entries());
        Collections.reverse(newestFirst);
        entries.getItems().setAll(newestFirst);
        export.setDisable(newestFirst.isEmpty());
        damaged.setText(texts.text("journal.damaged", content.damaged()));
        Nodes.show(damaged, content.damaged() > 0);
    }

    @FXML
    private void export() {
        String title = texts.text("journal.export");
        desk.files()
                .save(title, "journal.jsonl")
                .ifPresent(file -> desk.inBackground(
                        title,
                        activity -> {
                            state.journal().export(file);
                            return file;
                        },
                        written -> {
                            exported.setText(texts.text("decision.saved", written));
                            Nodes.show(exported, true);
                        },
                        state.problem()::show));
    }
}
