package org.keymeter.gui.desk;

import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import org.keymeter.gui.controls.ProblemPane;
import org.keymeter.gui.words.Problem;
import org.keymeter.gui.words.Texts;

/** Says what went wrong. */
final class ProblemDialog extends Dialog<Void> {
    ProblemDialog(Texts texts, Problem problem) {
        setTitle(texts.text("problem.title"));
        ProblemPane pane = new ProblemPane(texts);
        pane.show(problem);
        pane.setPrefWidth(520);
        getDialogPane().setContent(pane);
        getDialogPane().getButtonTypes().setAll(new ButtonType(texts.text("action.close"), ButtonData.CANCEL_CLOSE));
    }
}
