package org.keymeter.gui.keys;

import java.util.List;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.keymeter.card.ByteString;
import org.keymeter.card.CreatedKey;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.Pin;
import org.keymeter.gui.controls.Nodes;
import org.keymeter.gui.controls.ProblemPane;
import org.keymeter.gui.desk.CardGate;
import org.keymeter.gui.desk.Desk;
import org.keymeter.gui.frame.View;
import org.keymeter.gui.readers.CardSnapshot;
import org.keymeter.gui.readers.ReaderModel;
import org.keymeter.gui.trust.CaNames;
import org.keymeter.gui.words.Texts;
import org.keymeter.protocol.Limit;

/** The page of the card's keys: which there are, what they mean, new ones, and the end of old ones. */
public final class KeysPage {
    private final Desk desk;
    private final Runnable openTrust;
    private final Texts texts;
    private final ObservableValue<CardSnapshot> card;
    private final ProblemPane problem;
    private final KeyDetail detail;
    private final KeyForm form;
    private Parent view;
    private ByteString wanted;

    @FXML
    private StackPane root;

    @FXML
    private VBox browse;

    @FXML
    private Button add;

    @FXML
    private Label full;

    @FXML
    private HBox inhabited;

    @FXML
    private Node empty;

    @FXML
    private ListView<KeyInfo> keys;

    @FXML
    private StackPane detailPlace;

    private Parent formView;

    /** @param openTrust opens the page where CAs are imported */
    public KeysPage(Desk desk, Runnable openTrust) {
        this.desk = desk;
        this.openTrust = openTrust;
        texts = desk.texts(KeysPage.class);
        card = desk.readers().selectedProperty().flatMap(ReaderModel::snapshotProperty);
        problem = new ProblemPane(texts);
        detail = new KeyDetail(desk, this::delete);
        form = new KeyForm(desk, new Answers());
    }

    /** The page, behind what it needs; always the same one. */
    public Parent view() {
        if (view == null) {
            view = new CardGate(desk, View.load(this, "keys.fxml", texts));
        }
        return view;
    }

    /** Opens the form for a new key with what a plan asks for; the caller opens the page. */
    public void create(KeyPlan plan) {
        view();
        form.open(plan);
        showForm(true);
    }

    @FXML
    private void initialize() {
        browse.getChildren().add(1, problem);
        detailPlace.getChildren().add(detail.load());
        formView = form.load();
        root.getChildren().add(formView);
        KeyWords words = new KeyWords(texts);
        keys.setCellFactory(list -> new KeyCell(words));
        keys.getSelectionModel().selectedItemProperty().addListener((property, before, now) -> showDetail(now));
        card.addListener((property, before, now) -> follow(now));
        follow(card.getValue());
        showForm(false);
    }

    private void follow(CardSnapshot now) {
        KeyInfo chosen = keys.getSelectionModel().getSelectedItem();
        ByteString identity = wanted != null || chosen == null ? wanted : chosen.identity();
        wanted = null;
        keys.getItems().setAll(now == null ? List.of() : now.keys());
        keys.getSelectionModel()
                .select(keys.getItems().stream()
                        .filter(key -> key.identity().equals(identity))
                        .findFirst()
                        .orElse(
                                keys.getItems().isEmpty()
                                        ? null
                                        : keys.getItems().get(0)));
        boolean isEmpty = keys.getItems().isEmpty();
        boolean isFull = keys.getItems().size() >= Limit.KEY_SLOTS;
        Nodes.show(inhabited, !isEmpty);
        Nodes.show(empty, isEmpty);
        Nodes.show(add, !isEmpty);
        add.setDisable(isFull);
        Nodes.show(full, isFull);
        form.follow(now);
    }

    private void showDetail(KeyInfo key) {
        detailPlace.setVisible(key != null);
        if (key != null && card.getValue() != null) {
            detail.show(key, CaNames.of(card.getValue().anchors()));
        }
    }

    private void showForm(boolean isShown) {
        Nodes.show(formView, isShown);
        Nodes.show(browse, !isShown);
    }

    @FXML
    private void add() {
        problem.clear();
        showForm(true);
        form.open();
    }

    private void delete() {
        KeyInfo key = keys.getSelectionModel().getSelectedItem();
        boolean isMeant = desk.prompts()
                .confirm(
                        texts.text("delete.title", KeyWords.label(key)),
                        texts.text("delete.text", key.remaining(), key.spentEver()),
                        texts.text("delete.action"),
                        Optional.of(key.label()));
        if (!isMeant) {
            return;
        }
        problem.clear();
        int slot = key.slot();
        ByteString identity = key.identity();
        desk.card(texts.text("delete.work", KeyWords.label(key)), working -> {
                    working.session().keys().delete(slot, identity);
                    return slot;
                })
                .with(Pin.ADMIN)
                .otherwise(problem::show)
                .start();
    }

    private final class Answers implements KeyForm.Listener {
        @Override
        public void create(KeyCheck.NewKey key) {
            form.setWorking(true);
            desk.card(
                            texts.text("form.work", key.label()),
                            working -> working.session().keys().create(key.label(), key.initialUses(), key.policy()))
                    .with(Pin.ADMIN)
                    .then(this::created)
                    .otherwise(form::show)
                    .whenCancelled(() -> form.setWorking(false))
                    .start();
        }

        private void created(CreatedKey key) {
            form.setWorking(false);
            showForm(false);
            wanted = key.identity();
            follow(card.getValue());
            keys.requestFocus();
        }

        @Override
        public void cancel() {
            showForm(false);
        }

        @Override
        public void openTrust() {
            openTrust.run();
        }
    }
}
