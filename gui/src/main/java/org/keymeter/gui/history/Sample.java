package org.keymeter.gui.history;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.keymeter.card.ByteString;
import org.keymeter.card.DeviceIdentity;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.PublicStatus;

/**
 * A meter as it was for some time.
 *
 * @param deviceId of the card, 16 bytes
 * @param slot of the key, 0 to 7
 * @param identity of the key, 16 bytes, if it is known
 * @param time when this was seen first
 * @param seen when it was still so: {@code time} or later
 * @param remaining uses, without an open lease
 * @param ceiling the most that a grant can set
 * @param spentEver uses, if the card said it in a channel
 * @param source whether the card proved it
 */
public record Sample(
        ByteString deviceId,
        int slot,
        Optional<ByteString> identity,
        Instant time,
        Instant seen,
        long remaining,
        long ceiling,
        OptionalLong spentEver,
        Source source) {
    public enum Source {
        /** By the public status, which anybody can forge. */
        REPORTED,
        /** In a channel to the proven card. */
        VERIFIED
    }

    /** @param deviceId of the card that is thought to be in the reader */
    public static Sample reported(ByteString deviceId, PublicStatus.Meter meter, Instant time) {
        return new Sample(
                deviceId,
                meter.slot(),
                Optional.empty(),
                time,
                time,
                meter.remaining(),
                meter.ceiling(),
                OptionalLong.empty(),
                Source.REPORTED);
    }

    /** @param key as read in the channel */
    public static Sample verified(DeviceIdentity card, KeyInfo key, Instant time) {
        return new Sample(
                card.deviceId(),
                key.slot(),
                Optional.of(key.identity()),
                time,
                time,
                key.remaining(),
                key.policy().ceiling(),
                OptionalLong.of(key.spentEver()),
                Source.VERIFIED);
    }

    /** Whether this adds nothing to the one before it but that it still held. */
    boolean repeats(Sample before) {
        return remaining == before.remaining
                && ceiling == before.ceiling
                && (identity.isEmpty() || identity.equals(before.identity))
                && (spentEver.isEmpty() || spentEver.equals(before.spentEver))
                && (source == Source.REPORTED || source == before.source);
    }
}
