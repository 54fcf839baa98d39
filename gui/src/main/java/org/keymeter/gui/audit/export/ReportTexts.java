package org.keymeter.gui.audit.export;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * What a report says besides its rows, in the user's language.
 *
 * @param title of the report
 * @param lines under it: the card, its fingerprint, the state of the chain, the filter
 * @param columns of the table, in their order
 * @param page of the number of a page and that of all pages
 */
public record ReportTexts(
        String title, List<Line> lines, Map<AuditColumn, String> columns, BiFunction<Integer, Integer, String> page) {
    /** @param label may be empty */
    public record Line(String label, String value) {}

    public ReportTexts {
        lines = List.copyOf(lines);
        columns = new LinkedHashMap<>(columns);
    }
}
