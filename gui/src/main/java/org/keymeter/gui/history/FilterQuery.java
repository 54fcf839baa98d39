package org.keymeter.gui.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.keymeter.card.ByteString;
import org.keymeter.card.audit.AuditEvent;

/** A filter as a query for ids. The query is made of fixed fragments; every value is a parameter. */
final class FilterQuery {
    private static final Pattern BETWEEN_DIGITS = Pattern.compile("[\\s:]");
    private static final Pattern HEX = Pattern.compile("[0-9A-F]{2,96}");
    private static final Pattern SEQUENCE = Pattern.compile("[0-9]{1,10}");
    private static final List<Integer> ANCHOR_EVENTS =
            List.of(AuditEvent.ANCHOR_IMPORTED.code(), AuditEvent.ANCHOR_REMOVED.code());

    private final StringBuilder where = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    /** @param logs that the filter is about; none: all that there are */
    FilterQuery(AuditFilter filter, List<Log> logs, List<ByteString> keysLabelled) {
        if (!logs.isEmpty()) {
            and("(" + String.join(" OR ", Collections.nCopies(logs.size(), "id BETWEEN ? AND ?")) + ")");
            for (Log log : logs) {
                values.add(log.firstId());
                values.add(log.lastId());
            }
        }
        if (!filter.keySlots().isEmpty()) {
            and(in("slot", filter.keySlots()) + " AND NOT " + in("event", ANCHOR_EVENTS));
        }
        if (filter.key().isPresent()) {
            and(in("identity", List.of(filter.key().get().toByteArray())));
        }
        if (!filter.events().isEmpty()) {
            and(in("event", codes(filter.events())));
        }
        if (filter.from().isPresent()) {
            and("read >= ?");
            values.add(filter.from().get().toEpochMilli());
        }
        if (filter.to().isPresent()) {
            and("read < ?");
            values.add(filter.to().get().toEpochMilli());
        }
        if (filter.text().isPresent()) {
            and("(" + text(filter.text().get(), keysLabelled) + ")");
        }
    }

    private void and(String condition) {
        where.append(where.length() == 0 ? " WHERE " : " AND ").append(condition);
    }

    private String in(String column, Collection<?> wanted) {
        values.addAll(wanted);
        return column + " IN (" + String.join(", ", Collections.nCopies(wanted.size(), "?")) + ")";
    }

    private static List<Integer> codes(Collection<AuditEvent> events) {
        return events.stream().map(AuditEvent::code).toList();
    }

    private String text(AuditFilter.Text text, List<ByteString> keysLabelled) {
        List<String> any = new ArrayList<>();
        any.add(in("event", codes(text.events())));
        any.add(in("slot", text.slots()));
        any.add(in(
                "identity", keysLabelled.stream().map(ByteString::toByteArray).toList()));
        String digits = BETWEEN_DIGITS.matcher(text.typed()).replaceAll("").toUpperCase(Locale.ROOT);
        if (HEX.matcher(digits).matches()) {
            any.add("instr(hex(bytes), ?) > 0");
            values.add(digits);
        }
        if (SEQUENCE.matcher(digits).matches()) {
            any.add("id & 4294967295 = ?");
            values.add(Long.parseLong(digits));
        }
        return String.join(" OR ", any);
    }

    /** In this order; for a record its id, for a gap that of its end, made negative. */
    long[] ids(Connection connection, AuditOrder order, boolean withGaps) throws SQLException {
        String gaps = withGaps ? " UNION ALL SELECT -id, id, read FROM gap" + where : "";
        String query = "SELECT id, id AS place, read FROM record" + where + gaps + " ORDER BY " + columns(order);
        try (PreparedStatement select = connection.prepareStatement(query)) {
            int index = 1;
            for (int i = 0; i < (withGaps ? 2 : 1); i++) {
                for (Object value : values) {
                    select.setObject(index++, value);
                }
            }
            LongList ids = new LongList();
            try (ResultSet result = select.executeQuery()) {
                while (result.next()) {
                    ids.add(result.getLong(1));
                }
            }
            return ids.toArray();
        }
    }

    private static String columns(AuditOrder order) {
        return switch (order) {
            case OLDEST_FIRST -> "place";
            case NEWEST_FIRST -> "place DESC";
            case READ_FIRST -> "read, place";
            case READ_LAST -> "read DESC, place DESC";
        };
    }
}
