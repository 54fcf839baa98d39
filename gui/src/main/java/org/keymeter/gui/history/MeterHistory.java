package org.keymeter.gui.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keymeter.card.ByteString;

/**
 * The meters of all cards over time: a sample for every change, one an hour after 30 days, one a day after a year. Every
 * call blocks: call it in the background.
 */
public final class MeterHistory {
    /** How stale "still so" may get in the file. */
    private static final Duration STEP = Duration.ofMinutes(1);

    private static final Duration HOURLY_AFTER = Duration.ofDays(30);
    private static final Duration DAILY_AFTER = Duration.ofDays(365);
    private static final String COLUMNS =
            "SELECT slot, identity, time, seen, remaining, ceiling, spent, source FROM sample"
                    + " WHERE device = ? AND slot = ? AND time ";

    private final Database database;
    private final Clock clock;

    MeterHistory(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Keeps those that changed; notes of the others that they still hold. */
    public void keep(List<Sample> samples) throws HistoryException {
        database.write(connection -> {
            for (Sample sample : samples) {
                keep(connection, sample);
            }
            return samples;
        });
    }

    private static void keep(Connection connection, Sample sample) throws SQLException {
        Optional<Sample> before = last(connection, sample.deviceId(), sample.slot(), sample.time());
        if (before.isEmpty() || !sample.repeats(before.get())) {
            insert(connection, sample);
        } else if (!sample.time().isBefore(before.get().seen().plus(STEP))) {
            try (PreparedStatement update = connection.prepareStatement(
                    "UPDATE sample SET seen = ? WHERE device = ? AND slot = ? AND time = ?")) {
                update.setLong(1, sample.time().toEpochMilli());
                update.setBytes(2, sample.deviceId().toByteArray());
                update.setInt(3, sample.slot());
                update.setLong(4, before.get().time().toEpochMilli());
                update.executeUpdate();
            }
        }
    }

    private static void insert(Connection connection, Sample sample) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT OR REPLACE INTO sample"
                + " (device, slot, identity, time, seen, remaining, ceiling, spent, source)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setBytes(1, sample.deviceId().toByteArray());
            insert.setInt(2, sample.slot());
            insert.setBytes(3, sample.identity().map(ByteString::toByteArray).orElse(null));
            insert.setLong(4, sample.time().toEpochMilli());
            insert.setLong(5, sample.seen().toEpochMilli());
            insert.setLong(6, sample.remaining());
            insert.setLong(7, sample.ceiling());
            Columns.set(insert, 8, sample.spentEver());
            insert.setString(9, sample.source().name());
            insert.executeUpdate();
        }
    }

    /** The latest sample of a slot. */
    public Optional<Sample> last(ByteString deviceId, int slot) throws HistoryException {
        return database.read(connection -> last(connection, deviceId, slot, Instant.ofEpochMilli(Long.MAX_VALUE)));
    }

    private static Optional<Sample> last(Connection connection, ByteString deviceId, int slot, Instant until)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(COLUMNS + "<= ? ORDER BY time DESC LIMIT 1")) {
            select.setBytes(1, deviceId.toByteArray());
            select.setInt(2, slot);
            select.setLong(3, until.toEpochMilli());
            return read(select, deviceId).stream().findFirst();
        }
    }

    /** The samples of a slot that held at some time since then, in their order. */
    public List<Sample> since(ByteString deviceId, int slot, Instant from) throws HistoryException {
        return database.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(COLUMNS + "> 0 AND seen >= ? ORDER BY time")) {
                select.setBytes(1, deviceId.toByteArray());
                select.setInt(2, slot);
                select.setLong(3, from.toEpochMilli());
                return read(select, deviceId);
            }
        });
    }

    private static List<Sample> read(PreparedStatement select, ByteString deviceId) throws SQLException {
        List<Sample> samples = new ArrayList<>();
        try (ResultSet result = select.executeQuery()) {
            while (result.next()) {
                samples.add(new Sample(
                        deviceId,
                        result.getInt("slot"),
                        Optional.ofNullable(result.getBytes("identity")).map(ByteString::of),
                        Instant.ofEpochMilli(result.getLong("time")),
                        Instant.ofEpochMilli(result.getLong("seen")),
                        result.getLong("remaining"),
                        result.getLong("ceiling"),
                        Columns.number(result, "spent"),
                        Columns.constant(Sample.Source.class, result.getString("source"))));
            }
        }
        return samples;
    }

    /**
     * Drops what is too fine for its age: of an hour (a day) the last sample stays. Call it once when the program starts.
     *
     * @return how many were dropped
     */
    public int thin() throws HistoryException {
        return database.write(connection -> thin(connection, HOURLY_AFTER, Duration.ofHours(1))
                + thin(connection, DAILY_AFTER, Duration.ofDays(1)));
    }

    private int thin(Connection connection, Duration age, Duration bucket) throws SQLException {
        String delete = "DELETE FROM sample WHERE time < ?1 AND EXISTS (SELECT 1 FROM sample AS later"
                + " WHERE later.device = sample.device AND later.slot = sample.slot AND later.time > sample.time"
                + " AND later.time < (sample.time / ?2 + 1) * ?2)";
        try (PreparedStatement statement = connection.prepareStatement(delete)) {
            statement.setLong(1, clock.instant().minus(age).toEpochMilli());
            statement.setLong(2, bucket.toMillis());
            return statement.executeUpdate();
        }
    }
}
