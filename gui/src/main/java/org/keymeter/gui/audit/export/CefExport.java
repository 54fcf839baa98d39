package org.keymeter.gui.audit.export;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.keymeter.card.audit.AuditEvent;
import org.keymeter.card.audit.AuditRecord;
import org.keymeter.card.file.PrintableText;
import org.keymeter.gui.history.AuditEntry;
import org.keymeter.gui.history.AuditRow;
import org.keymeter.gui.history.AuditRows;
import org.keymeter.gui.history.Gap;
import org.keymeter.gui.history.HistoryException;

/**
 * Lines for a SIEM, UTF-8, without a syslog header. SPEC: Micro Focus Security ArcSight, "Common Event Format
 * Implementation Standard", version 0: {@code CEF:0|vendor|product|version|class|name|severity|extension}; "Header
 * Information" and "Character Encoding" say what is escaped where, "Extension Dictionary" what the keys mean.
 */
public final class CefExport implements RowExport {
    private static final int GAP_SEVERITY = 7;
    private static final int REFUSED_SEVERITY = 5;

    private final String version;
    private final RowWords words;

    /**
     * @param version of the program
     * @param words for the names of events and their details
     */
    public CefExport(String version, RowWords words) {
        this.version = version;
        this.words = words;
    }

    @Override
    public boolean write(AuditRows rows, OutputStream out, Progress progress) throws IOException, HistoryException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        boolean isDone = RowWalk.run(rows, progress, row -> writer.write(line(row)));
        writer.flush();
        return isDone;
    }

    private String line(AuditRow row) {
        Map<String, String> extension = new LinkedHashMap<>();
        extension.put("rt", Long.toString(row.firstRead().toEpochMilli()));
        extension.put("deviceExternalId", row.deviceId().toHex());
        extension.put("externalId", Long.toString(row.sequence()));
        labelled(extension, "cn1", "instance", Long.toString(row.instance()));
        labelled(extension, "cs1", "chain", row.chain().toHex());
        String head;
        if (row instanceof AuditEntry entry) {
            add(extension, entry.record());
            head = head(entry.record());
        } else {
            Gap gap = (Gap) row;
            labelled(extension, "cn2", "firstMissing", Long.toString(gap.first()));
            extension.put("cnt", Long.toString(Math.min(gap.count(), Integer.MAX_VALUE)));
            head = head("gap", words.gap(gap), GAP_SEVERITY);
        }
        return head
                + extension.entrySet().stream()
                        .map(field -> field.getKey() + "=" + value(field.getValue()))
                        .collect(Collectors.joining(" "))
                + "\n";
    }

    private String head(AuditRecord record) {
        String event = record.event().map(AuditEvent::field).orElse(String.format("unknown%02X", record.eventCode()));
        return head(event, words.event(record), severity(record));
    }

    private String head(String event, String name, int severity) {
        return "CEF:0|Keymeter|Keymeter|" + header(version) + "|" + header(event) + "|" + header(name) + "|" + severity
                + "|";
    }

    private void add(Map<String, String> extension, AuditRecord record) {
        labelled(extension, "cn2", "generation", Integer.toString(record.generation()));
        Object key = record.fields().get("key");
        if (key != null) {
            labelled(extension, "cs2", "key", key.toString());
        }
        labelled(extension, "cs3", "record", record.bytes().toHex());
        extension.put("outcome", record.result().isDone() ? "success" : "failure");
        extension.put("reason", record.result().toString());
        labelled(extension, "cs4", "about", words.about(record));
        extension.put("msg", words.detail(record));
        extension.values().removeIf(String::isEmpty);
    }

    private static void labelled(Map<String, String> extension, String key, String label, String value) {
        if (!value.isEmpty()) {
            extension.put(key, value);
            extension.put(key + "Label", label);
        }
    }

    /** 0 to 10; what gives or takes somebody's say over keys is high. */
    private static int severity(AuditRecord record) {
        int severity = record.event().map(CefExport::severity).orElse(REFUSED_SEVERITY);
        return record.result().isDone() ? severity : Math.max(severity, REFUSED_SEVERITY);
    }

    private static int severity(AuditEvent event) {
        return switch (event) {
            case INITIALIZED, USER_PIN_RESET, ANCHOR_IMPORTED, ANCHOR_REMOVED, KEY_DELETED -> 6;
            case PIN_CHANGED, KEY_CREATED, GRANT_REDEEMED, GENERATION_MADE, GENERATION_RETIRED -> 4;
            case REWRAP_STARTED, REWRAP_PROGRESSED, REWRAP_ENDED -> 3;
            case USES_TAKEN, USES_RETURNED, LOG_ACKNOWLEDGED -> 1;
        };
    }

    private static String header(String text) {
        return PrintableText.of(text).replace("\\", "\\\\").replace("|", "\\|");
    }

    private static String value(String text) {
        return PrintableText.of(text).replace("\\", "\\\\").replace("=", "\\=");
    }
}
