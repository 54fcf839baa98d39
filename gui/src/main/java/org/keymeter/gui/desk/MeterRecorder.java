package org.keymeter.gui.desk;

import java.util.List;
import java.util.function.Supplier;
import javafx.collections.ListChangeListener;
import org.keymeter.gui.history.History;
import org.keymeter.gui.history.HistoryException;
import org.keymeter.gui.history.KnownCard;
import org.keymeter.gui.history.Sample;
import org.keymeter.gui.readers.CardSnapshot;
import org.keymeter.gui.readers.CardView;
import org.keymeter.gui.readers.ReaderModel;
import org.keymeter.gui.readers.ReadersModel;

/** Keeps in the history how cards are seen, and their meters over time: proven ones, and between those reported ones. */
public final class MeterRecorder {
    private final Supplier<Desk> desk;

    /** @param desk the one of now */
    public MeterRecorder(ReadersModel readers, Supplier<Desk> desk) {
        this.desk = desk;
        readers.readers().addListener((ListChangeListener<ReaderModel>) change -> {
            while (change.next()) {
                change.getAddedSubList().forEach(this::follow);
            }
        });
    }

    private void follow(ReaderModel reader) {
        reader.snapshotProperty().addListener((property, before, now) -> {
            if (now != null) {
                desk.get().record(history -> keep(history, now));
            }
        });
        reader.cardProperty().addListener((property, before, now) -> {
            CardSnapshot card = reader.snapshotProperty().get();
            if (card != null && now instanceof CardView.Reported reported) {
                desk.get().record(history -> keep(history, card, reported));
            }
        });
    }

    private static Void keep(History history, CardSnapshot card) throws HistoryException {
        history.cards().keep(new KnownCard(card.identity(), card.device(), card.keys(), card.anchors(), card.at()));
        history.meters()
                .keep(card.keys().stream()
                        .map(key -> Sample.verified(card.identity(), key, card.at()))
                        .toList());
        return null;
    }

    private static Void keep(History history, CardSnapshot card, CardView.Reported reported) throws HistoryException {
        List<Sample> samples = reported.status().details().stream()
                .flatMap(details -> details.meters().stream())
                .map(meter -> Sample.reported(card.identity().deviceId(), meter, reported.at()))
                .toList();
        history.meters().keep(samples);
        return null;
    }
}
