package org.keymeter.gui.audit;

import java.util.List;
import javafx.scene.layout.VBox;
import org.keymeter.gui.controls.Nodes;
import org.keymeter.gui.controls.ProblemPane;
import org.keymeter.gui.words.Problem;
import org.keymeter.gui.words.Texts;

/** What became of what the person did last; takes no room before. */
final class Outcome extends VBox {
    private final VBox remarks = new VBox(8);
    private final ProblemPane problem;

    Outcome(Texts texts) {
        super(8);
        problem = new ProblemPane(texts);
        remarks.setId("outcome");
        remarks.getStyleClass().add("panel");
        getChildren().addAll(remarks, problem);
        clear();
    }

    void say(Said... said) {
        say(List.of(said));
    }

    void say(List<Said> said) {
        clear();
        remarks.getChildren().setAll(said.stream().map(Said::remark).toList());
        Nodes.show(remarks, !said.isEmpty());
    }

    void fail(Problem what) {
        clear();
        problem.show(what);
    }

    void clear() {
        Nodes.show(remarks, false);
        problem.clear();
    }
}
