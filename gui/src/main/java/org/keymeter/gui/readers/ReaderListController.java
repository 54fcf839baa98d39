package org.keymeter.gui.readers;

import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import org.keymeter.card.CardException;
import org.keymeter.gui.words.Problem;
import org.keymeter.gui.words.Problems;
import org.keymeter.gui.words.Texts;

/** The list of readers. */
public final class ReaderListController {
    private static final int ROW_HEIGHT = 76;

    private final ReadersModel model;
    private final Texts texts;
    private final Problems problems;

    @FXML
    private ListView<ReaderModel> list;

    @FXML
    private Label failure;

    public ReaderListController(ReadersModel model, Texts texts, Problems problems) {
        this.model = model;
        this.texts = texts;
        this.problems = problems;
    }

    @FXML
    private void initialize() {
        list.setItems(model.readers());
        list.prefHeightProperty()
                .bind(Bindings.size(model.readers()).multiply(ROW_HEIGHT).add(ROW_HEIGHT / 4));
        list.setCellFactory(view -> new ReaderCell(texts));
        list.getSelectionModel().selectedItemProperty().addListener((property, before, now) -> {
            if (now != null) {
                model.selectedProperty().set(now);
            }
        });
        model.selectedProperty().addListener((property, before, now) -> select(now));
        select(model.selectedProperty().get());
        model.failureProperty().addListener((property, before, now) -> showFailure(now));
        showFailure(model.failureProperty().get());
    }

    private void select(ReaderModel reader) {
        if (reader == null) {
            list.getSelectionModel().clearSelection();
        } else {
            list.getSelectionModel().select(reader);
        }
    }

    private void showFailure(CardException thrown) {
        failure.setVisible(thrown != null);
        failure.setManaged(thrown != null);
        if (thrown != null) {
            Problem problem = problems.of(thrown);
            failure.setText(
                    texts.text("problem.all", problem.happened(), problem.cause(), problem.remedy(), problem.code()));
        }
    }
}
