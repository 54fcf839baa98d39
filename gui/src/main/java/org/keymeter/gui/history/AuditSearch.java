package org.keymeter.gui.history;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.keymeter.card.ByteString;

/** Finds the rows of a filter. */
final class AuditSearch {
    private final Connection connection;
    private final Map<Long, Log> logs = new HashMap<>();

    AuditSearch(Connection connection) throws SQLException {
        this.connection = connection;
        for (Log log : Log.all(connection)) {
            logs.put(log.row(), log);
        }
    }

    AuditRows find(Database database, AuditFilter filter, AuditOrder order) throws SQLException {
        List<Log> wanted = logs.values().stream()
                .filter(log ->
                        filter.deviceId().isEmpty() || filter.deviceId().get().equals(log.deviceId()))
                .filter(log -> filter.instance().isEmpty() || filter.instance().getAsLong() == log.instance())
                .toList();
        if (wanted.isEmpty()) {
            return new AuditRows(database, filter, new long[0], Map.of(), Map.of());
        }
        List<ByteString> keys = filter.text().isPresent()
                ? KeyLabels.holding(connection, filter.text().get().typed())
                : List.of();
        FilterQuery query = new FilterQuery(filter, wanted.size() == logs.size() ? List.of() : wanted, keys);
        long[] ids = query.ids(connection, order, filter.takesGaps());
        return new AuditRows(database, filter, ids, logs, gaps(wanted));
    }

    private Map<Long, Gap> gaps(List<Log> wanted) throws SQLException {
        Map<Long, Gap> gaps = new HashMap<>();
        for (Log log : wanted) {
            for (Gap gap : LogTable.gaps(connection, log)) {
                gaps.put(log.id(gap.sequence()), gap);
            }
        }
        return gaps;
    }
}
