package org.keymeter.gui.history;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.keymeter.card.ByteString;
import org.keymeter.card.audit.AuditEvent;

/**
 * Which records: those that meet every condition. Gaps belong to them as long as nothing is asked of a record itself.
 *
 * @param deviceId 16 bytes
 * @param instance of the card
 * @param keySlots key slots, 0 to 7; empty: no matter
 * @param key identity, 16 bytes
 * @param events empty: no matter
 * @param from first read then or later
 * @param to first read earlier
 * @param text a person's search
 */
public record AuditFilter(
        Optional<ByteString> deviceId,
        OptionalLong instance,
        Set<Integer> keySlots,
        Optional<ByteString> key,
        Set<AuditEvent> events,
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<Text> text) {
    public static final AuditFilter ALL = new AuditFilter(
            Optional.empty(),
            OptionalLong.empty(),
            Set.of(),
            Optional.empty(),
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /**
     * What a person typed: found as part of a record's bytes in hexadecimal digits (spaces and colons do not count), as a
     * sequence, in the label of the record's key, and by the words that the table shows.
     *
     * @param typed by the person
     * @param events whose words, in that person's language, hold it
     * @param slots whose words do, with the PIN references 81 and 82
     */
    public record Text(String typed, Set<AuditEvent> events, Set<Integer> slots) {
        public Text {
            events = Set.copyOf(events);
            slots = Set.copyOf(slots);
        }
    }

    public AuditFilter {
        keySlots = Set.copyOf(keySlots);
        events = Set.copyOf(events);
    }

    /** The log of one instance of a card. */
    public static AuditFilter of(ByteString deviceId, long instance) {
        return new AuditFilter(
                Optional.of(deviceId),
                OptionalLong.of(instance),
                Set.of(),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public AuditFilter withKeySlots(Set<Integer> slots) {
        return new AuditFilter(deviceId, instance, slots, key, events, from, to, text);
    }

    public AuditFilter withKey(ByteString identity) {
        return new AuditFilter(deviceId, instance, keySlots, Optional.of(identity), events, from, to, text);
    }

    public AuditFilter withEvents(Set<AuditEvent> wanted) {
        return new AuditFilter(deviceId, instance, keySlots, key, wanted, from, to, text);
    }

    /** @param first inclusive; @param end exclusive */
    public AuditFilter withFirstRead(Optional<Instant> first, Optional<Instant> end) {
        return new AuditFilter(deviceId, instance, keySlots, key, events, first, end, text);
    }

    public AuditFilter withText(Text wanted) {
        return new AuditFilter(deviceId, instance, keySlots, key, events, from, to, Optional.of(wanted));
    }

    boolean takesGaps() {
        return keySlots.isEmpty() && key.isEmpty() && events.isEmpty() && text.isEmpty();
    }
}
