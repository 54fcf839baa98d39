package org.keymeter.gui.controls;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.keymeter.gui.words.Problem;
import org.keymeter.gui.words.Texts;
import org.kordamp.ikonli.javafx.FontIcon;

/** What happened, the likely cause, what to do, a code to quote, and details to copy; takes no room while all is well. */
public final class ProblemPane extends VBox {
    private final Label happened = label("problem-happened");
    private final Label cause = label("problem-cause");
    private final Label remedy = label("problem-remedy");
    private final Label code = label("problem-code");
    private Problem shown;

    public ProblemPane(Texts texts) {
        super(8);
        getStyleClass().add("problem");
        happened.getStyleClass().add("strong");
        code.getStyleClass().add("muted");
        Button copy = new Button(texts.text("problem.copy"));
        copy.getStyleClass().addAll("small", "flat");
        copy.setOnAction(event -> Copying.copy(shown.details(), copy.textProperty(), texts.text("action.copied")));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox foot = new HBox(8, code, gap, copy);
        foot.getStyleClass().add("row");
        HBox head = new HBox(8, new FontIcon("mdoal-error_outline"), happened);
        HBox.setHgrow(happened, Priority.ALWAYS);
        getChildren().addAll(head, cause, remedy, foot);
        clear();
    }

    public void show(Problem problem) {
        shown = problem;
        happened.setText(problem.happened());
        set(cause, problem.cause());
        set(remedy, problem.remedy());
        code.setText(problem.code());
        Nodes.show(this, true);
    }

    public void clear() {
        Nodes.show(this, false);
    }

    private static void set(Label label, String text) {
        label.setText(text);
        Nodes.show(label, !text.isEmpty());
    }

    private static Label label(String style) {
        Label label = new Label();
        label.setWrapText(true);
        label.getStyleClass().add(style);
        return label;
    }
}
