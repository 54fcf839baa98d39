package org.keymeter.gui.audit.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keymeter.card.Folders;
import org.keymeter.card.audit.AuditRecord;
import org.keymeter.gui.history.AuditEntry;
import org.keymeter.gui.history.AuditFilter;
import org.keymeter.gui.history.AuditOrder;
import org.keymeter.gui.history.AuditRow;
import org.keymeter.gui.history.AuditRows;
import org.keymeter.gui.history.Gap;
import org.keymeter.gui.history.History;
import org.keymeter.gui.history.LoggedCard;

/** A real card's rows, with a gap, in every format; a hostile label in their words. */
class RowExportTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final String HOSTILE = "=HYPERLINK(\"x\")|a\\b,ü\n\u001b[31m\u202e鍵";
    private static final RowExport.Progress ON = (done, total) -> true;

    @TempDir
    private Path folder;

    private History history;
    private AuditRows rows;
    private List<AuditRow> all;

    private static final RowWords WORDS = new RowWords() {
        @Override
        public String event(AuditRecord record) {
            return record.what();
        }

        @Override
        public String about(AuditRecord record) {
            return record.about();
        }

        @Override
        public String detail(AuditRecord record) {
            return HOSTILE;
        }

        @Override
        public String gap(Gap gap) {
            return gap.count() + " records missing";
        }

        @Override
        public String time(Instant time) {
            return time.toString();
        }
    };

    @BeforeEach
    void fill() throws Exception {
        history = History.open(Folders.under(folder), Clock.fixed(NOW, ZoneOffset.UTC));
        try (LoggedCard card = new LoggedCard("first")) {
            card.addKeys(10);
            card.keeper(folder.resolve("elsewhere")).acknowledgeAll();
            card.addKeys(30);
            card.keeper(folder.resolve("audit")).run((reader, archive) -> {
                reader.read();
                return history.audit().follow(archive);
            });
        }
        rows = history.audit().find(AuditFilter.ALL, AuditOrder.OLDEST_FIRST);
        all = rows.page(0, rows.size());
        assertTrue(all.get(0) instanceof Gap);
        assertTrue(all.size() > 60);
    }

    @AfterEach
    void close() {
        history.close();
    }

    private byte[] export(RowExport format) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertTrue(format.write(rows, out, ON));
        return out.toByteArray();
    }

    private List<String> lines(RowExport format, String end) throws Exception {
        String text = new String(export(format), StandardCharsets.UTF_8);
        assertTrue(text.endsWith(end));
        List<String> lines = List.of(text.split(end));
        for (String line : lines) {
            assertTrue(line.chars().noneMatch(c -> Character.isISOControl(c) || c == '\u202e'), line);
        }
        return lines;
    }

    private static Map<AuditColumn, String> columns() {
        Map<AuditColumn, String> columns = new LinkedHashMap<>();
        columns.put(AuditColumn.SEQUENCE, "No.");
        columns.put(AuditColumn.FIRST_READ, "Read");
        columns.put(AuditColumn.EVENT, "Event");
        columns.put(AuditColumn.ABOUT, "Of");
        columns.put(AuditColumn.DETAIL, "Einzelheit");
        columns.put(AuditColumn.RESULT, "SW");
        return columns;
    }

    @Test
    void writesJsonLines() throws Exception {
        List<String> lines = lines(new JsonLinesExport(), "\n");
        assertEquals(rows.size(), lines.size());
        Gap gap = (Gap) all.get(0);
        assertEquals(
                "{\"deviceId\":\"" + gap.deviceId() + "\",\"instance\":1,\"firstRead\":\"2026-03-01T10:00:00Z\","
                        + "\"missingFrom\":1,\"missingTo\":" + gap.sequence() + ",\"chain\":\"" + gap.chain() + "\"}",
                lines.get(0));
        AuditEntry entry = (AuditEntry) all.get(2);
        for (Map.Entry<String, Object> field : entry.record().fields().entrySet()) {
            String value =
                    field.getValue() instanceof Number ? field.getValue().toString() : "\"" + field.getValue() + "\"";
            assertTrue(lines.get(2).contains("\"" + field.getKey() + "\":" + value), lines.get(2));
        }
        assertTrue(lines.get(2).contains("\"record\":\"" + entry.record().bytes() + "\""));
    }

    @Test
    void writesCsvThatSpreadsheetsDoNotRun() throws Exception {
        List<String> lines = lines(new CsvExport(columns(), WORDS), "\r\n");
        assertEquals(rows.size() + 1, lines.size());
        assertEquals("\"No.\",\"Read\",\"Event\",\"Of\",\"Einzelheit\",\"SW\"", lines.get(0));
        Gap gap = (Gap) all.get(0);
        assertEquals(
                "\"1–" + gap.sequence() + "\",\"2026-03-01T10:00:00Z\",\"" + gap.count()
                        + " records missing\",\"\",\"\",\"\"",
                lines.get(1));
        assertTrue(lines.get(2).contains(",\"'=HYPERLINK(\"\"x\"\")|a\\b,ü\\u{A}\\u{1B}[31m\\u{202E}鍵\","));
    }

    @Test
    void writesCef() throws Exception {
        List<String> lines = lines(new CefExport("1|0", WORDS), "\n");
        assertEquals(rows.size(), lines.size());
        Gap gap = (Gap) all.get(0);
        assertTrue(
                lines.get(0).startsWith("CEF:0|Keymeter|Keymeter|1\\|0|gap|" + gap.count() + " records missing|7|rt="));
        AuditEntry entry = (AuditEntry) all.get(2);
        String line = lines.get(2);
        assertTrue(
                line.contains("|keyCreated|key created|4|rt=1772359200000 deviceExternalId=" + entry.deviceId()), line);
        assertTrue(line.contains(" externalId=" + entry.sequence() + " "));
        assertTrue(line.contains(" outcome=success reason=9000 "));
        assertTrue(line.endsWith(" msg=\\=HYPERLINK(\"x\")|a\\\\b,ü\\\\u{A}\\\\u{1B}[31m\\\\u{202E}鍵"), line);
    }

    private PdfReport report() {
        List<ReportTexts.Line> lines = List.of(
                new ReportTexts.Line("Karte", "ABCD 1234"),
                new ReportTexts.Line("", "verified up to 63, signed by " + HOSTILE));
        return new PdfReport(
                new ReportTexts("Prüfprotokoll", lines, columns(), (page, count) -> "Seite " + page + " von " + count),
                WORDS);
    }

    @Test
    void writesAReportToPrint() throws Exception {
        byte[] pdf = export(report());
        try (PDDocument document = Loader.loadPDF(pdf)) {
            int count = document.getNumberOfPages();
            assertTrue(count > 1);
            for (int i = 1; i <= count; i++) {
                PDFTextStripper stripper = new PDFTextStripper();
                stripper.setStartPage(i);
                stripper.setEndPage(i);
                String text = stripper.getText(document);
                assertTrue(text.contains("Einzelheit"), text);
                assertTrue(text.contains("Seite " + i + " von " + count), text);
                assertEquals(i == 1, text.contains("Prüfprotokoll"));
                assertTrue(text.contains("\\u{9375}"), "what the font lacks: " + text);
            }
            for (PDPage page : document.getPages()) {
                for (COSName name : page.getResources().getFontNames()) {
                    PDFont font = page.getResources().getFont(name);
                    assertTrue(font.isEmbedded());
                }
            }
            String text = new PDFTextStripper().getText(document);
            assertTrue(text.contains("ABCD 1234"));
            assertTrue(text.contains("card initialised") || text.contains("records missing"));
            assertTrue(text.contains(Long.toString(all.get(all.size() - 1).sequence())));
        }
    }

    @Test
    void saysHowFarItIsAndStops() throws Exception {
        List<Integer> steps = new ArrayList<>();
        Path file = folder.resolve("out.csv");
        Files.writeString(file, "old");
        RowExport csv = new CsvExport(columns(), WORDS);
        assertFalse(csv.save(rows, file, (done, total) -> false));
        assertEquals("old", Files.readString(file));
        assertTrue(csv.save(rows, file, (done, total) -> {
            assertEquals(rows.size(), total);
            return steps.add(done);
        }));
        assertEquals(List.of(0, rows.size()), steps);
        assertEquals(new String(export(csv), StandardCharsets.UTF_8), Files.readString(file));
        assertThrows(
                IOException.class, () -> csv.save(rows, folder.resolve("none").resolve("x"), ON));
        try (Stream<Path> files = Files.list(folder)) {
            assertTrue(files.noneMatch(each -> each.toString().endsWith(".part")));
        }
    }
}
