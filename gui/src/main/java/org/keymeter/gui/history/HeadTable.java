package org.keymeter.gui.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.keymeter.card.ByteString;
import org.keymeter.card.DeviceKey;
import org.keymeter.card.MalformedResponseException;
import org.keymeter.card.SignedStatement;
import org.keymeter.card.audit.SignedHead;
import org.keymeter.card.file.InvalidFileException;

/** The signed heads of one log, each verified before it came here, within one transaction. */
final class HeadTable {
    private final Connection connection;
    private final Log log;

    HeadTable(Connection connection, Log log) {
        this.connection = connection;
        this.log = log;
    }

    void insert(SignedHead head, DeviceKey key, Instant verified) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO head (id, chain, message, signature, device_key, verified)"
                        + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")) {
            insert.setLong(1, log.id(head.last().sequence()));
            insert.setBytes(2, head.last().chain().toByteArray());
            insert.setBytes(3, head.statement().message().toByteArray());
            insert.setBytes(4, head.statement().signature().toByteArray());
            insert.setBytes(5, key.point().toByteArray());
            insert.setLong(6, verified.toEpochMilli());
            insert.executeUpdate();
        }
    }

    /** The chain values that the card signed, by sequence. */
    Map<Long, ByteString> chains() throws SQLException {
        Map<Long, ByteString> chains = new HashMap<>();
        try (PreparedStatement select =
                connection.prepareStatement("SELECT id, chain FROM head WHERE id BETWEEN ? AND ?")) {
            select.setLong(1, log.firstId());
            select.setLong(2, log.lastId());
            try (ResultSet result = select.executeQuery()) {
                while (result.next()) {
                    chains.put(Log.sequence(result.getLong(1)), Columns.bytes(result, 2));
                }
            }
        }
        return chains;
    }

    /** The latest that what is stored leads to. */
    Optional<VerifiedHead> latest() throws SQLException {
        String query = "SELECT message, signature, device_key, verified FROM head"
                + " WHERE id BETWEEN ? AND ? AND (EXISTS (SELECT 1 FROM record"
                + " WHERE record.id = head.id AND record.chain = head.chain)"
                + " OR EXISTS (SELECT 1 FROM gap WHERE gap.id = head.id AND gap.chain = head.chain))"
                + " ORDER BY id DESC LIMIT 1";
        try (PreparedStatement select = connection.prepareStatement(query)) {
            select.setLong(1, log.firstId());
            select.setLong(2, log.lastId());
            try (ResultSet result = select.executeQuery()) {
                return result.next() ? Optional.of(read(result)) : Optional.empty();
            }
        }
    }

    private static VerifiedHead read(ResultSet result) throws SQLException {
        try {
            SignedStatement statement = new SignedStatement(Columns.bytes(result, 1), Columns.bytes(result, 2));
            return new VerifiedHead(
                    SignedHead.of(statement),
                    DeviceKey.ofPoint(Columns.bytes(result, 3)),
                    Instant.ofEpochMilli(result.getLong(4)));
        } catch (InvalidFileException | MalformedResponseException damaged) {
            throw new SQLException("a damaged head", damaged);
        }
    }
}
