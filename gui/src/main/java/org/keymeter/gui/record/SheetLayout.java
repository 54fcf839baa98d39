package org.keymeter.gui.record;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.keymeter.gui.record.RecordSheet.Block;
import org.keymeter.gui.record.RecordSheet.Field;
import org.keymeter.gui.record.RecordSheet.Paragraph;
import org.keymeter.gui.record.RecordSheet.Part;
import org.keymeter.gui.record.RecordSheet.Section;
import org.keymeter.gui.record.RecordSheet.Warning;

/** Puts a sheet on pages of A4, from the top down. Lengths are in points. */
final class SheetLayout implements AutoCloseable {
    private static final float MARGIN = 56;
    private static final float NAME_WIDTH = 120;
    private static final float TEXT = 9.5f;
    private static final float SMALL = 8;
    private static final float HEADING = 12;
    private static final float TITLE = 18;
    private static final float LEADING = 1.35f;
    private static final float FRAME = 6;

    private final PDDocument document;
    private final PDFont font;
    private final float width = PDRectangle.A4.getWidth() - 2 * MARGIN;
    private PDPageContentStream page;
    private float y;

    /** @param font must be able to write any text: what it has no glyph for becomes a question mark */
    SheetLayout(PDDocument document, PDFont font) {
        this.document = document;
        this.font = font;
    }

    void draw(RecordSheet sheet) throws IOException {
        turn();
        lines(wrap(sheet.title(), TITLE, width), TITLE, MARGIN);
        for (Section section : sheet.sections()) {
            y -= TEXT;
            room(HEADING * 4);
            line(section.heading(), HEADING, MARGIN);
            rule();
            for (Part part : section.parts()) {
                part(part);
                y -= TEXT / 3;
            }
        }
    }

    private void part(Part part) throws IOException {
        if (part instanceof Paragraph paragraph) {
            lines(wrap(paragraph.text(), TEXT, width), TEXT, MARGIN);
        } else if (part instanceof Warning warning) {
            framed(wrap(warning.text(), TEXT, width - 2 * FRAME));
        } else if (part instanceof Block block) {
            room(block.lines().size() * SMALL * LEADING);
            lines(block.lines(), SMALL, MARGIN);
        } else if (part instanceof Field field) {
            field(field);
        }
    }

    private void field(Field field) throws IOException {
        List<String> names = wrap(field.name(), TEXT, NAME_WIDTH - TEXT);
        List<String> values = wrap(field.value(), TEXT, width - NAME_WIDTH);
        for (int i = 0; i < Math.max(names.size(), values.size()); i++) {
            room(TEXT * LEADING);
            if (i < names.size()) {
                text(names.get(i), TEXT, MARGIN, y - TEXT);
            }
            if (i < values.size()) {
                text(values.get(i), TEXT, MARGIN + NAME_WIDTH, y - TEXT);
            }
            y -= TEXT * LEADING;
        }
    }

    private void framed(List<String> lines) throws IOException {
        float height = lines.size() * TEXT * LEADING + 2 * FRAME;
        room(height);
        page.addRect(MARGIN, y - height, width, height);
        page.stroke();
        y -= FRAME;
        lines(lines, TEXT, MARGIN + FRAME);
        y -= FRAME;
    }

    private void rule() throws IOException {
        page.moveTo(MARGIN, y);
        page.lineTo(MARGIN + width, y);
        page.stroke();
        y -= TEXT / 2;
    }

    private void lines(List<String> lines, float size, float x) throws IOException {
        for (String line : lines) {
            line(line, size, x);
        }
    }

    private void line(String line, float size, float x) throws IOException {
        room(size * LEADING);
        text(line, size, x, y - size);
        y -= size * LEADING;
    }

    private void text(String text, float size, float x, float baseline) throws IOException {
        page.beginText();
        page.setFont(font, size);
        page.newLineAtOffset(x, baseline);
        page.showText(writable(text));
        page.endText();
    }

    /** Turns the page if there is less room than this. */
    private void room(float height) throws IOException {
        if (y - height < MARGIN) {
            turn();
        }
    }

    private void turn() throws IOException {
        close();
        PDPage next = new PDPage(PDRectangle.A4);
        document.addPage(next);
        page = new PDPageContentStream(document, next);
        page.setLineWidth(0.5f);
        y = PDRectangle.A4.getHeight() - MARGIN;
    }

    /** Breaks at spaces, and words that are too long anywhere. */
    private List<String> wrap(String text, float size, float room) throws IOException {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            String rest = word;
            if (line.length() > 0 && width(line + " " + rest, size) > room) {
                lines.add(line.toString());
                line.setLength(0);
            }
            while (width(rest, size) > room) {
                int fits = fitting(rest, size, room);
                lines.add(rest.substring(0, fits));
                rest = rest.substring(fits);
            }
            line.append(line.length() > 0 ? " " : "").append(rest);
        }
        lines.add(line.toString());
        return lines;
    }

    private int fitting(String word, float size, float room) throws IOException {
        int end = word.offsetByCodePoints(0, 1);
        while (end < word.length() && width(word.substring(0, word.offsetByCodePoints(end, 1)), size) <= room) {
            end = word.offsetByCodePoints(end, 1);
        }
        return end;
    }

    private float width(String text, float size) throws IOException {
        return font.getStringWidth(writable(text)) / 1000 * size;
    }

    private String writable(String text) throws IOException {
        StringBuilder written = new StringBuilder();
        for (int codePoint : text.codePoints().toArray()) {
            written.append(isWritable(codePoint) ? Character.toString(codePoint) : "?");
        }
        return written.toString();
    }

    private boolean isWritable(int codePoint) throws IOException {
        try {
            font.encode(Character.toString(codePoint));
            return true;
        } catch (IllegalArgumentException noGlyph) {
            return false;
        }
    }

    /** Ends the last page. */
    @Override
    public void close() throws IOException {
        if (page != null) {
            page.close();
            page = null;
        }
    }
}
