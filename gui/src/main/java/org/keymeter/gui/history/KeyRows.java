package org.keymeter.gui.history;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.keymeter.card.ByteString;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.Policy;
import org.keymeter.protocol.Limit;

/** The keys of a card in their table. */
final class KeyRows {
    private KeyRows() {}

    static void write(Connection connection, Log log, List<KeyInfo> keys) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO card_key"
                + " (instance, slot, identity, generation, old_generation, request_pending, remaining, open_lease,"
                + " spent_in_generation, spent_ever, burst_left, pin_required, intermediates, ceiling, burst, lifetime,"
                + " lease, anchors, label) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (KeyInfo key : keys) {
                insert.setLong(1, log.row());
                insert.setInt(2, key.slot());
                insert.setBytes(3, key.identity().toByteArray());
                insert.setInt(4, key.generation());
                insert.setBoolean(5, key.hasOldGeneration());
                insert.setBoolean(6, key.isRequestPending());
                insert.setLong(7, key.remaining());
                insert.setLong(8, key.openLease());
                insert.setLong(9, key.spentInGeneration());
                insert.setLong(10, key.spentEver());
                OptionalInt burst = key.burstLeft();
                Columns.set(insert, 11, burst.isPresent() ? OptionalLong.of(burst.getAsInt()) : OptionalLong.empty());
                write(insert, key.policy());
                insert.setString(19, key.label());
                insert.executeUpdate();
            }
        }
    }

    private static void write(PreparedStatement insert, Policy policy) throws SQLException {
        insert.setBoolean(12, policy.isPinRequired());
        insert.setInt(13, policy.intermediates());
        insert.setLong(14, policy.ceiling());
        insert.setInt(15, policy.burst());
        insert.setLong(16, policy.lifetime());
        insert.setInt(17, policy.lease());
        ByteBuffer anchors = ByteBuffer.allocate(policy.anchors().size() * Limit.HASH_LENGTH);
        policy.anchors().forEach(anchor -> anchors.put(anchor.toByteArray()));
        insert.setBytes(18, anchors.array());
    }

    static List<KeyInfo> read(Connection connection, Log log) throws SQLException {
        List<KeyInfo> keys = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement("SELECT * FROM card_key WHERE instance = ? ORDER BY slot")) {
            select.setLong(1, log.row());
            try (ResultSet result = select.executeQuery()) {
                while (result.next()) {
                    keys.add(key(result));
                }
            }
        }
        return keys;
    }

    private static KeyInfo key(ResultSet result) throws SQLException {
        OptionalLong burst = Columns.number(result, "burst_left");
        return new KeyInfo(
                result.getInt("slot"),
                Columns.bytes(result, "identity"),
                result.getInt("generation"),
                result.getBoolean("old_generation"),
                result.getBoolean("request_pending"),
                result.getLong("remaining"),
                result.getLong("open_lease"),
                result.getLong("spent_in_generation"),
                result.getLong("spent_ever"),
                burst.isPresent() ? OptionalInt.of((int) burst.getAsLong()) : OptionalInt.empty(),
                policy(result),
                Columns.text(result, "label"));
    }

    private static Policy policy(ResultSet result) throws SQLException {
        ByteBuffer hashes = ByteBuffer.wrap(Columns.bytes(result, "anchors").toByteArray());
        List<ByteString> anchors = new ArrayList<>();
        while (hashes.remaining() >= Limit.HASH_LENGTH) {
            byte[] hash = new byte[Limit.HASH_LENGTH];
            hashes.get(hash);
            anchors.add(ByteString.of(hash));
        }
        return new Policy(
                result.getBoolean("pin_required"),
                result.getInt("intermediates"),
                result.getLong("ceiling"),
                result.getInt("burst"),
                result.getLong("lifetime"),
                result.getInt("lease"),
                anchors);
    }
}
