package org.keymeter.gui.readers;

import javafx.beans.value.ChangeListener;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.keymeter.card.CardState;
import org.keymeter.gui.words.Texts;
import org.kordamp.ikonli.javafx.FontIcon;

/** A reader in the list: its name, its badge, and in a few words what is in it. */
final class ReaderCell extends ListCell<ReaderModel> {
    private final Texts texts;
    private final FontIcon icon = new FontIcon();
    private final Label name = new Label();
    private final Label badge = new Label();
    private final Label summary = new Label();
    private final HBox row = new HBox(icon, new VBox(name, badge, summary));
    private final ChangeListener<CardView> onCard = (property, before, now) -> showCard(now);
    private ReaderModel shown;

    ReaderCell(Texts texts) {
        this.texts = texts;
        badge.setText(texts.text("simulated.badge"));
        row.getStyleClass().add("reader");
        badge.getStyleClass().add("badge");
        summary.getStyleClass().add("muted");
        name.setWrapText(true);
    }

    @Override
    protected void updateItem(ReaderModel reader, boolean empty) {
        super.updateItem(reader, empty);
        if (shown != null) {
            shown.cardProperty().removeListener(onCard);
        }
        shown = empty ? null : reader;
        setGraphic(shown == null ? null : row);
        if (shown != null) {
            icon.setIconLiteral(shown.isSimulated() ? "mdomz-memory" : "mdomz-usb");
            name.setText(shown.name());
            badge.setVisible(shown.isSimulated());
            badge.setManaged(shown.isSimulated());
            shown.cardProperty().addListener(onCard);
            showCard(shown.cardProperty().get());
        }
    }

    private void showCard(CardView card) {
        summary.setText(summaryOf(card));
    }

    private String summaryOf(CardView card) {
        if (card instanceof CardView.Reported reported) {
            boolean initialized = reported.status().state() == CardState.INITIALIZED;
            return texts.text(initialized ? "reader.card" : "reader.card.new");
        }
        if (card instanceof CardView.Failed) {
            return texts.text("reader.card.failed");
        }
        return texts.text(card instanceof CardView.Reading ? "reader.card.reading" : "reader.card.absent");
    }
}
