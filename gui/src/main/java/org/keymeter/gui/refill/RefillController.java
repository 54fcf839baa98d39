package org.keymeter.gui.refill;

import java.time.ZoneId;
import javafx.application.Platform;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;
import org.keymeter.gui.controls.Nodes;
import org.keymeter.gui.desk.CardGate;
import org.keymeter.gui.desk.Desk;
import org.keymeter.gui.frame.View;
import org.keymeter.gui.words.Texts;

/** The refill page: ask, hand the request over, redeem the answer. */
public final class RefillController {
    private final Desk desk;
    private final Texts texts;
    private final Refilling refilling;
    private final RefillState state;
    private final RefillWords words;

    @FXML
    private ScrollPane scroll;

    @FXML
    private VBox steps;

    @FXML
    private Node none;

    /** The page, and in its place what is missing as long as no card is open. */
    public static Parent page(Desk desk) {
        RefillController controller = new RefillController(desk);
        CardGate gate = new CardGate(desk, View.load(controller, "refill.fxml", controller.texts));
        controller.state.setGate(gate);
        return gate;
    }

    private RefillController(Desk desk) {
        this.desk = desk;
        texts = desk.texts(RefillController.class);
        words = new RefillWords(texts, ZoneId.systemDefault());
        refilling = new Refilling(KeptRequests.in(desk.folders()), desk.clock());
        state = new RefillState(desk, refilling);
    }

    @FXML
    private void initialize() {
        steps.getChildren()
                .addAll(
                        View.load(new AskController(desk, state, refilling, words), "ask.fxml", texts),
                        View.load(new RequestController(desk, state, words), "request.fxml", texts),
                        View.load(
                                new AnswerController(desk, state, refilling, words, this::revealEnd),
                                "answer.fxml",
                                texts));
        state.keyProperty().addListener((property, before, now) -> update());
        update();
    }

    /** After the next layout, which gives what has just been shown its room. */
    private void revealEnd() {
        Platform.runLater(() -> {
            scroll.applyCss();
            scroll.layout();
            scroll.setVvalue(scroll.getVmax());
        });
    }

    private void update() {
        boolean isKey = state.keyProperty().get() != null;
        Nodes.show(steps, isKey);
        Nodes.show(none, !isKey);
    }
}
