package org.keymeter.gui.readers;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.keymeter.card.CardReader;

/** One reader as the console shows it. For the UI thread alone. */
public final class ReaderModel {
    private final String name;
    private final boolean simulated;
    private final ReadOnlyObjectWrapper<CardView> card = new ReadOnlyObjectWrapper<>(new CardView.Absent());
    private final ReadOnlyObjectWrapper<CardSnapshot> snapshot = new ReadOnlyObjectWrapper<>();

    ReaderModel(CardReader reader) {
        name = reader.name();
        simulated = reader.isSimulated();
    }

    public String name() {
        return name;
    }

    /** Whether a card in it protects nothing, which is shown wherever the name appears. */
    public boolean isSimulated() {
        return simulated;
    }

    public ReadOnlyObjectProperty<CardView> cardProperty() {
        return card.getReadOnlyProperty();
    }

    /** The card as it was at the last channel since it was inserted; null before the first. */
    public ReadOnlyObjectProperty<CardSnapshot> snapshotProperty() {
        return snapshot.getReadOnlyProperty();
    }

    /** What a channel has just shown. */
    public void setSnapshot(CardSnapshot now) {
        snapshot.set(now);
    }

    void setCard(CardView view) {
        if (view instanceof CardView.Absent) {
            snapshot.set(null);
        }
        card.set(view);
    }
}
