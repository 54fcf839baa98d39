package org.keymeter.gui.audit.export;

import org.keymeter.card.Failures;
import org.keymeter.card.audit.AuditRecord;
import org.keymeter.gui.history.AuditEntry;
import org.keymeter.gui.history.AuditRow;
import org.keymeter.gui.history.Gap;

/** What a table of audit rows may show. */
public enum AuditColumn {
    DEVICE,
    INSTANCE,
    SEQUENCE,
    FIRST_READ,
    EVENT,
    ABOUT,
    GENERATION,
    DETAIL,
    WRONG_PINS,
    REFUSED_GRANTS,
    REFUSED_BLOBS,
    RESULT,
    /** The record's 48 bytes. */
    RECORD,
    CHAIN;

    /** The cell; empty where a gap has nothing to say. */
    String cell(AuditRow row, RowWords words) {
        return switch (this) {
            case DEVICE -> row.deviceId().toHex();
            case INSTANCE -> Long.toString(row.instance());
            case SEQUENCE -> sequence(row);
            case FIRST_READ -> words.time(row.firstRead());
            case CHAIN -> row.chain().toHex();
            case EVENT -> row instanceof Gap gap ? words.gap(gap) : ofRecord(row, words);
            case ABOUT, GENERATION, DETAIL, WRONG_PINS, REFUSED_GRANTS, REFUSED_BLOBS, RESULT, RECORD ->
                ofRecord(row, words);
        };
    }

    private static String sequence(AuditRow row) {
        return row instanceof Gap gap && gap.count() > 1
                ? gap.first() + "–" + gap.sequence()
                : Long.toString(row.sequence());
    }

    private String ofRecord(AuditRow row, RowWords words) {
        if (!(row instanceof AuditEntry entry)) {
            return "";
        }
        AuditRecord record = entry.record();
        Failures failures = record.failures();
        return switch (this) {
            case EVENT -> words.event(record);
            case ABOUT -> words.about(record);
            case GENERATION -> record.generation() == 0 ? "" : Integer.toString(record.generation());
            case DETAIL -> words.detail(record);
            case WRONG_PINS -> Integer.toString(failures.wrongPins());
            case REFUSED_GRANTS -> Integer.toString(failures.refusedGrants());
            case REFUSED_BLOBS -> Integer.toString(failures.refusedBlobs());
            case RESULT -> record.result().toString();
            case RECORD -> record.bytes().toHex();
            case DEVICE, INSTANCE, SEQUENCE, FIRST_READ, CHAIN -> throw new IllegalStateException("of every row");
        };
    }
}
