package org.keymeter.gui.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.keymeter.card.ByteString;
import org.keymeter.card.KeyInfo;

/** What keys are or were called, by identity; what a card calls them may be anything. */
final class KeyLabels {
    private KeyLabels() {}

    static Map<ByteString, String> all(Connection connection) throws SQLException {
        Map<ByteString, String> labels = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT identity, label FROM key_label");
                ResultSet result = select.executeQuery()) {
            while (result.next()) {
                labels.put(Columns.bytes(result, 1), Columns.text(result, 2));
            }
        }
        return labels;
    }

    /** The keys whose label holds this text, whatever the case. */
    static List<ByteString> holding(Connection connection, String text) throws SQLException {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        List<ByteString> keys = new ArrayList<>();
        for (Map.Entry<ByteString, String> key : all(connection).entrySet()) {
            if (!wanted.isEmpty() && key.getValue().toLowerCase(Locale.ROOT).contains(wanted)) {
                keys.add(key.getKey());
            }
        }
        return keys;
    }

    static void keep(Connection connection, List<KeyInfo> keys) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO key_label (identity, label)"
                + " VALUES (?, ?) ON CONFLICT (identity) DO UPDATE SET label = excluded.label")) {
            for (KeyInfo key : keys) {
                insert.setBytes(1, key.identity().toByteArray());
                insert.setString(2, key.label());
                insert.executeUpdate();
            }
        }
    }
}
