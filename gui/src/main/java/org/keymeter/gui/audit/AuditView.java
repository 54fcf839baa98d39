package org.keymeter.gui.audit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.keymeter.card.ByteString;
import org.keymeter.gui.history.AuditRow;
import org.keymeter.gui.history.HistoryException;

/**
 * What the page shows, in words.
 *
 * @param facts from the history
 * @param words for records
 * @param names of logs
 * @param ready pages of rows that are seen first, by number, so that nothing flickers
 */
record AuditView(AuditFacts facts, AuditWords words, LogNames names, Map<Integer, List<ShownRow>> ready) {
    /** Makes words, knowing what keys are called. */
    interface WordsMaker {
        AuditWords make(Map<ByteString, String> keys);
    }

    /** Blocks. @param selected a row that may be seen, too */
    static AuditView of(AuditFacts facts, WordsMaker maker, Optional<AuditRow> selected) throws HistoryException {
        AuditWords words = maker.make(facts.keys());
        LogNames names = new LogNames(facts.logs(), facts.cards(), words.texts());
        AuditView view = new AuditView(facts, words, names, new HashMap<>());
        view.fetch(0);
        if (selected.isPresent()) {
            AuditRow row = selected.get();
            OptionalInt index = facts.rows().indexOf(row.deviceId(), row.instance(), row.sequence());
            if (index.isPresent()) {
                view.fetch(index.getAsInt() / LazyRows.PAGE);
            }
        }
        return view;
    }

    private void fetch(int number) throws HistoryException {
        ready.put(number, LazyRows.fetch(facts.rows(), number, this::show));
    }

    ShownRow show(AuditRow row) {
        return ShownRow.of(row, words, names);
    }
}
