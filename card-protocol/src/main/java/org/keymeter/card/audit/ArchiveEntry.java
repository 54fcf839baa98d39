package org.keymeter.card.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.keymeter.card.ByteString;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.protocol.Code;
import org.keymeter.protocol.Limit;

/**
 * One entry of an archive: a record, or the note that records up to one are missing; and the chain there. 80 bytes:
 * record ‖ chain. A note is written as a record with event 00, which no card writes.
 *
 * @param record as the card wrote it, or the note in its place
 * @param point the chain at it; for a note as the card stated it, which nothing here can verify
 */
record ArchiveEntry(AuditRecord record, ChainPoint point) {
    static final int LENGTH = Limit.RECORD_LENGTH + Limit.HASH_LENGTH;

    private static final int NOTE_EVENT = 0;

    static ArchiveEntry of(AuditRecord record, ChainPoint before) {
        return new ArchiveEntry(record, before.append(record));
    }

    /** @param point the last missing record */
    static ArchiveEntry missingUpTo(ChainPoint point) {
        ByteBuffer note = ByteBuffer.allocate(Limit.RECORD_LENGTH);
        note.putInt((int) point.sequence()).put((byte) NOTE_EVENT).put(Code.NO_SLOT);
        note.position(Limit.RECORD_LENGTH - Limit.DETAIL_LENGTH)
                .put(point.chain().toByteArray());
        try {
            return new ArchiveEntry(AuditRecord.of(ByteString.of(note.array())), point);
        } catch (InvalidFileException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** @param bytes 80 of them, from its position */
    static ArchiveEntry read(ByteBuffer bytes) throws InvalidFileException {
        AuditRecord record = AuditRecord.of(StatementReader.bytes(bytes, Limit.RECORD_LENGTH));
        return new ArchiveEntry(
                record, new ChainPoint(record.sequence(), StatementReader.bytes(bytes, Limit.HASH_LENGTH)));
    }

    byte[] toBytes() {
        return ByteBuffer.allocate(LENGTH)
                .put(record.bytes().toByteArray())
                .put(point.chain().toByteArray())
                .array();
    }

    boolean isNote() {
        return record.eventCode() == NOTE_EVENT;
    }

    void visit(AuditArchive.Visitor visitor) throws IOException, InvalidFileException {
        if (isNote()) {
            visitor.missing(point);
        } else {
            visitor.record(record, point);
        }
    }

    boolean follows(ChainPoint before) {
        if (isNote()) {
            return point.sequence() > before.sequence() && record.detail().equals(point.chain());
        }
        return before.precedes(record) && before.append(record).equals(point);
    }
}
