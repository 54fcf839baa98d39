package org.keymeter.gui.desk;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.collections.ListChangeListener;
import org.keymeter.card.CardState;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.PublicStatus;
import org.keymeter.gui.readers.CardSnapshot;
import org.keymeter.gui.readers.CardView;
import org.keymeter.gui.readers.ReaderModel;
import org.keymeter.gui.readers.ReadersModel;

/**
 * Looks into each trusted card after it was inserted, and again when it has other keys than were seen, if nobody works
 * with it: opening a channel would end another program's. Cards that are not trusted yet, or tell nothing without a PIN, wait for the person.
 */
public final class FirstLook {
    /** Somebody else may begin to work with the card at the same moment. */
    private static final int TRIES = 3;

    private final Supplier<Desk> desk;
    private final Map<ReaderModel, Looks> looks = new HashMap<>();

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
            looks.remove(reader);
        } else if (card instanceof CardView.Reported reported
                && reported.isIdle()
                && reported.status().state() == CardState.INITIALIZED) {
            Map<Integer, Long> keys = keys(reported.status());
            Looks before = looks.get(reader);
            Looks now = before == null || !before.keys.equals(keys) ? new Looks(keys, 1) : before.oneMore();
            if (!isKnown(reader.snapshotProperty().get(), reported.status()) && now.tries <= TRIES) {
                looks.put(reader, now);
                desk.get().lookAt(reader);
            }
        }
    }

    /** Whether the card was seen since it has these keys; one that does not tell them is seen once. */
    private static boolean isKnown(CardSnapshot seen, PublicStatus status) {
        return seen != null
                && (status.details().isEmpty()
                        || keys(status)
                                .equals(seen.keys().stream().collect(Collectors.toMap(KeyInfo::slot, key -> key.policy()
                                        .ceiling()))));
    }

    /** Ceilings by slot, as reported. */
    private static Map<Integer, Long> keys(PublicStatus status) {
        Map<Integer, Long> keys = new HashMap<>();
        status.details()
                .ifPresent(details -> details.meters().forEach(meter -> keys.put(meter.slot(), meter.ceiling())));
        return keys;
    }

    /** How often somebody looked at a card that has these keys. */
    private record Looks(Map<Integer, Long> keys, int tries) {
        Looks oneMore() {
            return new Looks(keys, tries + 1);
        }
    }
}
