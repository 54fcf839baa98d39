package org.keymeter.gui.audit.export;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.keymeter.gui.history.AuditRows;
import org.keymeter.gui.history.HistoryException;

/**
 * A report to print: A4, its font embedded; title, card and state of the chain, then the rows, with the titles of the
 * columns on each page, and the number of the page.
 */
public final class PdfReport implements RowExport {
    /** More is no reading for people: a few hundred pages. */
    public static final int ROWS_MAXIMUM = 20_000;

    private final ReportTexts texts;
    private final RowWords words;

    public PdfReport(ReportTexts texts, RowWords words) {
        this.texts = texts;
        this.words = words;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if there are more than {@link #ROWS_MAXIMUM} rows
     */
    @Override
    public boolean write(AuditRows rows, OutputStream out, Progress progress) throws IOException, HistoryException {
        if (rows.size() > ROWS_MAXIMUM) {
            throw new IllegalArgumentException("a report has at most " + ROWS_MAXIMUM + " rows");
        }
        try (PDDocument document = new PDDocument(IOUtils.createTempFileOnlyStreamCache());
                PdfTable table = new PdfTable(document, texts)) {
            boolean isDone = RowWalk.run(
                    rows,
                    progress,
                    row -> table.row(texts.columns().keySet().stream()
                            .map(column -> column.cell(row, words))
                            .toList()));
            if (isDone) {
                table.finish();
                document.save(out);
            }
            return isDone;
        }
    }
}
