package org.keymeter.gui.audit.export;

import java.io.IOException;
import org.keymeter.gui.history.AuditRow;
import org.keymeter.gui.history.AuditRows;
import org.keymeter.gui.history.HistoryException;

/** From the first row to the last, page by page. */
final class RowWalk {
    private static final int PAGE = 500;

    private RowWalk() {}

    /** Takes one row. */
    interface Step {
        void row(AuditRow row) throws IOException;
    }

    /** @return false if it was stopped */
    static boolean run(AuditRows rows, RowExport.Progress progress, Step step) throws IOException, HistoryException {
        for (int first = 0; first < rows.size(); first += PAGE) {
            if (!progress.goesOn(first, rows.size())) {
                return false;
            }
            for (AuditRow row : rows.page(first, PAGE)) {
                step.row(row);
            }
        }
        return progress.goesOn(rows.size(), rows.size());
    }
}
