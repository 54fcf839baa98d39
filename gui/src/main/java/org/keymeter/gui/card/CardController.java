package org.keymeter.gui.card;

import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import javafx.beans.value.ChangeListener;
import javafx.fxml.FXML;
import javafx.geometry.VPos;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.keymeter.card.ByteString;
import org.keymeter.card.Pin;
import org.keymeter.card.audit.UsageReport;
import org.keymeter.gui.controls.CopyableText;
import org.keymeter.gui.controls.FingerprintText;
import org.keymeter.gui.controls.Nodes;
import org.keymeter.gui.desk.CardGate;
import org.keymeter.gui.desk.Desk;
import org.keymeter.gui.frame.View;
import org.keymeter.gui.readers.CardSnapshot;
import org.keymeter.gui.readers.ReaderModel;
import org.keymeter.gui.record.CardRecord;
import org.keymeter.gui.record.RecordActions;
import org.keymeter.gui.setup.SetupWizard;
import org.keymeter.gui.words.Problem;
import org.keymeter.gui.words.Texts;
import org.keymeter.protocol.Limit;

/** The page of the card as a whole. */
public final class CardController {
    private static final String NONCE = "[0-9A-Fa-f]{" + 2 * Limit.NONCE_LENGTH + "}";

    private final Desk desk;
    private final Texts texts;
    private final CardFacts words;
    private final PinActions pins;
    private final ChangeListener<CardSnapshot> onSnapshot = (property, before, now) -> show(now);
    private CardGate gate;
    private CardSnapshot shown;

    @FXML
    private Label label;

    @FXML
    private Label badge;

    @FXML
    private Label done;

    @FXML
    private GridPane facts;

    @FXML
    private VBox fingerprint;

    @FXML
    private Region adminBlocked;

    @FXML
    private Button finishSetup;

    @FXML
    private VBox record;

    @FXML
    private Label nonceCaption;

    @FXML
    private TextField nonce;

    @FXML
    private Button saveReport;

    private CardController(Desk desk) {
        this.desk = desk;
        texts = desk.texts(CardController.class);
        words = new CardFacts(texts);
        pins = new PinActions(desk, texts, this::window, this::say, this::fail);
    }

    /** The page; without an open card it says how to come to one. */
    public static Parent page(Desk desk) {
        CardController controller = new CardController(desk);
        controller.gate = new CardGate(desk, View.load(controller, "card.fxml", controller.texts));
        return controller.gate;
    }

    @FXML
    private void initialize() {
        nonceCaption.setLabelFor(nonce);
        record.getChildren().add(new RecordActions(desk, this::record));
        saveReport.disableProperty().bind(nonce.textProperty().map(typed -> !typed.strip()
                .matches(NONCE)));
        desk.readers().selectedProperty().addListener((property, before, now) -> follow(before, now));
        follow(null, desk.readers().selectedProperty().get());
    }

    private void follow(ReaderModel before, ReaderModel now) {
        if (before != null) {
            before.snapshotProperty().removeListener(onSnapshot);
        }
        if (now != null) {
            now.snapshotProperty().addListener(onSnapshot);
            show(now.snapshotProperty().get());
        }
    }

    private void show(CardSnapshot card) {
        boolean isOther = shown != null && card != null && !shown.identity().equals(card.identity());
        if (card == null || isOther) {
            Nodes.show(done, false);
        }
        shown = card;
        if (card == null) {
            return;
        }
        label.setText(card.device().label());
        Nodes.show(badge, reader().isSimulated());
        facts.getChildren().clear();
        List<CardFacts.Fact> all = words.of(card);
        for (int i = 0; i < all.size(); i++) {
            addRow(i, all.get(i));
        }
        fingerprint
                .getChildren()
                .setAll(
                        new CopyableText(
                                texts,
                                texts.text("fact.device"),
                                card.device().deviceId().toGroups(),
                                "deviceId"),
                        new FingerprintText(
                                texts,
                                texts.text("fact.fingerprint"),
                                card.identity().deviceKey().fingerprint(),
                                "deviceFingerprint"));
        Nodes.show(finishSetup, card.keys().isEmpty());
        Nodes.show(adminBlocked, card.device().adminPin().left() == 0);
    }

    private void addRow(int row, CardFacts.Fact fact) {
        Label name = new Label(fact.name());
        name.getStyleClass().add("muted");
        name.setMinWidth(Region.USE_PREF_SIZE);
        name.setTooltip(new Tooltip(fact.term()));
        GridPane.setValignment(name, VPos.BASELINE);
        Label value = new Label(fact.value());
        value.setWrapText(true);
        value.setMinHeight(Region.USE_PREF_SIZE);
        name.setLabelFor(value);
        facts.addRow(row, name, value);
    }

    @FXML
    private void open() {
        Nodes.show(done, false);
        desk.look().otherwise(this::fail).start();
    }

    @FXML
    private void setUp() {
        desk.setUp();
    }

    @FXML
    private void changeUserPin() {
        pins.change(Pin.USER);
    }

    @FXML
    private void changeAdminPin() {
        pins.change(Pin.ADMIN);
    }

    @FXML
    private void unblock() {
        pins.unblock();
    }

    @FXML
    private void setUpAgain() {
        SetupWizard.startAgain(desk, window());
    }

    /** This computer no longer knows the card; nothing happens to the card itself. */
    @FXML
    private void forget() {
        ReaderModel reader = reader();
        CardSnapshot card = shown;
        String title = texts.text("forget.title");
        boolean isMeant = desk.prompts()
                .confirm(
                        title,
                        texts.text("forget.text", card.device().label()),
                        texts.text("forget.action"),
                        Optional.empty());
        if (isMeant) {
            desk.inBackground(
                    title,
                    activity -> desk.trusted().pins().forget(card.identity().deviceId()),
                    forgotten -> reader.setSnapshot(null),
                    this::fail);
        }
    }

    @FXML
    private void report() {
        ByteString question = ByteString.ofHex(nonce.getText().strip());
        String title = texts.text("report.title");
        desk.files().save(title, texts.text("report.file")).ifPresent(file -> desk.card(
                        title, card -> UsageReport.of(card.session().log().signReport(question)))
                .then(signed -> desk.inBackground(
                        title,
                        activity -> Files.write(file, signed.toFile()),
                        written -> say(texts.text("report.saved", written)),
                        this::fail))
                .otherwise(this::fail)
                .start());
    }

    private CardRecord record() {
        return new CardRecord(shown, Optional.empty(), reader().isSimulated());
    }

    private ReaderModel reader() {
        return desk.readers().selectedProperty().get();
    }

    private Window window() {
        return gate.getScene().getWindow();
    }

    private void say(String what) {
        gate.clear();
        done.setText(what);
        Nodes.show(done, true);
    }

    private void fail(Problem problem) {
        Nodes.show(done, false);
        gate.show(problem);
    }
}
