package org.keymeter.gui.rotation;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.keymeter.card.ByteString;
import org.keymeter.card.KeyInfo;
import org.keymeter.gui.controls.Nodes;
import org.keymeter.gui.desk.CardGate;
import org.keymeter.gui.desk.Desk;
import org.keymeter.gui.frame.View;
import org.keymeter.gui.readers.CardSnapshot;
import org.keymeter.gui.readers.ReaderModel;
import org.keymeter.gui.words.Problem;
import org.keymeter.gui.words.Texts;

/** The rotation page: key, tables, the move, the end of the old generation. */
public final class RotationController {
    private final Desk desk;
    private final Texts texts;
    private final RotationWords words;
    private final KnownTables known;
    private CardGate gate;

    private final RotationDriver driver;
    private final ChangeListener<CardSnapshot> onSnapshot = (property, before, now) -> showKeys(now);
    private List<TableLine> lines = List.of();
    private RotationRun.Progress last;

    @FXML
    private ComboBox<KeyInfo> key;

    @FXML
    private TableView<TableLine> tables;

    @FXML
    private TableColumn<TableLine, String> file;

    @FXML
    private TableColumn<TableLine, Number> old;

    @FXML
    private TableColumn<TableLine, Number> current;

    @FXML
    private TableColumn<TableLine, String> trouble;

    @FXML
    private Button add;

    @FXML
    private Button remove;

    @FXML
    private Label summary;

    @FXML
    private Label needs;

    @FXML
    private VBox underWay;

    @FXML
    private ProgressBar bar;

    @FXML
    private Label progress;

    @FXML
    private Label found;

    @FXML
    private Button move;

    @FXML
    private ToggleButton pause;

    @FXML
    private Button stop;

    @FXML
    private Label retireWords;

    @FXML
    private Button retire;

    public RotationController(Desk desk) {
        this.desk = desk;
        texts = desk.texts(RotationController.class);
        words = new RotationWords(texts);
        known = new KnownTables(desk.folders().data());
        driver = new RotationDriver(desk, texts);
    }

    /** The page, behind what it needs. */
    public static Parent page(Desk desk) {
        RotationController controller = new RotationController(desk);
        controller.gate = new CardGate(desk, View.load(controller, "rotation.fxml", controller.texts));
        return controller.gate;
    }

    @FXML
    private void initialize() {
        key.setConverter(new KeyNames(words));
        key.valueProperty().addListener((property, before, now) -> update());
        file.setCellValueFactory(line ->
                new ReadOnlyStringWrapper(line.getValue().path().getFileName().toString()));
        trouble.setCellValueFactory(line -> new ReadOnlyStringWrapper(words.trouble(line.getValue())));
        old.setCellValueFactory(line -> new ReadOnlyObjectWrapper<>(count(line.getValue(), true)));
        current.setCellValueFactory(line -> new ReadOnlyObjectWrapper<>(count(line.getValue(), false)));
        remove.disableProperty()
                .bind(tables.getSelectionModel().selectedItemProperty().isNull());
        desk.readers().selectedProperty().addListener((property, before, now) -> follow(before, now));
        follow(null, desk.readers().selectedProperty().get());
        readTables(List.of(), Optional.empty());
    }

    private Number count(TableLine line, boolean isOld) {
        KeyInfo chosen = key.getValue();
        if (chosen == null) {
            return 0;
        }
        int newest = chosen.generation();
        if (!chosen.hasOldGeneration()) {
            return isOld ? line.count(chosen, newest) : 0;
        }
        return line.count(chosen, isOld ? newest - 1 : newest);
    }

    private void follow(ReaderModel before, ReaderModel now) {
        if (before != null) {
            before.snapshotProperty().removeListener(onSnapshot);
        }
        if (now != null) {
            now.snapshotProperty().addListener(onSnapshot);
        }
        showKeys(now == null ? null : now.snapshotProperty().get());
    }

    /** Keeps the chosen key chosen, as it is now. */
    private void showKeys(CardSnapshot card) {
        ByteString chosen = key.getValue() == null ? null : key.getValue().identity();
        List<KeyInfo> keys = card == null ? List.of() : card.keys();
        key.getItems().setAll(keys);
        key.setValue(keys.stream()
                .filter(each -> each.identity().equals(chosen))
                .findFirst()
                .orElse(keys.isEmpty() ? null : keys.get(0)));
        update();
    }

    /** Reads all tables again, in the background, after the list was changed. */
    private void readTables(List<Path> added, Optional<Path> removed) {
        desk.inBackground(
                texts.text("rotation.remarks.title"),
                activity -> {
                    if (!added.isEmpty()) {
                        known.add(added);
                    }
                    if (removed.isPresent()) {
                        known.remove(removed.get());
                    }
                    return known.read().stream()
                            .map(path -> TableLine.read(path, desk.problems()))
                            .toList();
                },
                read -> {
                    lines = read;
                    update();
                },
                failure -> gate.show(failure));
    }

    @FXML
    private void addTables() {
        List<Path> chosen = desk.files().open(texts.text("rotation.add"), texts.text("rotation.tables.kind"));
        if (!chosen.isEmpty()) {
            gate.clear();
            readTables(chosen, Optional.empty());
        }
    }

    @FXML
    private void removeTable() {
        readTables(
                List.of(),
                Optional.of(tables.getSelectionModel().getSelectedItem().path()));
    }

    private void update() {
        KeyInfo chosen = key.getValue();
        boolean isRunning = driver.isRunning();
        RotationState state = chosen == null ? null : RotationState.of(chosen, lines);
        tables.getItems().setAll(state == null ? lines : state.tables());
        key.setDisable(isRunning);
        add.setDisable(isRunning);
        summary.setText(state == null ? texts.text("rotation.nokey") : words.summary(state));
        show(needs, state == null || isRunning ? Optional.empty() : words.needs(state));
        boolean isBegun = chosen != null && chosen.hasOldGeneration();
        move.setText(texts.text(isBegun ? "rotation.move.continue" : "rotation.move.start"));
        move.setDisable(isRunning || state == null || !state.canMove());
        Nodes.show(underWay, isRunning);
        Nodes.show(pause, isRunning);
        Nodes.show(stop, isRunning);
        retireWords.setText(state == null ? "" : words.retire(state));
        retire.setDisable(isRunning || state == null || !state.canRetire());
    }

    private static void show(Label label, Optional<String> text) {
        label.setText(text.orElse(""));
        Nodes.show(label, text.isPresent());
    }

    @FXML
    private void move() {
        gate.clear();
        last = new RotationRun.Progress(0, 0, 0);
        pause.setSelected(false);
        bar.setProgress(ProgressBar.INDETERMINATE_PROGRESS);
        driver.move(key.getValue(), paths(), new Outcome());
        update();
    }

    @FXML
    private void pause() {
        driver.pause(pause.isSelected());
        showProgress(last);
    }

    @FXML
    private void stop() {
        driver.stop();
    }

    @FXML
    private void retire() {
        KeyInfo chosen = key.getValue();
        boolean isMeant = desk.prompts()
                .confirm(
                        texts.text("rotation.step.retire"),
                        texts.text("rotation.retire.words", chosen.label()),
                        texts.text("rotation.retire.action"),
                        Optional.of(chosen.label()));
        if (isMeant) {
            gate.clear();
            driver.retire(chosen, paths(), new Outcome());
            update();
        }
    }

    private List<Path> paths() {
        return tables.getItems().stream().map(TableLine::path).toList();
    }

    private void showProgress(RotationRun.Progress now) {
        last = now;
        bar.setProgress(now.total() == 0 ? ProgressBar.INDETERMINATE_PROGRESS : (double) now.done() / now.total());
        progress.setText(words.progress(now, pause.isSelected()));
    }

    private final class Outcome implements RotationDriver.Listener {
        @Override
        public void progressed(RotationRun.Progress now) {
            showProgress(now);
        }

        @Override
        public void ended(List<String> damaged) {
            show(found, damaged.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", damaged)));
            readTables(List.of(), Optional.empty());
        }

        @Override
        public void failed(Problem failure) {
            gate.show(failure);
            readTables(List.of(), Optional.empty());
        }
    }

    private static final class KeyNames extends StringConverter<KeyInfo> {
        private final RotationWords words;

        KeyNames(RotationWords words) {
            this.words = words;
        }

        @Override
        public String toString(KeyInfo shown) {
            return shown == null ? "" : words.key(shown);
        }

        @Override
        public KeyInfo fromString(String text) {
            throw new UnsupportedOperationException("keys are chosen, not typed");
        }
    }
}
