package org.keymeter.gui.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.scene.control.MenuItem;
import org.keymeter.gui.audit.export.AuditColumn;
import org.keymeter.gui.audit.export.CefExport;
import org.keymeter.gui.audit.export.CsvExport;
import org.keymeter.gui.audit.export.JsonLinesExport;
import org.keymeter.gui.audit.export.PdfReport;
import org.keymeter.gui.audit.export.ReportTexts;
import org.keymeter.gui.audit.export.RowExport;
import org.keymeter.gui.desk.Activity;
import org.keymeter.gui.desk.Desk;
import org.keymeter.gui.history.AuditRows;
import org.keymeter.gui.history.HistoryException;
import org.keymeter.gui.words.Texts;

/** Writes the rows that the table shows into a file of the person's choice. */
final class RowExports {
    private static final List<AuditColumn> REPORT = List.of(
            AuditColumn.SEQUENCE,
            AuditColumn.FIRST_READ,
            AuditColumn.EVENT,
            AuditColumn.ABOUT,
            AuditColumn.DETAIL,
            AuditColumn.RESULT);

    private final Desk desk;
    private final Texts texts;
    private final Outcome outcome;
    private final Supplier<Shown> shown;

    /** How rows are written. */
    enum Format {
        JSON_LINES("jsonl"),
        CSV("csv"),
        CEF("cef"),
        PDF("pdf");

        private final String suffix;

        Format(String suffix) {
            this.suffix = suffix;
        }

        private String key() {
            return "export." + name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What the table shows.
     *
     * @param filter in words; empty if nothing is left out
     * @param chain its state in words
     */
    record Shown(AuditView view, String filter, List<Said> chain) {}

    /** @param shown asked when a file is wanted; null: nothing yet */
    RowExports(Desk desk, Texts texts, Outcome outcome, Supplier<Shown> shown) {
        this.desk = desk;
        this.texts = texts;
        this.outcome = outcome;
        this.shown = shown;
    }

    /** One for each format, with the reason if it cannot be. */
    List<MenuItem> items() {
        return Stream.of(Format.values()).map(this::item).toList();
    }

    private MenuItem item(Format format) {
        MenuItem item = new MenuItem(texts.text(format.key()));
        item.setId("export-" + format.suffix);
        item.setOnAction(event -> save(format));
        int rows = Optional.ofNullable(shown.get())
                .map(now -> now.view().facts().rows().size())
                .orElse(0);
        boolean isTooLong = format == Format.PDF && rows > PdfReport.ROWS_MAXIMUM;
        if (isTooLong) {
            item.setText(texts.text("export.pdf.long", PdfReport.ROWS_MAXIMUM));
        }
        item.setDisable(rows == 0 || isTooLong);
        return item;
    }

    private void save(Format format) {
        Shown now = shown.get();
        String title = texts.text(format.key());
        String name = "keymeter-audit-" + LocalDate.now(desk.clock()) + "." + format.suffix;
        desk.files().save(title, name).ifPresent(file -> {
            AuditRows rows = now.view().facts().rows();
            RowExport export = export(format, now);
            outcome.clear();
            desk.inBackground(
                    texts.text("export.under.way", file.getFileName()),
                    activity -> save(export, rows, file, activity),
                    saved -> outcome.say(Said.good(texts.text("export.done", rows.size(), saved))),
                    outcome::fail);
        });
    }

    private static Path save(RowExport export, AuditRows rows, Path file, Activity activity)
            throws IOException, HistoryException {
        boolean isDone = export.save(rows, file, (done, total) -> {
            activity.report(done, total);
            return !activity.isCancelled();
        });
        if (!isDone) {
            throw new CancellationException();
        }
        return file;
    }

    private RowExport export(Format format, Shown now) {
        AuditWords words = now.view().words();
        return switch (format) {
            case JSON_LINES -> new JsonLinesExport();
            case CSV -> new CsvExport(titles(List.of(AuditColumn.values())), words);
            case CEF -> new CefExport(version(), words);
            case PDF -> new PdfReport(report(now), words);
        };
    }

    private static String version() {
        return Optional.ofNullable(RowExports.class.getPackage().getImplementationVersion())
                .orElse("0");
    }

    private Map<AuditColumn, String> titles(List<AuditColumn> columns) {
        Map<AuditColumn, String> titles = new LinkedHashMap<>();
        columns.forEach(column ->
                titles.put(column, texts.text("export.column." + column.name().toLowerCase(Locale.ROOT))));
        return titles;
    }

    private ReportTexts report(Shown now) {
        AuditFacts facts = now.view().facts();
        Stream<ReportTexts.Line> card = facts.log().stream()
                .flatMap(log -> Stream.of(
                        new ReportTexts.Line(
                                texts.text("field.card"), now.view().names().of(log)),
                        new ReportTexts.Line(
                                texts.text("field.deviceId"), log.deviceId().toGroups())));
        Stream<ReportTexts.Line> chain = now.chain().stream().map(said -> new ReportTexts.Line("", said.text()));
        Stream<ReportTexts.Line> asked = now.filter().isEmpty()
                ? Stream.of()
                : Stream.of(new ReportTexts.Line(texts.text("report.filter"), now.filter()));
        Stream<ReportTexts.Line> made = Stream.of(new ReportTexts.Line(
                texts.text("report.made"), now.view().words().time(desk.clock().instant())));
        return new ReportTexts(
                texts.text("report.title"),
                Stream.of(card, chain, asked, made).flatMap(lines -> lines).toList(),
                titles(REPORT),
                (page, pages) -> texts.text("report.page", page, pages));
    }
}
