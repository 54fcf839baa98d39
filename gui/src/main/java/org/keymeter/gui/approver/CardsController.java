package org.keymeter.gui.approver;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.keymeter.card.DeviceKey;
import org.keymeter.card.file.BoundedFile;
import org.keymeter.gui.controls.FingerprintText;
import org.keymeter.gui.controls.Nodes;
import org.keymeter.gui.desk.BackgroundWork;
import org.keymeter.gui.desk.Desk;
import org.keymeter.gui.desk.FileIntake;
import org.keymeter.gui.words.Texts;

/** The cards whose requests are answered: taken in from what the custodian hands over, and removed. */
final class CardsController {
    private final ApproverState state;
    private final Desk desk;
    private final Texts texts;
    private DeviceKey key;

    @FXML
    private TableView<KnownCard> list;

    @FXML
    private TableColumn<KnownCard, String> label;

    @FXML
    private TableColumn<KnownCard, String> fingerprint;

    @FXML
    private TableColumn<KnownCard, String> added;

    @FXML
    private Button remove;

    @FXML
    private VBox intake;

    @FXML
    private VBox form;

    @FXML
    private VBox compare;

    @FXML
    private TextField name;

    @FXML
    private Button add;

    CardsController(ApproverState state) {
        this.state = state;
        desk = state.desk();
        texts = desk.texts(CardsController.class);
    }

    @FXML
    private void initialize() {
        label.setCellValueFactory(
                row -> new ReadOnlyStringWrapper(row.getValue().label()));
        fingerprint.setCellValueFactory(
                row -> new ReadOnlyStringWrapper(row.getValue().key().toString()));
        added.setCellValueFactory(row ->
                new ReadOnlyStringWrapper(state.words().moment(row.getValue().added())));
        list.setPlaceholder(placeholder());
        remove.disableProperty()
                .bind(list.getSelectionModel().selectedItemProperty().isNull());
        intake.getChildren()
                .add(new FileIntake(desk, "cards", texts.text("cards.what"), this::takeFile, "*.pem", "*.txt")
                        .orText(text -> take(activity -> text)));
        add.disableProperty().bind(name.textProperty().isEmpty());
        Nodes.show(form, false);
        read();
    }

    private Label placeholder() {
        Label empty = new Label(texts.text("cards.none"));
        empty.setWrapText(true);
        return empty;
    }

    private void read() {
        desk.inBackground(
                texts.text("cards.reading"),
                activity -> state.cards().list(),
                list.getItems()::setAll,
                state.problem()::show);
    }

    private void takeFile(List<Path> files) {
        take(activity -> new String(BoundedFile.read(files.get(0)), StandardCharsets.UTF_8));
    }

    private void take(BackgroundWork<String> reading) {
        state.problem().clear();
        desk.inBackground(
                texts.text("cards.reading"),
                activity -> DeviceKeyText.parse(reading.run(activity)),
                this::show,
                problem -> {
                    Nodes.show(form, false);
                    state.problem().show(problem);
                });
    }

    private void show(DeviceKey taken) {
        key = taken;
        compare.getChildren()
                .setAll(new FingerprintText(
                        texts, texts.text("cards.compare"), taken.fingerprint(), "cardsFingerprint"));
        name.clear();
        Nodes.show(form, true);
        name.requestFocus();
    }

    @FXML
    private void add() {
        KnownCard card = new KnownCard(name.getText().strip(), key, desk.clock().instant());
        change(activity -> {
            state.cards().add(card);
            return null;
        });
        Nodes.show(form, false);
    }

    @FXML
    private void remove() {
        KnownCard gone = list.getSelectionModel().getSelectedItem();
        boolean isMeant = desk.prompts()
                .confirm(
                        texts.text("cards.remove.title", gone.label()),
                        texts.text("cards.remove.text"),
                        texts.text("cards.remove"),
                        Optional.empty());
        if (isMeant) {
            change(activity -> {
                state.cards().remove(gone.key());
                return null;
            });
        }
    }

    private void change(BackgroundWork<Void> work) {
        state.problem().clear();
        desk.inBackground(
                texts.text("cards.reading"),
                work,
                nothing -> {
                    read();
                    state.changed();
                },
                state.problem()::show);
    }
}
