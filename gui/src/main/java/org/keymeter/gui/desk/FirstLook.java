package org.keymeter.gui.desk;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import javafx.collections.ListChangeListener;
import org.keymeter.card.CardState;
import org.keymeter.gui.readers.CardView;
import org.keymeter.gui.readers.ReaderModel;
import org.keymeter.gui.readers.ReadersModel;

/**
 * Looks into each trusted card after it was inserted, if nobody works with it: opening a channel would end another
 * program's. Cards that are not trusted yet, or tell nothing without a PIN, wait for the person.
 */
public final class FirstLook {
    /** Somebody else may begin to work with the card at the same moment. */
    private static final int TRIES = 3;

    private final Supplier<Desk> desk;
    /** Tries since the card was inserted. */
    private final Map<ReaderModel, Integer> tries = new HashMap<>();

    /** @param desk the one of now */
    public FirstLook(ReadersModel readers, Supplier<Desk> desk) {
        this.desk = desk;
        readers.readers().addListener((ListChangeListener<ReaderModel>) change -> {
            while (change.next()) {
                change.getAddedSubList().forEach(this::follow);
            }
        });
    }

    private void follow(ReaderModel reader) {
        reader.cardProperty().addListener((property, before, now) -> look(reader, now));
        look(reader, reader.cardProperty().get());
    }

    private void look(ReaderModel reader, CardView card) {
        if (card instanceof CardView.Absent) {
            tries.remove(reader);
        } else if (card instanceof CardView.Reported reported
                && reported.isIdle()
                && reported.status().state() == CardState.INITIALIZED
                && reader.snapshotProperty().get() == null
                && tries.merge(reader, 1, Integer::sum) <= TRIES) {
            desk.get().lookAt(reader);
        }
    }
}
