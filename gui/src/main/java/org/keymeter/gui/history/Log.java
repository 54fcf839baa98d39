package org.keymeter.gui.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keymeter.card.ByteString;

/**
 * One instance of one card.
 *
 * @param row in the database; a record's id is this, shifted left by 32, plus its sequence
 * @param deviceId 16 bytes
 * @param instance u32
 */
record Log(long row, ByteString deviceId, long instance) {
    private static final int SEQUENCE_BITS = 32;
    private static final long SEQUENCE_MASK = 0xFFFF_FFFFL;

    static long row(long id) {
        return id >>> SEQUENCE_BITS;
    }

    static long sequence(long id) {
        return id & SEQUENCE_MASK;
    }

    /** @param sequence u32 */
    long id(long sequence) {
        return row << SEQUENCE_BITS | sequence;
    }

    long firstId() {
        return id(0);
    }

    long lastId() {
        return id(SEQUENCE_MASK);
    }

    static List<Log> all(Connection connection) throws SQLException {
        List<Log> logs = new ArrayList<>();
        try (PreparedStatement select =
                        connection.prepareStatement("SELECT id, device, number FROM instance ORDER BY id");
                ResultSet result = select.executeQuery()) {
            while (result.next()) {
                logs.add(new Log(result.getLong(1), Columns.bytes(result, 2), result.getLong(3)));
            }
        }
        return logs;
    }

    static Optional<Log> find(Connection connection, ByteString deviceId, long instance) throws SQLException {
        return all(connection).stream()
                .filter(log -> log.deviceId.equals(deviceId) && log.instance == instance)
                .findFirst();
    }

    static Log findOrMake(Connection connection, ByteString deviceId, long instance) throws SQLException {
        Optional<Log> known = find(connection, deviceId, instance);
        if (known.isPresent()) {
            return known.get();
        }
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO instance (device, number) VALUES (?, ?)")) {
            insert.setBytes(1, deviceId.toByteArray());
            insert.setLong(2, instance);
            insert.executeUpdate();
        }
        return find(connection, deviceId, instance).orElseThrow();
    }
}
