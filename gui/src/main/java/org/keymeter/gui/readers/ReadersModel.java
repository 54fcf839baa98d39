package org.keymeter.gui.readers;

import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.keymeter.card.CardException;
import org.keymeter.card.CardReader;

/** The readers there are, and which one the user looks at. For the UI thread alone. */
public final class ReadersModel {
    private final ObservableList<ReaderModel> readers = FXCollections.observableArrayList();
    private final ObservableList<ReaderModel> unmodifiable = FXCollections.unmodifiableObservableList(readers);
    private final ObjectProperty<ReaderModel> selected = new SimpleObjectProperty<>();
    private final ReadOnlyObjectWrapper<CardException> failure = new ReadOnlyObjectWrapper<>();

    /** In the order in which they appeared. */
    public ObservableList<ReaderModel> readers() {
        return unmodifiable;
    }

    /** Null exactly if there is no reader. */
    public ObjectProperty<ReaderModel> selectedProperty() {
        return selected;
    }

    /** Why some readers may be missing, or null. */
    public ReadOnlyObjectProperty<CardException> failureProperty() {
        return failure.getReadOnlyProperty();
    }

    void add(CardReader reader) {
        if (find(reader.name()).isEmpty()) {
            ReaderModel added = new ReaderModel(reader);
            readers.add(added);
            if (selected.get() == null) {
                selected.set(added);
            }
        }
    }

    void remove(String name) {
        find(name).ifPresent(gone -> {
            boolean wasSelected = selected.get() == gone;
            readers.remove(gone);
            if (wasSelected) {
                selected.set(readers.isEmpty() ? null : readers.get(0));
            }
        });
    }

    void setCard(String name, CardView card) {
        find(name).ifPresent(reader -> reader.setCard(card));
    }

    void setFailure(CardException problem) {
        failure.set(problem);
    }

    private Optional<ReaderModel> find(String name) {
        return readers.stream().filter(reader -> reader.name().equals(name)).findFirst();
    }
}
