package org.keymeter.gui.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.keymeter.card.AnchorInfo;
import org.keymeter.card.Capability;
import org.keymeter.card.CardOption;
import org.keymeter.card.CardState;
import org.keymeter.card.DeviceIdentity;
import org.keymeter.card.DeviceInfo;
import org.keymeter.card.DeviceKey;
import org.keymeter.card.FreeSlots;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.MalformedResponseException;

/** A card in its tables. */
final class CardRows {
    private CardRows() {}

    /** Nothing may be there. */
    static void write(Connection connection, Log log, KnownCard card) throws SQLException {
        DeviceInfo device = card.device();
        OptionalInt free = device.freeLogSlots().count();
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO card"
                + " (instance, device_key, protocol, applet, state, options, setup, capabilities, max_data, user_left,"
                + " user_limit, admin_left, admin_limit, free_slots, key_slots, anchor_slots, label, read)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setLong(1, log.row());
            insert.setBytes(2, card.identity().deviceKey().point().toByteArray());
            insert.setInt(3, device.protocolVersion());
            insert.setInt(4, device.appletVersion());
            insert.setString(5, device.state().name());
            insert.setString(6, Columns.list(device.options()));
            insert.setString(7, device.setup().name());
            insert.setString(8, Columns.list(device.capabilities()));
            insert.setInt(9, device.maxData());
            insert.setInt(10, device.userPin().left());
            insert.setInt(11, device.userPin().limit());
            insert.setInt(12, device.adminPin().left());
            insert.setInt(13, device.adminPin().limit());
            Columns.set(insert, 14, free.isPresent() ? OptionalLong.of(free.getAsInt()) : OptionalLong.empty());
            insert.setString(15, Columns.list(device.keySlots()));
            insert.setString(16, Columns.list(device.anchorSlots()));
            insert.setString(17, device.label());
            insert.setLong(18, card.at().toEpochMilli());
            insert.executeUpdate();
        }
        writeAnchors(connection, log, card.anchors());
    }

    private static void writeAnchors(Connection connection, Log log, List<AnchorInfo> anchors) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO card_anchor"
                + " (instance, slot, kind, spki_hash, latest, subject, spki) VALUES (?, ?, ?, ?, ?, ?, ?)")) {
            for (AnchorInfo anchor : anchors) {
                insert.setLong(1, log.row());
                insert.setInt(2, anchor.slot());
                insert.setString(3, anchor.kind().name());
                insert.setBytes(4, anchor.spkiHash().toByteArray());
                insert.setString(5, anchor.latest().map(LocalDateTime::toString).orElse(null));
                insert.setBytes(6, anchor.subject().toByteArray());
                insert.setBytes(7, anchor.spki().toByteArray());
                insert.executeUpdate();
            }
        }
    }

    static Optional<KnownCard> read(Connection connection, Log log) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT * FROM card WHERE instance = ?")) {
            select.setLong(1, log.row());
            try (ResultSet result = select.executeQuery()) {
                if (!result.next()) {
                    return Optional.empty();
                }
                List<KeyInfo> keys = KeyRows.read(connection, log);
                DeviceKey key = DeviceKey.ofPoint(Columns.bytes(result, "device_key"));
                return Optional.of(new KnownCard(
                        new DeviceIdentity(log.deviceId(), log.instance(), key),
                        device(result, log),
                        keys,
                        readAnchors(connection, log),
                        Instant.ofEpochMilli(result.getLong("read"))));
            }
        } catch (MalformedResponseException | IllegalArgumentException | DateTimeParseException damaged) {
            throw new SQLException("a damaged card", damaged);
        }
    }

    private static DeviceInfo device(ResultSet result, Log log) throws SQLException {
        OptionalLong free = Columns.number(result, "free_slots");
        return new DeviceInfo(
                result.getInt("protocol"),
                result.getInt("applet"),
                Columns.constant(CardState.class, result.getString("state")),
                Columns.constants(CardOption.class, Columns.text(result, "options")),
                Columns.constant(DeviceInfo.Setup.class, result.getString("setup")),
                Columns.constants(Capability.class, Columns.text(result, "capabilities")),
                result.getInt("max_data"),
                log.deviceId(),
                log.instance(),
                new DeviceInfo.PinTries(result.getInt("user_left"), result.getInt("user_limit")),
                new DeviceInfo.PinTries(result.getInt("admin_left"), result.getInt("admin_limit")),
                new FreeSlots(free.isPresent() ? OptionalInt.of((int) free.getAsLong()) : OptionalInt.empty()),
                Columns.numbers(Columns.text(result, "key_slots")),
                Columns.numbers(Columns.text(result, "anchor_slots")),
                Columns.text(result, "label"));
    }

    private static List<AnchorInfo> readAnchors(Connection connection, Log log) throws SQLException {
        List<AnchorInfo> anchors = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement("SELECT * FROM card_anchor WHERE instance = ? ORDER BY slot")) {
            select.setLong(1, log.row());
            try (ResultSet result = select.executeQuery()) {
                while (result.next()) {
                    anchors.add(new AnchorInfo(
                            result.getInt("slot"),
                            Columns.constant(AnchorInfo.Kind.class, result.getString("kind")),
                            Columns.bytes(result, "spki_hash"),
                            Optional.ofNullable(result.getString("latest")).map(LocalDateTime::parse),
                            Columns.bytes(result, "subject"),
                            Columns.bytes(result, "spki")));
                }
            }
        }
        return anchors;
    }
}
