package org.keymeter.gui.audit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keymeter.card.ByteString;
import org.keymeter.card.PinnedDevice;
import org.keymeter.gui.history.Alarm;
import org.keymeter.gui.history.AuditHistory.LogName;
import org.keymeter.gui.history.AuditRows;
import org.keymeter.gui.history.ChainState;
import org.keymeter.gui.history.History;
import org.keymeter.gui.history.HistoryException;
import org.keymeter.gui.history.KnownCard;

/**
 * What the page shows, from the history.
 *
 * @param logs of all cards
 * @param cards what they are called, by device id
 * @param keys what they are called, by identity
 * @param alarms of all logs
 * @param rows that were asked for
 * @param log whose chain is shown: the one asked for, or the only one
 * @param chain of that log
 */
record AuditFacts(
        List<LogName> logs,
        Map<ByteString, String> cards,
        Map<ByteString, String> keys,
        List<Alarm> alarms,
        AuditRows rows,
        Optional<LogName> log,
        Optional<ChainState> chain) {
    /** Blocks. @param pinned what this user calls cards, for those whose own name is not known */
    static AuditFacts load(History history, List<PinnedDevice> pinned, Query query) throws HistoryException {
        Map<ByteString, String> cards = new HashMap<>();
        pinned.forEach(card -> cards.put(card.identity().deviceId(), card.label()));
        for (KnownCard card : history.cards().list()) {
            cards.put(card.identity().deviceId(), card.device().label());
        }
        List<LogName> logs = history.audit().logs();
        Optional<LogName> log = query.log().or(() -> logs.size() == 1 ? Optional.of(logs.get(0)) : Optional.empty());
        Optional<ChainState> chain = log.isEmpty()
                ? Optional.empty()
                : history.audit().state(log.get().deviceId(), log.get().instance());
        return new AuditFacts(
                logs,
                cards,
                history.cards().keyLabels(),
                history.audit().alarms(),
                history.audit().find(query.filter(), query.order()),
                log,
                chain);
    }

    /** Whether the rows of the same search are probably the same, too. */
    boolean hasSameRows(AuditFacts other) {
        return rows.size() == other.rows.size() && chain.equals(other.chain) && cards.equals(other.cards);
    }
}
