package org.keymeter.gui.history;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keymeter.card.ByteString;
import org.keymeter.card.DeviceIdentity;
import org.keymeter.card.DeviceKey;
import org.keymeter.card.audit.AuditArchive;
import org.keymeter.card.audit.ChainPoint;
import org.keymeter.card.audit.LogContradictionException;
import org.keymeter.card.audit.SignedHead;
import org.keymeter.card.file.InvalidFileException;

/**
 * The logs of all cards: filled from their archives, which stay the durable truth; gaps closed from others' exports. What
 * contradicts what is stored is kept as an alarm and changes nothing. Every call blocks: call it in the background.
 */
public final class AuditHistory {
    private final Database database;
    private final Clock clock;

    AuditHistory(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** One instance of one card whose records are here. */
    public record LogName(ByteString deviceId, long instance) {}

    public List<LogName> logs() throws HistoryException {
        return database.read(Log::all).stream()
                .map(log -> new LogName(log.deviceId(), log.instance()))
                .toList();
    }

    /**
     * Takes what the archive has beyond what is stored. Call it after reading a card and before acknowledging, and once
     * for every archive when the program starts: others fill them too. Twice is harmless.
     *
     * @throws InvalidFileException when the archive was changed, which raises an alarm, or the history cannot be used
     */
    public Fill follow(AuditArchive archive) throws IOException, InvalidFileException {
        Log log = database.write(connection -> Log.findOrMake(connection, archive.deviceId(), archive.instance()));
        ChainPoint last = database.read(connection -> last(connection, log));
        Fill overlap = visit(archive, log, fill -> fill.compare(archive.lastUpTo(last.sequence())));
        return overlap.alarm().isPresent()
                ? overlap
                : visit(archive, log, fill -> archive.forEachAfter(last.sequence(), fill));
    }

    /** As {@link #follow}, and holds every record of the archive against the stored one. */
    public Fill compare(AuditArchive archive) throws IOException, InvalidFileException {
        Log log = database.write(connection -> Log.findOrMake(connection, archive.deviceId(), archive.instance()));
        return visit(archive, log, archive::forEach);
    }

    private interface Visit {
        void run(LogFill fill) throws IOException, InvalidFileException;
    }

    private Fill visit(AuditArchive archive, Log log, Visit visit) throws IOException, InvalidFileException {
        LogFill fill = new LogFill(database, log, now());
        try {
            visit.run(fill);
        } catch (HistoryException failure) {
            throw failure;
        } catch (InvalidFileException changed) {
            fill.flush();
            raise(log, Alarm.Kind.ARCHIVE_CHANGED, fill.lastVisited() + 1);
            throw changed;
        }
        fill.flush();
        List<Gap> gaps = database.read(connection -> LogTable.gaps(connection, log));
        return new Fill(fill.added(), gaps, fill.alarm());
    }

    private static ChainPoint last(Connection connection, Log log) throws SQLException {
        try (LogTable table = new LogTable(connection, log)) {
            return table.last();
        }
    }

    private Alarm raise(Log log, Alarm.Kind kind, long sequence) throws HistoryException {
        return database.write(connection ->
                new AlarmTable(connection, log).raise(kind, sequence, ByteString.EMPTY, ByteString.EMPTY, now()));
    }

    /** Keeps what the reader of a card's log found: that the card contradicts its archive. */
    public Alarm report(DeviceIdentity card, LogContradictionException contradiction) throws HistoryException {
        Log log = database.write(connection -> Log.findOrMake(connection, card.deviceId(), card.instance()));
        return raise(log, Alarm.Kind.CARD_CONTRADICTS, contradiction.sequence());
    }

    /**
     * Closes gaps with the export of another computer, as far as the chain proves its records. Verified and taken in one
     * transaction, or not at all. (To verify a file and take nothing, call the verifier.)
     *
     * @param export not closed
     * @param pinned key of the card's instance that it must be of
     * @throws InvalidFileException when it is no export, or the history cannot be used
     */
    public Imported importExport(InputStream export, DeviceKey pinned) throws IOException, InvalidFileException {
        return new ImportRun(database, pinned, now()).run(export);
    }

    /**
     * Keeps a head that the card signed.
     *
     * @return the alarm, if the stored records do not lead to it, or the card signed another one there
     * @throws IllegalArgumentException if this key did not sign it
     */
    public Optional<Alarm> keepHead(SignedHead head, DeviceKey key) throws HistoryException {
        if (!head.isSignedBy(key)) {
            throw new IllegalArgumentException("another key signed the head");
        }
        return database.write(connection -> {
            Log log = Log.findOrMake(connection, head.deviceId(), head.instance());
            HeadTable heads = new HeadTable(connection, log);
            ByteString found = head.last().chain();
            ByteString known = heads.chains().get(head.last().sequence());
            try (LogTable table = new LogTable(connection, log)) {
                Optional<StoredPoint> stored = table.pointAt(head.last().sequence());
                known = stored.isPresent() ? stored.get().point().chain() : known;
            }
            heads.insert(head, key, now());
            return known == null || known.equals(found)
                    ? Optional.empty()
                    : Optional.of(new AlarmTable(connection, log)
                            .raise(Alarm.Kind.HEAD_DIFFERS, head.last().sequence(), known, found, now()));
        });
    }

    /** Empty if nothing of this log is known. */
    public Optional<ChainState> state(ByteString deviceId, long instance) throws HistoryException {
        return database.read(connection -> {
            Optional<Log> log = Log.find(connection, deviceId, instance);
            return log.isEmpty() ? Optional.empty() : Optional.of(state(connection, log.get()));
        });
    }

    private static ChainState state(Connection connection, Log log) throws SQLException {
        long unseen = new AlarmTable(connection, log)
                .list().stream().filter(alarm -> alarm.seen().isEmpty()).count();
        return new ChainState(
                last(connection, log), new HeadTable(connection, log).latest(), LogTable.gaps(connection, log), unseen);
    }

    /** Of all logs, the oldest first. */
    public List<Alarm> alarms() throws HistoryException {
        return database.read(connection -> {
            List<Alarm> alarms = new ArrayList<>();
            for (Log log : Log.all(connection)) {
                alarms.addAll(new AlarmTable(connection, log).list());
            }
            return alarms;
        });
    }

    /** The user saw it. It stays. */
    public void markSeen(Alarm alarm) throws HistoryException {
        database.write(connection -> {
            Log log = Log.findOrMake(connection, alarm.deviceId(), alarm.instance());
            new AlarmTable(connection, log).markSeen(alarm.number(), now());
            return log;
        });
    }

    /** The rows of the audit table. Takes a part of a second for a million records; their pages take no time. */
    public AuditRows find(AuditFilter filter, AuditOrder order) throws HistoryException {
        return database.read(connection -> new AuditSearch(connection).find(database, filter, order));
    }

    private Instant now() {
        return clock.instant();
    }
}
