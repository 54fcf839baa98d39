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
import org.keymeter.card.audit.AuditRecord;
import org.keymeter.card.audit.ChainPoint;

/** The records and gaps of one log, within one transaction. */
final class LogTable implements AutoCloseable {
    private final Connection connection;
    private final Log log;
    private final PreparedStatement insert;
    private final PreparedStatement selectRecord;
    private final PreparedStatement selectGap;

    LogTable(Connection connection, Log log) throws SQLException {
        this.connection = connection;
        this.log = log;
        insert = connection.prepareStatement(
                "INSERT INTO record (id, bytes, chain, event, slot, identity, read)" + " VALUES (?, ?, ?, ?, ?, ?, ?)");
        selectRecord = connection.prepareStatement("SELECT bytes, chain FROM record WHERE id = ?");
        selectGap = connection.prepareStatement("SELECT chain FROM gap WHERE id = ?");
    }

    Log log() {
        return log;
    }

    /** What is known there; a gap's end has a chain value and no record. */
    Optional<StoredPoint> pointAt(long sequence) throws SQLException {
        if (sequence == 0) {
            return Optional.of(new StoredPoint(ByteString.EMPTY, ChainPoint.start(log.deviceId(), log.instance())));
        }
        selectRecord.setLong(1, log.id(sequence));
        try (ResultSet record = selectRecord.executeQuery()) {
            if (record.next()) {
                ChainPoint point = new ChainPoint(sequence, Columns.bytes(record, 2));
                return Optional.of(new StoredPoint(Columns.bytes(record, 1), point));
            }
        }
        selectGap.setLong(1, log.id(sequence));
        try (ResultSet gap = selectGap.executeQuery()) {
            return gap.next()
                    ? Optional.of(new StoredPoint(ByteString.EMPTY, new ChainPoint(sequence, Columns.bytes(gap, 1))))
                    : Optional.empty();
        }
    }

    /** The end of what is known; sequence 0 if nothing is. */
    ChainPoint last() throws SQLException {
        long last = Math.max(lastIn("record"), lastIn("gap"));
        return pointAt(last).orElseThrow().point();
    }

    /** @param table "record" or "gap" */
    private long lastIn(String table) throws SQLException {
        String query = "SELECT max(id) FROM " + table + " WHERE id BETWEEN ? AND ?";
        try (PreparedStatement select = connection.prepareStatement(query)) {
            select.setLong(1, log.firstId());
            select.setLong(2, log.lastId());
            try (ResultSet result = select.executeQuery()) {
                result.next();
                return Log.sequence(result.getLong(1));
            }
        }
    }

    /** Nothing may be known there. */
    void insert(AuditRecord record, ChainPoint point, Instant read) throws SQLException {
        insert.setLong(1, log.id(record.sequence()));
        insert.setBytes(2, record.bytes().toByteArray());
        insert.setBytes(3, point.chain().toByteArray());
        insert.setInt(4, record.eventCode());
        insert.setInt(5, record.slot());
        insert.setBytes(6, KeyIdentity.of(record).map(ByteString::toByteArray).orElse(null));
        insert.setLong(7, read.toEpochMilli());
        insert.executeUpdate();
    }

    /** @param last missing record and the chain there */
    void insertGap(long first, ChainPoint last, Instant noticed) throws SQLException {
        try (PreparedStatement gap =
                connection.prepareStatement("INSERT INTO gap (id, first, chain, read) VALUES (?, ?, ?, ?)")) {
            gap.setLong(1, log.id(last.sequence()));
            gap.setLong(2, first);
            gap.setBytes(3, last.chain().toByteArray());
            gap.setLong(4, noticed.toEpochMilli());
            gap.executeUpdate();
        }
    }

    void delete(long sequence) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM record WHERE id = ?")) {
            delete.setLong(1, log.id(sequence));
            delete.executeUpdate();
        }
    }

    void deleteGap(Gap gap) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM gap WHERE id = ?")) {
            delete.setLong(1, log.id(gap.sequence()));
            delete.executeUpdate();
        }
    }

    /** In the order of the log. */
    List<Gap> gaps() throws SQLException {
        return gaps(connection, log);
    }

    static List<Gap> gaps(Connection connection, Log log) throws SQLException {
        List<Gap> gaps = new ArrayList<>();
        String query = "SELECT id, first, chain, read FROM gap WHERE id BETWEEN ? AND ? ORDER BY id";
        try (PreparedStatement select = connection.prepareStatement(query)) {
            select.setLong(1, log.firstId());
            select.setLong(2, log.lastId());
            try (ResultSet result = select.executeQuery()) {
                while (result.next()) {
                    gaps.add(new Gap(
                            log.deviceId(),
                            log.instance(),
                            result.getLong(2),
                            Log.sequence(result.getLong(1)),
                            Columns.bytes(result, 3),
                            Instant.ofEpochMilli(result.getLong(4))));
                }
            }
        }
        return gaps;
    }

    @Override
    public void close() throws SQLException {
        insert.close();
        selectRecord.close();
        selectGap.close();
    }
}
