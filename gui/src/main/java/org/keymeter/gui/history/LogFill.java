package org.keymeter.gui.history;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keymeter.card.ByteString;
import org.keymeter.card.audit.AuditArchive;
import org.keymeter.card.audit.AuditRecord;
import org.keymeter.card.audit.ChainPoint;

/**
 * Takes an archive's entries into the history, in batches of one transaction each, and stops at the first one that
 * contradicts what is stored there, or what the card signed.
 */
final class LogFill implements AuditArchive.Visitor {
    private static final int BATCH = 5000;

    private final Database database;
    private final Log log;
    private final Instant now;
    private final List<Entry> batch = new ArrayList<>(BATCH);
    private Optional<Alarm> alarm = Optional.empty();
    private long added;
    private long lastVisited;

    private record Entry(Optional<AuditRecord> record, ChainPoint point) {}

    LogFill(Database database, Log log, Instant now) {
        this.database = database;
        this.log = log;
        this.now = now;
    }

    @Override
    public void record(AuditRecord record, ChainPoint point) throws HistoryException {
        add(new Entry(Optional.of(record), point));
    }

    @Override
    public void missing(ChainPoint last) throws HistoryException {
        add(new Entry(Optional.empty(), last));
    }

    /** Holds the chain at one place against what is stored there. */
    void compare(ChainPoint point) throws HistoryException {
        if (point.sequence() > 0) {
            add(new Entry(Optional.empty(), point));
        }
    }

    private void add(Entry entry) throws HistoryException {
        lastVisited = entry.point.sequence();
        batch.add(entry);
        if (batch.size() == BATCH) {
            flush();
        }
    }

    /** Stores what was visited. */
    void flush() throws HistoryException {
        if (alarm.isEmpty()) {
            added += database.write(this::store);
        }
        batch.clear();
    }

    Optional<Alarm> alarm() {
        return alarm;
    }

    /** Records that were not stored before. */
    long added() {
        return added;
    }

    long lastVisited() {
        return lastVisited;
    }

    private long store(Connection connection) throws SQLException {
        try (LogTable table = new LogTable(connection, log)) {
            ChainPoint last = table.last();
            Map<Long, ByteString> signed = new HeadTable(connection, log).chains();
            long inserted = 0;
            for (Entry entry : batch) {
                Optional<Contradiction> contradiction =
                        entry.point.sequence() <= last.sequence() ? compare(table, entry) : judge(last, entry, signed);
                if (contradiction.isPresent()) {
                    alarm = Optional.of(contradiction.get().raise(new AlarmTable(connection, log), now));
                    break;
                }
                if (entry.point.sequence() > last.sequence()) {
                    inserted += insert(table, last, entry);
                    last = entry.point;
                }
            }
            return inserted;
        }
    }

    private static Optional<Contradiction> compare(LogTable table, Entry entry) throws SQLException {
        StoredPoint found = stored(entry);
        return table.pointAt(entry.point.sequence())
                .filter(known -> !known.agreesWith(found))
                .map(known -> new Contradiction(
                        Alarm.Kind.RECORD_DIFFERS, entry.point.sequence(), known.bytes(), found.bytes()));
    }

    private static Optional<Contradiction> judge(ChainPoint last, Entry entry, Map<Long, ByteString> signed) {
        long sequence = entry.point.sequence();
        boolean follows = entry.record.isEmpty()
                || last.precedes(entry.record.get())
                        && last.append(entry.record.get()).equals(entry.point);
        if (!follows) {
            return Optional.of(new Contradiction(
                    Alarm.Kind.CHAIN_BROKEN,
                    sequence,
                    last.chain(),
                    stored(entry).bytes()));
        }
        ByteString head = signed.get(sequence);
        return head == null || head.equals(entry.point.chain())
                ? Optional.empty()
                : Optional.of(new Contradiction(
                        Alarm.Kind.HEAD_DIFFERS, sequence, head, stored(entry).bytes()));
    }

    private long insert(LogTable table, ChainPoint last, Entry entry) throws SQLException {
        if (entry.record.isEmpty()) {
            table.insertGap(last.sequence() + 1, entry.point, now);
            return 0;
        }
        table.insert(entry.record.get(), entry.point, now);
        return 1;
    }

    private static StoredPoint stored(Entry entry) {
        return new StoredPoint(entry.record.map(AuditRecord::bytes).orElse(ByteString.EMPTY), entry.point);
    }
}
