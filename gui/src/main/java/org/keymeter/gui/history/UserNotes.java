package org.keymeter.gui.history;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.keymeter.card.ByteString;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.card.grant.CaCertificate;

/** What the user told the console and no card knows. Every call blocks: call it in the background. */
public final class UserNotes {
    private final Database database;
    private final Clock clock;

    UserNotes(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** A certificate that the user imported; an older one of the same key gives way. */
    public void keepCertificate(CaCertificate certificate) throws HistoryException {
        database.write(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT OR REPLACE INTO ca_certificate (spki_hash, der, imported) VALUES (?, ?, ?)")) {
                insert.setBytes(1, certificate.fingerprint().toByteArray());
                insert.setBytes(2, certificate.der().toByteArray());
                insert.setLong(3, clock.millis());
                return insert.executeUpdate();
            }
        });
    }

    /** @param spkiHash by which cards and policies know it, 32 bytes */
    public Optional<CaCertificate> certificate(ByteString spkiHash) throws HistoryException {
        return database.read(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT der FROM ca_certificate WHERE spki_hash = ?")) {
                select.setBytes(1, spkiHash.toByteArray());
                try (ResultSet result = select.executeQuery()) {
                    return result.next()
                            ? Optional.of(parse(Columns.bytes(result, 1).toByteArray()))
                            : Optional.empty();
                }
            }
        });
    }

    /** All, the latest imported first. */
    public List<CaCertificate> certificates() throws HistoryException {
        return database.read(connection -> {
            List<CaCertificate> certificates = new ArrayList<>();
            try (PreparedStatement select =
                            connection.prepareStatement("SELECT der FROM ca_certificate ORDER BY imported DESC");
                    ResultSet result = select.executeQuery()) {
                while (result.next()) {
                    certificates.add(parse(Columns.bytes(result, 1).toByteArray()));
                }
            }
            return certificates;
        });
    }

    private static CaCertificate parse(byte[] der) throws SQLException {
        try {
            return CaCertificate.parse(der);
        } catch (InvalidFileException damaged) {
            throw new SQLException("a damaged certificate", damaged);
        }
    }

    /** Where the user said nothing: a quarter of the ceiling. */
    public static long usualLowMark(long ceiling) {
        return ceiling / 4;
    }

    /**
     * Uses below which the user wants to hear of it.
     *
     * @param key identity, 16 bytes
     */
    public OptionalLong lowMark(ByteString key) throws HistoryException {
        return database.read(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT uses FROM low_mark WHERE identity = ?")) {
                select.setBytes(1, key.toByteArray());
                try (ResultSet result = select.executeQuery()) {
                    return result.next() ? OptionalLong.of(result.getLong(1)) : OptionalLong.empty();
                }
            }
        });
    }

    /** @param uses empty: forget it */
    public void setLowMark(ByteString key, OptionalLong uses) throws HistoryException {
        String statement = uses.isPresent()
                ? "INSERT OR REPLACE INTO low_mark (identity, uses) VALUES (?, ?)"
                : "DELETE FROM low_mark WHERE identity = ?";
        database.write(connection -> {
            try (PreparedStatement change = connection.prepareStatement(statement)) {
                change.setBytes(1, key.toByteArray());
                if (uses.isPresent()) {
                    change.setLong(2, uses.getAsLong());
                }
                return change.executeUpdate();
            }
        });
    }
}
