package org.keymeter.gui.trust;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.keymeter.card.AnchorInfo;
import org.keymeter.card.AnchorRemoval;
import org.keymeter.card.ByteString;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.Pin;
import org.keymeter.card.file.PrintableText;
import org.keymeter.card.grant.CaCertificate;
import org.keymeter.gui.controls.Nodes;
import org.keymeter.gui.controls.ProblemPane;
import org.keymeter.gui.desk.CardGate;
import org.keymeter.gui.desk.Desk;
import org.keymeter.gui.frame.View;
import org.keymeter.gui.readers.CardSnapshot;
import org.keymeter.gui.readers.ReaderModel;
import org.keymeter.gui.words.Problem;
import org.keymeter.gui.words.Texts;
import org.keymeter.protocol.Limit;

/** The page of the CAs that the card trusts: which there are, new ones, and the end of trust in one. */
public final class TrustPage {
    private final Desk desk;
    private final Texts texts;
    private final ObservableValue<CardSnapshot> card;
    private final ProblemPane problem;
    private final ProblemPane importProblem;
    private final AnchorDetail detail;
    private final CaChooser chooser;
    private Map<ByteString, CaCertificate> certificates = Map.of();
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
    private ListView<AnchorInfo> anchors;

    @FXML
    private StackPane detailPlace;

    @FXML
    private VBox importing;

    @FXML
    private VBox chooserPlace;

    @FXML
    private HBox buttons;

    @FXML
    private Button trust;

    private TrustPage(Desk desk) {
        this.desk = desk;
        texts = desk.texts(TrustPage.class);
        card = desk.readers().selectedProperty().flatMap(ReaderModel::snapshotProperty);
        problem = new ProblemPane(texts);
        importProblem = new ProblemPane(texts);
        detail = new AnchorDetail(desk, this::remove);
        chooser =
                new CaChooser(desk, () -> card.getValue() == null ? CardTrust.UNKNOWN : CardTrust.of(card.getValue()));
    }

    /** The page, behind what it needs. */
    public static Parent view(Desk desk) {
        TrustPage page = new TrustPage(desk);
        return new CardGate(desk, View.load(page, "trust.fxml", page.texts));
    }

    @FXML
    private void initialize() {
        browse.getChildren().add(1, problem);
        detailPlace.getChildren().add(detail.load());
        chooserPlace.getChildren().addAll(chooser, importProblem);
        CaWords words = new CaWords(desk.language(), ZoneId.systemDefault());
        anchors.setCellFactory(list -> new AnchorCell(words));
        anchors.getSelectionModel().selectedItemProperty().addListener((property, before, now) -> showDetail());
        trust.disableProperty().bind(chooser.chosenProperty().isNull());
        chooser.chosenProperty().addListener((property, before, now) -> importProblem.clear());
        chooser.acceptDrops(root);
        root.addEventFilter(DragEvent.DRAG_DROPPED, event -> showImport(true));
        importing.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                cancel();
            }
        });
        card.addListener((property, before, now) -> follow(now));
        follow(card.getValue());
        showImport(false);
    }

    private void follow(CardSnapshot now) {
        AnchorInfo chosen = anchors.getSelectionModel().getSelectedItem();
        ByteString hash = wanted != null || chosen == null ? wanted : chosen.spkiHash();
        wanted = null;
        List<AnchorInfo> present = now == null ? List.of() : now.anchors();
        anchors.getItems().setAll(present);
        anchors.getSelectionModel()
                .select(present.stream()
                        .filter(anchor -> anchor.spkiHash().equals(hash))
                        .findFirst()
                        .orElse(present.isEmpty() ? null : present.get(0)));
        boolean isFull = present.size() >= Limit.ANCHOR_SLOTS;
        Nodes.show(inhabited, !present.isEmpty());
        Nodes.show(empty, present.isEmpty());
        Nodes.show(add, !present.isEmpty());
        add.setDisable(isFull);
        Nodes.show(full, isFull);
        readCertificates(present);
    }

    private void readCertificates(List<AnchorInfo> present) {
        if (present.isEmpty()) {
            return;
        }
        desk.inHistory(
                texts.text("trust.reading"),
                history -> {
                    Map<ByteString, CaCertificate> found = new HashMap<>();
                    for (AnchorInfo anchor : present) {
                        history.notes().certificate(anchor.spkiHash()).ifPresent(ca -> found.put(ca.fingerprint(), ca));
                    }
                    return found;
                },
                this::show,
                problem::show);
    }

    private void show(Map<ByteString, CaCertificate> found) {
        certificates = found;
        showDetail();
    }

    private void showDetail() {
        AnchorInfo anchor = anchors.getSelectionModel().getSelectedItem();
        detailPlace.setVisible(anchor != null);
        if (anchor != null && card.getValue() != null) {
            detail.show(anchor, card.getValue(), Optional.ofNullable(certificates.get(anchor.spkiHash())));
        }
    }

    private void showImport(boolean isShown) {
        Nodes.show(importing, isShown);
        Nodes.show(browse, !isShown);
    }

    @FXML
    private void add() {
        problem.clear();
        importProblem.clear();
        chooser.clear();
        showImport(true);
        chooser.enter();
    }

    @FXML
    private void cancel() {
        showImport(false);
    }

    @FXML
    private void trust() {
        CaCertificate ca = chooser.chosenProperty().get();
        importProblem.clear();
        setWorking(true);
        desk.card(
                        texts.text("trust.work", ca.name()),
                        working -> working.session().anchors().importAnchor(ca.subject(), ca.spki()))
                .with(Pin.ADMIN)
                .then(slot -> imported(ca))
                .otherwise(this::refused)
                .whenCancelled(() -> setWorking(false))
                .start();
    }

    private void imported(CaCertificate ca) {
        setWorking(false);
        showImport(false);
        wanted = ca.fingerprint();
        desk.inHistory(
                texts.text("trust.reading"),
                history -> {
                    history.notes().keepCertificate(ca);
                    return ca;
                },
                remembered -> follow(card.getValue()),
                problem::show);
    }

    private void refused(Problem failure) {
        setWorking(false);
        importProblem.show(failure);
    }

    /** While the card takes the CA nothing can be changed. */
    private void setWorking(boolean isWorking) {
        chooser.setDisable(isWorking);
        buttons.setDisable(isWorking);
    }

    private void remove() {
        AnchorInfo anchor = anchors.getSelectionModel().getSelectedItem();
        String name = CaNames.of(anchor);
        boolean isMeant = desk.prompts()
                .confirm(
                        texts.text("remove.title", name),
                        consequence(AnchorRemoval.of(
                                anchor,
                                card.getValue().anchors(),
                                card.getValue().keys())),
                        texts.text("remove.action"),
                        Optional.empty());
        if (!isMeant) {
            return;
        }
        problem.clear();
        int slot = anchor.slot();
        desk.card(texts.text("remove.work", name), working -> {
                    working.session().anchors().remove(slot);
                    return slot;
                })
                .with(Pin.ADMIN)
                .otherwise(problem::show)
                .start();
    }

    private String consequence(AnchorRemoval removal) {
        if (removal.stranded().isEmpty() && removal.narrowed().isEmpty()) {
            return texts.text("remove.none");
        }
        String stranded = removal.stranded().isEmpty()
                ? ""
                : texts.text("remove.stranded", removal.stranded().size(), labels(removal.stranded()));
        String narrowed = removal.narrowed().isEmpty()
                ? ""
                : texts.text("remove.narrowed", removal.narrowed().size(), labels(removal.narrowed()));
        return (stranded + "\n\n" + narrowed).strip();
    }

    private static String labels(List<KeyInfo> keys) {
        return keys.stream().map(key -> PrintableText.of(key.label())).collect(Collectors.joining(", "));
    }
}
