package org.keymeter.gui.approver;

import java.time.ZoneId;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Tab;
import javafx.scene.layout.VBox;
import org.keymeter.gui.desk.Desk;
import org.keymeter.gui.frame.View;
import org.keymeter.gui.words.Texts;

/** The approver's page: requests, known cards, journal. */
public final class ApproverController {
    private final Texts texts;
    private final ApproverState state;

    @FXML
    private VBox trouble;

    @FXML
    private VBox request;

    @FXML
    private Tab cards;

    @FXML
    private Tab journal;

    private ApproverController(Desk desk) {
        texts = desk.texts(ApproverController.class);
        state = new ApproverState(desk, new ApproverWords(texts, desk.problems().library(), ZoneId.systemDefault()));
    }

    public static Parent page(Desk desk) {
        ApproverController controller = new ApproverController(desk);
        return View.load(controller, "approver.fxml", controller.texts);
    }

    @FXML
    private void initialize() {
        trouble.getChildren().add(state.problem());
        trouble.managedProperty().bind(state.problem().managedProperty());
        request.getChildren()
                .addAll(
                        View.load(new IncomingController(state), "incoming.fxml", texts),
                        View.load(new DecisionController(state), "decision.fxml", texts));
        cards.setContent(View.load(new CardsController(state), "cards.fxml", texts));
        journal.setContent(View.load(new JournalController(state), "journal.fxml", texts));
    }
}
