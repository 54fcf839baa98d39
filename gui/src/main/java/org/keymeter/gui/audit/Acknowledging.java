package org.keymeter.gui.audit;

import java.io.IOException;
import java.util.Optional;
import org.keymeter.card.CardException;
import org.keymeter.card.CardOption;
import org.keymeter.card.DeviceInfo;
import org.keymeter.card.Pin;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.gui.desk.CardWork;
import org.keymeter.gui.desk.WorkingCard;
import org.keymeter.gui.history.Alarm;
import org.keymeter.gui.history.HistoryAccess;

/** Tells a card that it may forget what is in the archive and in the history; without contradictions only. */
final class Acknowledging implements CardWork<Acknowledging.Result> {
    private final LogReading reading;

    Acknowledging(HistoryAccess history) {
        reading = new LogReading(history);
    }

    /**
     * @param isDone whether there was something to acknowledge
     * @param upTo the last record then
     * @param alarm why it was not done
     */
    record Result(boolean isDone, long upTo, Optional<Alarm> alarm) {}

    /** The PIN that acknowledges the log: the one chosen at initialisation, the admin's if the user's is blocked. */
    static Pin pin(DeviceInfo device) {
        boolean isUsers = !device.options().contains(CardOption.ADMIN_ACKNOWLEDGES);
        return isUsers && device.userPin().left() > 0 ? Pin.USER : Pin.ADMIN;
    }

    @Override
    public Result run(WorkingCard card) throws CardException, IOException, InvalidFileException {
        boolean[] isDone = new boolean[1];
        // ATOMIC: archive, history, then the card; pulled in between, the card still has everything.
        LogReading.Result read = reading.guarded(card, (reader, archive) -> {
            LogReading.Result before = reading.read(card.session(), reader, archive);
            if (before.alarm().isEmpty()) {
                isDone[0] = reader.acknowledge(before.last());
            }
            return before;
        });
        LogReading.Result after = isDone[0] ? reading.run(card) : read;
        return new Result(isDone[0], read.last(), after.alarm());
    }
}
