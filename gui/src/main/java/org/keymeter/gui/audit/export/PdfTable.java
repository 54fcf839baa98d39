package org.keymeter.gui.audit.export;

import java.awt.Color;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/** Pages filled from above with rows of wrapped cells. Lengths are in points. */
final class PdfTable implements AutoCloseable {
    private static final float MARGIN = 40;
    private static final float WIDTH = PDRectangle.A4.getWidth() - 2 * MARGIN;
    private static final float BOTTOM = MARGIN + 20;
    private static final float TITLE_SIZE = 16;
    private static final float SIZE = 8;
    private static final float LEADING = 10.5f;
    private static final float CELL_GAP = 6;
    private static final float ROW_GAP = 3;
    private static final int LINES_MAXIMUM = 6;
    private static final Color RULE = new Color(0xB0B0B0);

    private final PDDocument document;
    private final PdfFont font;
    private final BiFunction<Integer, Integer, String> pageWords;
    private final List<String> titles;
    private final List<Float> widths;
    private PDPageContentStream page;
    private float y;

    PdfTable(PDDocument document, ReportTexts texts) throws IOException {
        this.document = document;
        font = new PdfFont(document);
        pageWords = texts.page();
        titles = List.copyOf(texts.columns().values());
        widths = widths(List.copyOf(texts.columns().keySet()));
        document.getDocumentInformation().setTitle(font.printable(texts.title()));
        beginPage();
        for (String line : font.wrap(texts.title(), TITLE_SIZE, WIDTH, 2)) {
            y -= TITLE_SIZE * 1.3f;
            show(line, MARGIN, y, TITLE_SIZE);
        }
        y -= LEADING;
        for (ReportTexts.Line line : texts.lines()) {
            String text = line.label().isEmpty() ? line.value() : line.label() + ": " + line.value();
            for (String part : font.wrap(text, SIZE + 1, WIDTH, LINES_MAXIMUM)) {
                y -= LEADING + 2;
                show(part, MARGIN, y, SIZE + 1);
            }
        }
        y -= LEADING;
        head();
    }

    private static List<Float> widths(List<AuditColumn> columns) {
        float sum = (float) columns.stream().mapToDouble(PdfTable::weight).sum();
        return columns.stream().map(column -> weight(column) / sum * WIDTH).toList();
    }

    private static float weight(AuditColumn column) {
        return switch (column) {
            case SEQUENCE -> 1.4f;
            case ABOUT -> 2;
            case FIRST_READ -> 2.6f;
            case EVENT -> 3;
            case DETAIL, DEVICE, CHAIN, RECORD -> 5;
            case INSTANCE, GENERATION, WRONG_PINS, REFUSED_GRANTS, REFUSED_BLOBS, RESULT -> 1;
        };
    }

    private void beginPage() throws IOException {
        if (page != null) {
            page.close();
        }
        PDPage next = new PDPage(PDRectangle.A4);
        document.addPage(next);
        page = new PDPageContentStream(document, next);
        y = PDRectangle.A4.getHeight() - MARGIN;
    }

    private void head() throws IOException {
        cells(wrap(titles));
        page.setStrokingColor(RULE);
        page.moveTo(MARGIN, y);
        page.lineTo(MARGIN + WIDTH, y);
        page.stroke();
        y -= ROW_GAP;
    }

    void row(List<String> cells) throws IOException {
        List<List<String>> wrapped = wrap(cells);
        if (y - height(wrapped) < BOTTOM) {
            beginPage();
            head();
        }
        cells(wrapped);
    }

    private List<List<String>> wrap(List<String> cells) {
        List<List<String>> wrapped = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            wrapped.add(font.wrap(cells.get(i), SIZE, widths.get(i) - CELL_GAP, LINES_MAXIMUM));
        }
        return wrapped;
    }

    private static float height(List<List<String>> cells) {
        return cells.stream().mapToInt(List::size).max().orElse(0) * LEADING + ROW_GAP;
    }

    private void cells(List<List<String>> cells) throws IOException {
        float x = MARGIN;
        for (int i = 0; i < cells.size(); i++) {
            float line = y;
            for (String text : cells.get(i)) {
                line -= LEADING;
                show(text, x, line, SIZE);
            }
            x += widths.get(i);
        }
        y -= height(cells);
    }

    private void show(String text, float x, float baseline, float size) throws IOException {
        show(page, text, x, baseline, size);
    }

    private void show(PDPageContentStream on, String text, float x, float baseline, float size) throws IOException {
        on.beginText();
        on.setFont(font.font(), size);
        on.newLineAtOffset(x, baseline);
        on.showText(text);
        on.endText();
    }

    /** The number of pages is known only now: writes it on each. */
    void finish() throws IOException {
        page.close();
        int count = document.getNumberOfPages();
        for (int i = 0; i < count; i++) {
            String text = font.printable(pageWords.apply(i + 1, count));
            try (PDPageContentStream foot =
                    new PDPageContentStream(document, document.getPage(i), AppendMode.APPEND, true, true)) {
                show(foot, text, MARGIN + WIDTH - font.width(text, SIZE), MARGIN, SIZE);
            }
        }
    }

    @Override
    public void close() throws IOException {
        page.close();
    }
}
