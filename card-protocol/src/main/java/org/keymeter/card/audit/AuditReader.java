package org.keymeter.card.audit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardException;
import org.keymeter.card.LogCommands;
import org.keymeter.card.LogState;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.protocol.Limit;

/**
 * Brings a card's log into its archive and acknowledges it: the one way for command line, console and volume server.
 * Nothing is acknowledged that is not in the archive, durably.
 */
public final class AuditReader {
    private final CardLog log;
    private final AuditArchive archive;

    /**
     * @param log of an open channel to the card
     * @param archive of the same device id and instance
     */
    public AuditReader(LogCommands log, AuditArchive archive) {
        this(CardLog.of(log), archive);
    }

    AuditReader(CardLog log, AuditArchive archive) {
        this.log = log;
        this.archive = archive;
    }

    /**
     * What was read.
     *
     * @param state of the card's log
     * @param records that are new in the archive
     * @param missing the last record of a gap before them: others read and acknowledged those, or (without forced auditing)
     *     they gave way
     */
    public record Reading(LogState state, List<AuditRecord> records, Optional<ChainPoint> missing) {
        public Reading {
            records = List.copyOf(records);
        }
    }

    /**
     * Reads what is outstanding and not archived yet, verifies that it continues the archive and leads to the card's
     * chain, and archives it. Twice is harmless.
     *
     * @throws LogContradictionException when it does not continue what was read before
     */
    public Reading read() throws CardException, IOException, InvalidFileException {
        LogState state = log.readState();
        ChainPoint before = new ChainPoint(state.first() - 1, state.chainBefore());
        Optional<ChainPoint> missing = Optional.empty();
        ChainPoint from = archive.last();
        if (from.sequence() < before.sequence()) {
            missing = Optional.of(before);
            from = before;
        } else {
            demandSame(before);
        }
        if (from.sequence() > state.last()) {
            throw new LogContradictionException(
                    state.last() + 1,
                    "The card's log ends at record " + state.last() + ", but record " + from.sequence()
                            + " was read before.");
        }
        List<AuditRecord> records = readFrom(from, state);
        archive.append(missing, records);
        return new Reading(state, records, missing);
    }

    /** Where card and archive overlap they must agree. */
    private void demandSame(ChainPoint card) throws IOException, InvalidFileException {
        Optional<ChainPoint> archived = archive.pointAt(card.sequence());
        if (archived.isPresent() && !archived.get().equals(card)) {
            throw new LogContradictionException(
                    card.sequence(),
                    "The card's log up to record " + card.sequence() + " is not what was read before.");
        }
    }

    private List<AuditRecord> readFrom(ChainPoint from, LogState state) throws CardException, InvalidFileException {
        List<AuditRecord> records = new ArrayList<>();
        ChainPoint point = from;
        if (state.last() - from.sequence() > Limit.RECORD_COUNT) {
            throw new LogContradictionException(state.first(), "The card says that it holds more records than it can.");
        }
        while (point.sequence() < state.last()) {
            for (ByteString bytes : log.read(point.sequence() + 1)) {
                AuditRecord record = AuditRecord.of(bytes);
                if (!point.precedes(record) || record.sequence() > state.last() || record.eventCode() == 0) {
                    throw new LogContradictionException(
                            point.sequence() + 1,
                            "The card sent record " + record.sequence() + " in place of " + (point.sequence() + 1)
                                    + ".");
                }
                point = point.append(record);
                records.add(record);
            }
        }
        if (!point.chain().equals(state.chain())) {
            throw new LogContradictionException(
                    from.sequence() + 1,
                    "The records from " + (from.sequence() + 1) + " to " + point.sequence()
                            + " do not lead to the card's chain.");
        }
        return records;
    }

    /**
     * Acknowledges up to a record, which must be archived, or does nothing if there is nothing to acknowledge up to it but
     * acknowledgements.
     *
     * @return whether the card was told
     * @throws InvalidFileException when the record is not archived: {@link #read} first
     */
    public boolean acknowledge(long sequence) throws CardException, IOException, InvalidFileException {
        LogState state = log.readState();
        Optional<ChainPoint> point = archive.pointAt(sequence);
        if (point.isEmpty()) {
            throw new InvalidFileException("Record " + sequence + " is not in the archive.", "Read the log first.");
        }
        if (sequence < state.first()
                || sequence > state.last()
                || !hasMoreThanAcknowledgements(state.first(), sequence)) {
            return false;
        }
        log.acknowledge(sequence, point.get().chain());
        return true;
    }

    private boolean hasMoreThanAcknowledgements(long first, long last) throws IOException, InvalidFileException {
        for (long sequence = first; sequence <= last; sequence++) {
            Optional<AuditRecord> record = archive.recordAt(sequence);
            if (record.isEmpty() || !record.get().isAcknowledgement()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Keeps the card working: once its log is three quarters full, reads it and acknowledges all of it.
     *
     * @param mayAcknowledge whether this channel has the authority
     * @return whether records were acknowledged; false also when there was no need
     */
    public boolean keepRoom(boolean mayAcknowledge) throws CardException, IOException, InvalidFileException {
        LogState state = log.readState();
        if (!mayAcknowledge || state.outstanding() * 4 < state.capacity() * 3L) {
            return false;
        }
        return acknowledge(read().state().last());
    }
}
