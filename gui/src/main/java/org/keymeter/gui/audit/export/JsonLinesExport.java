package org.keymeter.gui.audit.export;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.keymeter.gui.history.AuditEntry;
import org.keymeter.gui.history.AuditRow;
import org.keymeter.gui.history.AuditRows;
import org.keymeter.gui.history.Gap;
import org.keymeter.gui.history.HistoryException;

/**
 * One JSON object a line (RFC 8259, ASCII): card, instance and when it was first read; then for a record the fields that
 * the command line prints, its bytes and its chain value, for a gap {@code missingFrom} and {@code missingTo}.
 */
public final class JsonLinesExport implements RowExport {
    private static final int FIRST_PRINTABLE = 0x20;
    private static final int LAST_PRINTABLE = 0x7E;

    @Override
    public boolean write(AuditRows rows, OutputStream out, Progress progress) throws IOException, HistoryException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.US_ASCII));
        boolean isDone = RowWalk.run(rows, progress, row -> {
            writer.write(object(fields(row)));
            writer.write('\n');
        });
        writer.flush();
        return isDone;
    }

    private static Map<String, Object> fields(AuditRow row) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("deviceId", row.deviceId().toHex());
        fields.put("instance", row.instance());
        fields.put("firstRead", row.firstRead().toString());
        if (row instanceof AuditEntry entry) {
            fields.putAll(entry.record().fields());
            fields.put("record", entry.record().bytes().toHex());
        } else if (row instanceof Gap gap) {
            fields.put("missingFrom", gap.first());
            fields.put("missingTo", gap.sequence());
        }
        fields.put("chain", row.chain().toHex());
        return fields;
    }

    private static String object(Map<String, Object> fields) {
        return fields.entrySet().stream()
                .map(field -> string(field.getKey()) + ":" + value(field.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String value(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(JsonLinesExport::value).collect(Collectors.joining(",", "[", "]"));
        }
        return value instanceof Number ? value.toString() : string(value.toString());
    }

    private static String string(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < FIRST_PRINTABLE || c > LAST_PRINTABLE) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
