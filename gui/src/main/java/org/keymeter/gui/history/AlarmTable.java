package org.keymeter.gui.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keymeter.card.ByteString;

/** The alarms of one log, within one transaction. */
final class AlarmTable {
    private static final String COLUMNS = "SELECT number, id, kind, stored, found, raised, seen FROM alarm";

    private final Connection connection;
    private final Log log;

    AlarmTable(Connection connection, Log log) {
        this.connection = connection;
        this.log = log;
    }

    /** Keeps it, unless it is known. */
    Alarm raise(Alarm.Kind kind, long sequence, ByteString stored, ByteString found, Instant now) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO alarm (id, kind, stored, found, raised)"
                        + " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")) {
            insert.setLong(1, log.id(sequence));
            insert.setString(2, kind.name());
            insert.setBytes(3, stored.toByteArray());
            insert.setBytes(4, found.toByteArray());
            insert.setLong(5, now.toEpochMilli());
            insert.executeUpdate();
        }
        try (PreparedStatement select =
                connection.prepareStatement(COLUMNS + " WHERE id = ? AND kind = ? AND found = ?")) {
            select.setLong(1, log.id(sequence));
            select.setString(2, kind.name());
            select.setBytes(3, found.toByteArray());
            return read(select).get(0);
        }
    }

    List<Alarm> list() throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(COLUMNS + " WHERE id BETWEEN ? AND ? ORDER BY number")) {
            select.setLong(1, log.firstId());
            select.setLong(2, log.lastId());
            return read(select);
        }
    }

    private List<Alarm> read(PreparedStatement select) throws SQLException {
        List<Alarm> alarms = new ArrayList<>();
        try (ResultSet result = select.executeQuery()) {
            while (result.next()) {
                long seen = result.getLong(7);
                alarms.add(new Alarm(
                        result.getLong(1),
                        log.deviceId(),
                        log.instance(),
                        Log.sequence(result.getLong(2)),
                        Columns.constant(Alarm.Kind.class, result.getString(3)),
                        Columns.bytes(result, 4),
                        Columns.bytes(result, 5),
                        Instant.ofEpochMilli(result.getLong(6)),
                        seen == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(seen))));
            }
        }
        return alarms;
    }

    void markSeen(long number, Instant now) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE alarm SET seen = ? WHERE number = ? AND seen IS NULL")) {
            update.setLong(1, now.toEpochMilli());
            update.setLong(2, number);
            update.executeUpdate();
        }
    }
}
