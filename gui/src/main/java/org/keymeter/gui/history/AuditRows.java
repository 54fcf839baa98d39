package org.keymeter.gui.history;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.keymeter.card.ByteString;
import org.keymeter.card.audit.AuditRecord;
import org.keymeter.card.file.InvalidFileException;

/**
 * The rows of a filter, as they were when it was asked: what came later is not among them, so that no row moves under the
 * reader's eyes. It keeps eight bytes a row; a page is found by its numbers, wherever it is. {@link #page} blocks.
 */
public final class AuditRows {
    private final Database database;
    private final AuditFilter filter;
    private final long[] ids;
    private final Map<Long, Log> logs;
    private final Map<Long, Gap> gaps;

    /** @param ids of records; those of gaps are negative; @param logs by row; @param gaps by the id of their end */
    AuditRows(Database database, AuditFilter filter, long[] ids, Map<Long, Log> logs, Map<Long, Gap> gaps) {
        this.database = database;
        this.filter = filter;
        this.ids = ids;
        this.logs = logs;
        this.gaps = gaps;
    }

    public AuditFilter filter() {
        return filter;
    }

    /** How many rows meet the filter. */
    public int size() {
        return ids.length;
    }

    /**
     * @param first row, from 0
     * @param count at most so many, fewer at the end
     */
    public List<AuditRow> page(int first, int count) throws HistoryException {
        int end = Math.min(ids.length, Math.addExact(first, count));
        return database.read(connection -> {
            List<AuditRow> rows = new ArrayList<>(Math.max(0, end - first));
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT bytes, chain, read FROM record WHERE id = ?")) {
                for (int i = first; i < end; i++) {
                    rows.add(ids[i] < 0 ? present(gaps.get(-ids[i])) : entry(select, ids[i]));
                }
            }
            return rows;
        });
    }

    private AuditEntry entry(PreparedStatement select, long id) throws SQLException {
        Log log = present(logs.get(Log.row(id)));
        select.setLong(1, id);
        try (ResultSet result = select.executeQuery()) {
            if (!result.next()) {
                throw new SQLException("a record is gone");
            }
            return new AuditEntry(
                    log.deviceId(),
                    log.instance(),
                    AuditRecord.of(Columns.bytes(result, 1)),
                    Columns.bytes(result, 2),
                    Instant.ofEpochMilli(result.getLong(3)));
        } catch (InvalidFileException damaged) {
            throw new SQLException("a damaged record", damaged);
        }
    }

    private static <T> T present(T value) throws SQLException {
        if (value == null) {
            throw new SQLException("a row's log or gap is gone");
        }
        return value;
    }

    /** Which row this record is, or the gap that it is missing in; empty if it is not among them. */
    public OptionalInt indexOf(ByteString deviceId, long instance, long sequence) {
        for (int i = 0; i < ids.length; i++) {
            long id = Math.abs(ids[i]);
            boolean isThere = ids[i] < 0
                    ? gaps.get(id).first() <= sequence && sequence <= Log.sequence(id)
                    : Log.sequence(id) == sequence;
            Log log = logs.get(Log.row(id));
            if (isThere && log.instance() == instance && log.deviceId().equals(deviceId)) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }
}
