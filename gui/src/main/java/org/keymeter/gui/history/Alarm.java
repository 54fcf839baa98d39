package org.keymeter.gui.history;

import java.time.Instant;
import java.util.Optional;
import org.keymeter.card.ByteString;

/**
 * Something about a log that cannot be true together with what was known before. Never deleted.
 *
 * @param number of the alarm
 * @param deviceId 16 bytes
 * @param instance of the card
 * @param sequence of the first record that it is about
 * @param kind what contradicts what
 * @param stored what was known: record ‖ chain, chain, or nothing
 * @param found what contradicts it, likewise
 * @param raised when it was first noticed
 * @param seen when the user said that he saw it
 */
public record Alarm(
        long number,
        ByteString deviceId,
        long instance,
        long sequence,
        Kind kind,
        ByteString stored,
        ByteString found,
        Instant raised,
        Optional<Instant> seen) {
    public enum Kind {
        /** Another record, or another chain value, than the one that is stored. */
        RECORD_DIFFERS,
        /** A record that does not continue the chain. */
        CHAIN_BROKEN,
        /** A record that does not lead to a head that the card signed, or two signed heads at one record. */
        HEAD_DIFFERS,
        /** The card's log is not the continuation of its archive. */
        CARD_CONTRADICTS,
        /** The file of the archive was changed. */
        ARCHIVE_CHANGED,
        /** An export that the card signed contradicts what is stored. */
        EXPORT_CONTRADICTS
    }
}
