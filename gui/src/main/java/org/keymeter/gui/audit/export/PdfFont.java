package org.keymeter.gui.audit.export;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.keymeter.card.file.PrintableText;

/** A font inside the document, and text that it can show: what it has no sign for is written as an escape. */
final class PdfFont {
    private static final String LIBERATION_SANS = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final float UNITS = 1000;
    private static final String ELLIPSIS = "…";

    private final PDType0Font font;
    private final Map<Integer, Float> widths = new HashMap<>();

    PdfFont(PDDocument document) throws IOException {
        try (InputStream in = PDDocument.class.getResourceAsStream(LIBERATION_SANS)) {
            font = PDType0Font.load(document, in, true);
        }
    }

    PDType0Font font() {
        return font;
    }

    /** Without control characters, and with nothing that the font lacks. */
    String printable(String text) {
        StringBuilder out = new StringBuilder();
        PrintableText.of(text).codePoints().forEach(c -> {
            if (width(c) >= 0) {
                out.appendCodePoint(c);
            } else {
                out.append(String.format("\\u{%X}", c));
            }
        });
        return out.toString();
    }

    /** In ems; negative: the font has no sign for it. */
    private float width(int codePoint) {
        return widths.computeIfAbsent(codePoint, c -> {
            try {
                return font.getStringWidth(Character.toString(c)) / UNITS;
            } catch (IllegalArgumentException missing) {
                return -1f;
            } catch (IOException impossible) {
                throw new IllegalStateException(impossible);
            }
        });
    }

    /** @param text printable; @param size in points; the answer too */
    float width(String text, float size) {
        return (float) text.codePoints().mapToDouble(this::width).sum() * size;
    }

    /**
     * Breaks text at spaces, or where it must.
     *
     * @param width in points
     * @param maximum lines; an ellipsis ends the last one if there were more
     */
    List<String> wrap(String text, float size, float width, int maximum) {
        List<String> lines = new ArrayList<>();
        String rest = printable(text).strip();
        while (!rest.isEmpty() && lines.size() < maximum) {
            int end = fitting(rest, size, width);
            int space = end < rest.length() ? rest.lastIndexOf(' ', end) : -1;
            int cut = space > 0 ? space : end;
            lines.add(rest.substring(0, cut));
            rest = rest.substring(cut).strip();
        }
        if (!rest.isEmpty()) {
            String last = lines.get(maximum - 1);
            int end = fitting(last, size, width - width(ELLIPSIS, size));
            lines.set(maximum - 1, last.substring(0, end) + ELLIPSIS);
        }
        return lines.isEmpty() ? List.of("") : lines;
    }

    /** How many chars fit, at least one code point. */
    private int fitting(String text, float size, float width) {
        int end = 0;
        float used = 0;
        while (end < text.length()) {
            int codePoint = text.codePointAt(end);
            used += width(codePoint) * size;
            if (used > width && end > 0) {
                return end;
            }
            end += Character.charCount(codePoint);
        }
        return end;
    }
}
