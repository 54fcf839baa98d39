package org.keymeter.gui.approver;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One flat JSON object on one line, its values texts and whole numbers. */
final class JsonLine {
    private static final String TEXT = "\"((?:[^\"\\\\\\p{Cntrl}]|\\\\[\"\\\\]|\\\\u[0-9a-f]{4})*+)\"";
    private static final Pattern FIELD = Pattern.compile(TEXT + ":(?:" + TEXT + "|(-?[0-9]{1,18}))(,(?=\")|$)");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9a-f]{4})|([\"\\\\]))");

    private JsonLine() {}

    /** @param fields in this order; values are String, Integer or Long */
    static String write(Map<String, Object> fields) {
        StringBuilder line = new StringBuilder("{");
        fields.forEach((name, value) -> {
            line.append(line.length() == 1 ? "" : ",").append(quote(name)).append(':');
            line.append(value instanceof Number ? value.toString() : quote(value.toString()));
        });
        return line.append('}').toString();
    }

    private static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
            } else if (Character.isISOControl(c)) {
                quoted.append(String.format("\\u%04x", c));
            } else {
                quoted.append((char) c);
            }
        });
        return quoted.append('"').toString();
    }

    /** What {@link #write} wrote, values as text; empty if it is something else. */
    static Optional<Map<String, String>> read(String line) {
        if (!line.startsWith("{") || !line.endsWith("}")) {
            return Optional.empty();
        }
        String inside = line.substring(1, line.length() - 1);
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher field = FIELD.matcher(inside);
        int end = 0;
        while (end < inside.length() && field.find(end) && field.start() == end) {
            fields.put(unquote(field.group(1)), field.group(2) == null ? field.group(3) : unquote(field.group(2)));
            end = field.end();
        }
        return end == inside.length() ? Optional.of(fields) : Optional.empty();
    }

    private static String unquote(String quoted) {
        return ESCAPE.matcher(quoted)
                .replaceAll(escape -> Matcher.quoteReplacement(
                        escape.group(1) == null
                                ? escape.group(2)
                                : String.valueOf((char) Integer.parseInt(escape.group(1), 16))));
    }
}
