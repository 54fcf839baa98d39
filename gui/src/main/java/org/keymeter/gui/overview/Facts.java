package org.keymeter.gui.overview;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keymeter.card.ByteString;
import org.keymeter.card.DeviceIdentity;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.PublicStatus;
import org.keymeter.card.grant.CaCertificate;
import org.keymeter.gui.history.AuditEntry;
import org.keymeter.gui.history.AuditFilter;
import org.keymeter.gui.history.AuditOrder;
import org.keymeter.gui.history.AuditRow;
import org.keymeter.gui.history.AuditRows;
import org.keymeter.gui.history.ChainState;
import org.keymeter.gui.history.Forecast;
import org.keymeter.gui.history.History;
import org.keymeter.gui.history.HistoryException;
import org.keymeter.gui.history.KnownCard;
import org.keymeter.gui.history.Sample;
import org.keymeter.gui.history.UserNotes;

/**
 * What the history knows of a card.
 *
 * @param card as its last channel showed it
 * @param samples by slot, of the last year
 * @param forecasts by slot, where there is enough to say
 * @param events the last records, newest first
 * @param certificates of CAs that the card trusts, by SPKI hash, as far as they are known here
 * @param lowMarks by key identity, where the user set one
 * @param alarms that nobody has seen yet
 */
record Facts(
        Optional<KnownCard> card,
        Map<Integer, List<Sample>> samples,
        Map<Integer, Forecast> forecasts,
        List<AuditEntry> events,
        Map<ByteString, CaCertificate> certificates,
        Map<ByteString, Long> lowMarks,
        long alarms) {
    static final Facts NONE = new Facts(Optional.empty(), Map.of(), Map.of(), List.of(), Map.of(), Map.of(), 0);

    private static final Duration MEMORY = Duration.ofDays(365);
    private static final int EVENTS = 5;

    /**
     * Blocks.
     *
     * @param proven the card, if a channel proved it since it was inserted; else it is guessed by its meters
     */
    static Facts load(
            History history, Optional<DeviceIdentity> proven, Optional<PublicStatus> status, Instant now, ZoneId zone)
            throws HistoryException {
        Optional<KnownCard> card = proven.isPresent()
                ? history.cards().find(proven.get().deviceId(), proven.get().instance())
                : guess(history.cards().list(), status);
        return card.isEmpty() ? NONE : of(history, card.get(), now, zone);
    }

    /** The card seen last whose keys have these slots and ceilings. */
    static Optional<KnownCard> guess(List<KnownCard> cards, Optional<PublicStatus> status) {
        if (status.flatMap(PublicStatus::details).isEmpty()) {
            return Optional.empty();
        }
        Map<Integer, Long> ceilings = new HashMap<>();
        status.get().details().get().meters().forEach(meter -> ceilings.put(meter.slot(), meter.ceiling()));
        return cards.stream()
                .filter(card -> !card.keys().isEmpty() && ceilings.equals(ceilings(card.keys())))
                .max(Comparator.comparing(KnownCard::at));
    }

    private static Map<Integer, Long> ceilings(List<KeyInfo> keys) {
        Map<Integer, Long> ceilings = new HashMap<>();
        keys.forEach(key -> ceilings.put(key.slot(), key.policy().ceiling()));
        return ceilings;
    }

    private static Facts of(History history, KnownCard card, Instant now, ZoneId zone) throws HistoryException {
        ByteString deviceId = card.identity().deviceId();
        Map<Integer, List<Sample>> samples = new HashMap<>();
        Map<Integer, Forecast> forecasts = new HashMap<>();
        Map<ByteString, Long> lowMarks = new HashMap<>();
        for (KeyInfo key : card.keys()) {
            List<Sample> ofKey = history.meters().since(deviceId, key.slot(), now.minus(MEMORY));
            samples.put(key.slot(), ofKey);
            Forecast.of(ofKey, now, zone).ifPresent(forecast -> forecasts.put(key.slot(), forecast));
            history.notes().lowMark(key.identity()).ifPresent(mark -> lowMarks.put(key.identity(), mark));
        }
        Map<ByteString, CaCertificate> certificates = new HashMap<>();
        for (var anchor : card.anchors()) {
            history.notes()
                    .certificate(anchor.spkiHash())
                    .ifPresent(known -> certificates.put(anchor.spkiHash(), known));
        }
        long alarms = history.audit()
                .state(deviceId, card.identity().instance())
                .map(ChainState::unseenAlarms)
                .orElse(0L);
        return new Facts(Optional.of(card), samples, forecasts, events(history, card), certificates, lowMarks, alarms);
    }

    private static List<AuditEntry> events(History history, KnownCard card) throws HistoryException {
        AuditRows rows = history.audit()
                .find(AuditFilter.of(card.identity().deviceId(), card.identity().instance()), AuditOrder.NEWEST_FIRST);
        List<AuditEntry> events = new ArrayList<>();
        for (AuditRow row : rows.page(0, EVENTS)) {
            if (row instanceof AuditEntry entry) {
                events.add(entry);
            }
        }
        return events;
    }

    /** Uses below which the user wants to know, by default a quarter of the ceiling. */
    long lowMark(Optional<ByteString> key, long ceiling) {
        return key.map(lowMarks::get).orElse(UserNotes.usualLowMark(ceiling));
    }
}
