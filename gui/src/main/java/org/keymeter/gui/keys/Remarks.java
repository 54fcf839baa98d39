package org.keymeter.gui.keys;

import java.util.List;
import javafx.scene.layout.Pane;
import org.keymeter.gui.controls.Remark;

/** What a policy means, on the screen. */
final class Remarks {
    private Remarks() {}

    static void add(List<PolicySentence> sentences, Pane to) {
        for (PolicySentence sentence : sentences) {
            Remark.Weight weight =
                    switch (sentence.weight()) {
                        case PLAIN -> Remark.Weight.PLAIN;
                        case CAUTION -> Remark.Weight.CAUTION;
                    };
            to.getChildren().add(new Remark(weight, sentence.text()));
        }
    }
}
