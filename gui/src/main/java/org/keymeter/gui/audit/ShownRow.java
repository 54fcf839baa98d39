package org.keymeter.gui.audit;

import java.util.EnumMap;
import java.util.Map;
import org.keymeter.card.audit.AuditRecord;
import org.keymeter.gui.history.AuditEntry;
import org.keymeter.gui.history.AuditHistory.LogName;
import org.keymeter.gui.history.AuditRow;
import org.keymeter.gui.history.Gap;
import org.keymeter.gui.words.Texts;

/**
 * A row with its words, made where it was fetched, so that scrolling makes none.
 *
 * @param row as it is stored
 * @param cells what the table shows of it; what is not there is empty
 */
record ShownRow(AuditRow row, Map<Column, String> cells) {
    /** Of the table. */
    enum Column {
        CARD,
        SEQUENCE,
        TIME,
        EVENT,
        ABOUT,
        DETAIL,
        RESULT
    }

    boolean isGap() {
        return row instanceof Gap;
    }

    String cell(Column column) {
        return cells.getOrDefault(column, "");
    }

    static ShownRow of(AuditRow row, AuditWords words, LogNames names) {
        Map<Column, String> cells = new EnumMap<>(Column.class);
        cells.put(Column.CARD, names.of(new LogName(row.deviceId(), row.instance())));
        cells.put(Column.TIME, words.briefTime(row.firstRead()));
        Texts texts = words.texts();
        if (row instanceof Gap gap) {
            cells.put(Column.SEQUENCE, texts.text("gap.range", gap.first(), gap.sequence()));
            cells.put(Column.EVENT, texts.text("gap.event", gap.count()));
            cells.put(Column.DETAIL, texts.text("gap.detail"));
        } else if (row instanceof AuditEntry entry) {
            AuditRecord record = entry.record();
            cells.put(Column.SEQUENCE, texts.text("number", record.sequence()));
            cells.put(Column.EVENT, words.event(record));
            cells.put(Column.ABOUT, words.about(record));
            cells.put(Column.DETAIL, words.detail(record));
            cells.put(Column.RESULT, words.result(record));
        }
        return new ShownRow(row, cells);
    }
}
