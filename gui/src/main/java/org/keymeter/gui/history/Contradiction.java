package org.keymeter.gui.history;

import java.sql.SQLException;
import java.time.Instant;
import org.keymeter.card.ByteString;

/** What will be an {@link Alarm}. */
record Contradiction(Alarm.Kind kind, long sequence, ByteString stored, ByteString found) {
    Alarm raise(AlarmTable alarms, Instant now) throws SQLException {
        return alarms.raise(kind, sequence, stored, found, now);
    }
}
