package org.keymeter.gui.history;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.keymeter.card.ByteString;
import org.keymeter.card.audit.AuditArchive;
import org.keymeter.card.audit.AuditRecord;
import org.keymeter.card.audit.ChainPoint;

/**
 * Takes from an export what is missing here. Nothing counts before it is proven: records in one piece are, up to the last
 * of them whose chain value is known here or was signed. Its transaction must be rolled back unless the export turns out
 * to be good.
 */
final class ExportImport implements AuditArchive.Visitor {
    private final Path file;
    private final LogTable table;
    private final Map<Long, ByteString> signed;
    private final Instant now;
    private final NavigableMap<Long, Gap> gapsByEnd = new TreeMap<>();
    private final List<Piece> proven = new ArrayList<>();
    private final List<Long> unproven = new ArrayList<>();
    private Optional<Contradiction> contradiction = Optional.empty();
    private ChainPoint pieceStart;
    private ChainPoint pieceEnd;
    private long provenEnd;
    private long added;

    /** If not, the verifier says what is wrong, and nothing will be taken. */
    private boolean isOrderly = true;

    /** @param before the chain before the first record; @param end of the last one that is proven */
    private record Piece(ChainPoint before, long end) {}

    ExportImport(Path file, LogTable table, Map<Long, ByteString> signed, Instant now) throws SQLException {
        this.file = file;
        this.table = table;
        this.signed = signed;
        this.now = now;
        for (Gap gap : table.gaps()) {
            gapsByEnd.put(gap.sequence(), gap);
        }
        begin(ChainPoint.start(table.log().deviceId(), table.log().instance()));
    }

    private void begin(ChainPoint before) {
        pieceStart = before;
        pieceEnd = before;
        provenEnd = before.sequence();
    }

    @Override
    public void record(AuditRecord record, ChainPoint point) throws HistoryException {
        isOrderly = isOrderly && pieceEnd.precedes(record);
        if (isOrderly) {
            pieceEnd = point;
            take(StoredPoint.of(record, point), Optional.of(record));
        }
    }

    @Override
    public void missing(ChainPoint last) throws HistoryException {
        isOrderly = isOrderly && pieceEnd.sequence() < last.sequence();
        if (isOrderly) {
            endPiece();
            begin(last);
            take(new StoredPoint(ByteString.EMPTY, last), Optional.empty());
        }
    }

    /** Holds what the export says against what is known there: what agrees proves all before it. */
    private void take(StoredPoint found, Optional<AuditRecord> record) throws HistoryException {
        long sequence = found.point().sequence();
        try {
            Optional<StoredPoint> known = table.pointAt(sequence);
            ByteString head = signed.get(sequence);
            if (record.isPresent() && isMissing(sequence)) {
                table.insert(record.get(), found.point(), now);
                unproven.add(sequence);
            }
            if (known.isPresent() && !known.get().agreesWith(found)) {
                contradict(sequence, known.get().bytes(), found);
            } else if (head != null && !head.equals(found.point().chain())) {
                contradict(sequence, head, found);
            } else if (known.isPresent() || head != null) {
                prove(sequence);
            }
        } catch (SQLException failure) {
            throw HistoryException.of(failure, file);
        }
    }

    private boolean isMissing(long sequence) {
        Map.Entry<Long, Gap> gap = gapsByEnd.ceilingEntry(sequence);
        return gap != null && gap.getValue().first() <= sequence;
    }

    private void contradict(long sequence, ByteString known, StoredPoint found) {
        if (contradiction.isEmpty()) {
            contradiction =
                    Optional.of(new Contradiction(Alarm.Kind.EXPORT_CONTRADICTS, sequence, known, found.bytes()));
        }
    }

    /** @param sequence where the piece stands */
    private void prove(long sequence) {
        provenEnd = sequence;
        added += unproven.size();
        unproven.clear();
    }

    private void endPiece() throws HistoryException {
        try {
            for (long sequence : unproven) {
                table.delete(sequence);
            }
        } catch (SQLException failure) {
            throw HistoryException.of(failure, file);
        }
        unproven.clear();
        if (provenEnd > pieceStart.sequence()) {
            proven.add(new Piece(pieceStart, provenEnd));
        }
    }

    /** Once the export's head is verified: it proves the last piece. Leaves only the gaps that are left. */
    void finish() throws SQLException, HistoryException {
        prove(pieceEnd.sequence());
        endPiece();
        for (Gap gap : gapsByEnd.values()) {
            narrow(gap);
        }
    }

    private void narrow(Gap gap) throws SQLException {
        table.deleteGap(gap);
        long first = gap.first();
        for (Piece piece : proven) {
            long before = piece.before.sequence();
            if (piece.end >= first && before < gap.sequence()) {
                if (before >= first) {
                    table.insertGap(first, piece.before, gap.firstRead());
                }
                first = piece.end + 1;
            }
        }
        if (first <= gap.sequence()) {
            table.insertGap(first, new ChainPoint(gap.sequence(), gap.chain()), gap.firstRead());
        }
    }

    Optional<Contradiction> contradiction() {
        return contradiction;
    }

    long added() {
        return added;
    }
}
