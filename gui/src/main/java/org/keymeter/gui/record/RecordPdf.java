package org.keymeter.gui.record;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/** A record sheet as PDF, its font embedded; what is printed and previewed is drawn from the same pages. */
final class RecordPdf {
    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    private final RecordSheet sheet;

    RecordPdf(RecordSheet sheet) {
        this.sheet = sheet;
    }

    void save(Path file) throws IOException {
        Files.write(file, toBytes());
    }

    private byte[] toBytes() throws IOException {
        try (PDDocument document = draw();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            document.save(out);
            return out.toByteArray();
        }
    }

    /** Its pages as they are printed. */
    List<BufferedImage> render(float dotsPerInch) throws IOException {
        // The font is embedded when the document is saved; before that, another of the computer would be looked for.
        try (PDDocument document = Loader.loadPDF(toBytes())) {
            PDFRenderer renderer = new PDFRenderer(document);
            List<BufferedImage> pages = new ArrayList<>();
            for (int i = 0; i < document.getNumberOfPages(); i++) {
                pages.add(renderer.renderImageWithDPI(i, dotsPerInch, ImageType.RGB));
            }
            return pages;
        }
    }

    private PDDocument draw() throws IOException {
        PDDocument document = new PDDocument();
        boolean isDrawn = false;
        try (InputStream font = PDDocument.class.getResourceAsStream(FONT)) {
            PDFont embedded = PDType0Font.load(document, font, true);
            try (SheetLayout layout = new SheetLayout(document, embedded)) {
                layout.draw(sheet);
            }
            document.getDocumentInformation().setTitle(sheet.title());
            isDrawn = true;
            return document;
        } finally {
            if (!isDrawn) {
                document.close();
            }
        }
    }
}
