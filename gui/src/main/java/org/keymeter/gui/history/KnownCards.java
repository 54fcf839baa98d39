package org.keymeter.gui.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keymeter.card.ByteString;

/** The cards as they were seen last. Every call blocks: call it in the background. */
public final class KnownCards {
    private final Database database;

    KnownCards(Database database) {
        this.database = database;
    }

    /** In place of what was known of this instance; unless that is newer. */
    public void keep(KnownCard card) throws HistoryException {
        if (!card.identity().deviceId().equals(card.device().deviceId())
                || card.identity().instance() != card.device().instance()) {
            throw new IllegalArgumentException("two cards in one");
        }
        database.write(connection -> {
            Log log = Log.findOrMake(
                    connection, card.identity().deviceId(), card.identity().instance());
            Optional<KnownCard> known = CardRows.read(connection, log);
            if (known.isEmpty() || !known.get().at().isAfter(card.at())) {
                delete(connection, log);
                CardRows.write(connection, log, card);
                KeyRows.write(connection, log, card.keys());
                KeyLabels.keep(connection, card.keys());
            }
            return card;
        });
    }

    private static void delete(Connection connection, Log log) throws SQLException {
        for (String statement : List.of(
                "DELETE FROM card_key WHERE instance = ?",
                "DELETE FROM card_anchor WHERE instance = ?",
                "DELETE FROM card WHERE instance = ?")) {
            try (PreparedStatement delete = connection.prepareStatement(statement)) {
                delete.setLong(1, log.row());
                delete.executeUpdate();
            }
        }
    }

    /** This instance of a card. */
    public Optional<KnownCard> find(ByteString deviceId, long instance) throws HistoryException {
        return database.read(connection -> {
            Optional<Log> log = Log.find(connection, deviceId, instance);
            return log.isEmpty() ? Optional.empty() : CardRows.read(connection, log.get());
        });
    }

    /** All instances of all cards, by label, then the newest instance first. */
    public List<KnownCard> list() throws HistoryException {
        return database.read(connection -> {
            List<KnownCard> cards = new ArrayList<>();
            for (Log log : Log.all(connection)) {
                CardRows.read(connection, log).ifPresent(cards::add);
            }
            cards.sort(Comparator.comparing((KnownCard card) -> card.device().label())
                    .thenComparing(card -> card.identity().deviceId().toHex())
                    .thenComparing(card -> -card.identity().instance()));
            return cards;
        });
    }

    /** What keys are called, those too that are no longer on their card. */
    public Map<ByteString, String> keyLabels() throws HistoryException {
        return database.read(KeyLabels::all);
    }
}
