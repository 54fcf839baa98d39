package org.keymeter.gui.readers;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.keymeter.card.CardReader;

/** One reader as the console shows it. For the UI thread alone. */
public final class ReaderModel {
    private final String name;
    private final Optional<String> badge;
    private final boolean simulated;
    private final ReadOnlyObjectWrapper<CardView> card = new ReadOnlyObjectWrapper<>(new CardView.Absent());

    ReaderModel(CardReader reader) {
        name = reader.name();
        badge = reader.badge();
        simulated = reader.isSimulated();
    }

    public String name() {
        return name;
    }

    /** The warning to show wherever the name appears. */
    public Optional<String> badge() {
        return badge;
    }

    public boolean isSimulated() {
        return simulated;
    }

    public ReadOnlyObjectProperty<CardView> cardProperty() {
        return card.getReadOnlyProperty();
    }

    void setCard(CardView view) {
        card.set(view);
    }
}
