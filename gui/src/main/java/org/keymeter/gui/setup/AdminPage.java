package org.keymeter.gui.setup;

import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.Pin;
import org.keymeter.card.Secret;
import org.keymeter.gui.controls.Nodes;
import org.keymeter.gui.controls.ProblemPane;
import org.keymeter.gui.controls.SecretField;
import org.keymeter.gui.desk.Desk;
import org.keymeter.gui.readers.CardSnapshot;
import org.keymeter.gui.words.Problem;
import org.keymeter.gui.words.Texts;
import org.keymeter.protocol.Limit;

/**
 * The admin PIN of a card that has one: the card is opened with it, to see what is on it. If it is to be wiped, this is also
 * where its custodian reads what will be lost and types the card's label.
 */
final class AdminPage extends SetupPage {
    private final Desk desk;
    private final SecretField pin;
    private final TextField consent = new TextField();
    private final Button open;
    private final Label found = wrapped("");
    private final Label consentCaption = wrapped("");
    private final VBox consentBox = new VBox(4, consentCaption, consent);
    private final ProblemPane problem;
    private final Label introduction = wrapped("");

    AdminPage(SetupPlan plan, Texts texts, Desk desk) {
        super(plan, texts, "admin");
        this.desk = desk;
        pin = plan.secrets().admin();
        pin.setId("adminPin");
        pin.setPrefColumnCount(Limit.PIN_MAXIMUM);
        Label caption = new Label(text("pin"));
        caption.setLabelFor(pin);
        open = new Button(text("open"));
        open.setId("setupOpen");
        open.setOnAction(event -> open());
        pin.setOnAction(event -> open());
        pin.editsProperty().addListener((property, before, now) -> close());
        found.setId("setupFound");
        consent.setId("consent");
        consentCaption.setLabelFor(consent);
        consent.textProperty().addListener((property, before, now) -> judge());
        problem = new ProblemPane(texts);
        add(introduction, new VBox(4, caption, new HBox(8, pin, open)), problem, found, consentBox);
        close();
    }

    @Override
    boolean isNeeded() {
        return plan().mode() != SetupMode.FIRST;
    }

    @Override
    void enter() {
        introduction.setText(text(plan().mode() == SetupMode.AGAIN ? "again" : "resume"));
        judge();
        focus(pin);
    }

    /** What another PIN was typed for is not open. */
    private void close() {
        plan().setBefore(null);
        Nodes.show(found, false);
        Nodes.show(consentBox, false);
        open.setDisable(pin.getLength() < Limit.PIN_MINIMUM);
        judge();
    }

    private void open() {
        if (open.isDisabled()) {
            return;
        }
        open.setDisable(true);
        problem.clear();
        Secret typed = pin.read();
        desk.card(text("open"), card -> {
                    card.session().pins().verify(Pin.ADMIN, typed);
                    return true;
                })
                .in(plan().reader())
                .then(verified -> {
                    typed.close();
                    show(plan().reader().snapshotProperty().get());
                })
                .otherwise(failure -> {
                    typed.close();
                    fail(failure);
                })
                .whenCancelled(() -> {
                    typed.close();
                    open.setDisable(false);
                })
                .start();
    }

    private void fail(Problem failure) {
        pin.wipe();
        problem.show(failure);
        pin.requestFocus();
    }

    private void show(CardSnapshot card) {
        open.setDisable(card != null);
        if (card == null) {
            return;
        }
        plan().setBefore(card);
        boolean isWiped = plan().mode() == SetupMode.AGAIN;
        found.setText(text(isWiped ? "lost" : "found", card.device().label(), list(card)));
        Nodes.show(found, true);
        consentCaption.setText(text("consent", card.device().label()));
        Nodes.show(consentBox, isWiped);
        judge();
        if (isWiped) {
            consent.requestFocus();
        } else {
            button(ButtonData.NEXT_FORWARD).requestFocus();
        }
    }

    private String list(CardSnapshot card) {
        List<String> keys = card.keys().stream()
                .map(KeyInfo::label)
                .map(label -> texts().text("quoted", label))
                .collect(Collectors.toList());
        return keys.isEmpty() ? text("no-keys") : String.join(", ", keys);
    }

    private void judge() {
        boolean isAgreed = plan().mode() != SetupMode.AGAIN
                || plan().before()
                        .filter(card -> card.device().label().equals(consent.getText()))
                        .isPresent();
        completeProperty().set(plan().before().isPresent() && isAgreed);
    }
}
