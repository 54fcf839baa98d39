package org.keymeter.gui.overview;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.collections.ListChangeListener;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.PublicStatus;
import org.keymeter.gui.desk.Desk;
import org.keymeter.gui.readers.CardSnapshot;
import org.keymeter.gui.readers.CardView;
import org.keymeter.gui.readers.ReaderModel;
import org.keymeter.gui.readers.ReadersModel;
import org.keymeter.gui.words.Texts;

/** Tells when a key falls under its mark while the console looks on, whatever page is open. For the UI's thread. */
public final class LowWatch {
    private final Supplier<Desk> desk;
    private final Notices notices;
    private final Map<ReaderModel, Map<Integer, Long>> before = new HashMap<>();

    /** Tells the person something that does not wait for an answer. */
    @FunctionalInterface
    public interface Notices {
        void tell(String title, String text);
    }

    /** @param desk the one of now */
    public LowWatch(ReadersModel readers, Supplier<Desk> desk, Notices notices) {
        this.desk = desk;
        this.notices = notices;
        readers.readers().addListener((ListChangeListener<ReaderModel>) change -> {
            while (change.next()) {
                change.getAddedSubList().forEach(this::follow);
                change.getRemoved().forEach(before::remove);
            }
        });
    }

    private void follow(ReaderModel reader) {
        reader.cardProperty().addListener((property, was, now) -> {
            if (now instanceof CardView.Absent) {
                before.remove(reader);
            } else if (now instanceof CardView.Reported reported) {
                reported.status().details().ifPresent(details -> look(reader, details));
            }
        });
    }

    private void look(ReaderModel reader, PublicStatus.Details details) {
        Map<Integer, Long> last = before.computeIfAbsent(reader, first -> new HashMap<>());
        CardSnapshot card = reader.snapshotProperty().get();
        for (PublicStatus.Meter meter : details.meters()) {
            Long was = last.put(meter.slot(), meter.remaining());
            if (was != null && was > meter.remaining()) {
                Optional<KeyInfo> key = Optional.ofNullable(card).flatMap(known -> known.key(meter.slot()));
                desk.get().lowMark(key.map(KeyInfo::identity), meter.ceiling(), mark -> {
                    if (was > mark && meter.remaining() <= mark) {
                        tell(key.map(KeyInfo::label), meter);
                    }
                });
            }
        }
    }

    private void tell(Optional<String> name, PublicStatus.Meter meter) {
        Texts texts = desk.get().texts(LowWatch.class);
        String key = name.orElse(texts.text("key.slot", meter.slot()));
        notices.tell(
                texts.text("notice.low.title"),
                meter.remaining() == 0
                        ? texts.text("warning.spent", key)
                        : texts.text("warning.low", key, meter.remaining()));
    }
}
