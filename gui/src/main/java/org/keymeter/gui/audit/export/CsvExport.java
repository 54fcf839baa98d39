package org.keymeter.gui.audit.export;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keymeter.card.file.PrintableText;
import org.keymeter.gui.history.AuditRow;
import org.keymeter.gui.history.AuditRows;
import org.keymeter.gui.history.HistoryException;

/**
 * Comma-separated values (RFC 4180), UTF-8, with a line of titles. Every cell is quoted; control characters are written
 * as escapes.
 */
public final class CsvExport implements RowExport {
    /** What a spreadsheet takes for the begin of a formula (OWASP, CSV Injection), the wide forms too. */
    private static final String FORMULA_STARTS = "=+-@\t\r\n＝＋－＠";

    private final Map<AuditColumn, String> titles;
    private final RowWords words;

    /** @param titles of the columns wanted, in their order */
    public CsvExport(Map<AuditColumn, String> titles, RowWords words) {
        this.titles = new LinkedHashMap<>(titles);
        this.words = words;
    }

    @Override
    public boolean write(AuditRows rows, OutputStream out, Progress progress) throws IOException, HistoryException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        writer.write(line(new ArrayList<>(titles.values())));
        boolean isDone = RowWalk.run(rows, progress, row -> writer.write(line(cells(row))));
        writer.flush();
        return isDone;
    }

    private List<String> cells(AuditRow row) {
        return titles.keySet().stream().map(column -> column.cell(row, words)).toList();
    }

    private static String line(List<String> cells) {
        return String.join(",", cells.stream().map(CsvExport::cell).toList()) + "\r\n";
    }

    private static String cell(String text) {
        boolean isFormula = !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0;
        return '"' + (isFormula ? "'" : "") + PrintableText.of(text).replace("\"", "\"\"") + '"';
    }
}
