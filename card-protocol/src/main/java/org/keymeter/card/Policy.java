package org.keymeter.card;

import java.util.List;

/**
 * What a key allows, fixed for its life.
 *
 * @param isPinRequired whether the user PIN is needed to use it
 * @param intermediates certificates allowed between anchor and grant, 0 to 2
 * @param ceiling the most uses a grant can set, 1 to 7FFFFFFF
 * @param burst uses per verification of the user PIN, 0: no limit; at most 7FFF; needs the PIN
 * @param lifetime uses in its whole life, 0: no limit; u32
 * @param lease uses that the card takes off the meter at once, 1 to 7FFF
 * @param anchors SHA-256 of the SPKI of each CA whose grants refill it, at most 8, none twice; none: never refillable
 */
public record Policy(
        boolean isPinRequired,
        int intermediates,
        long ceiling,
        int burst,
        long lifetime,
        int lease,
        List<ByteString> anchors) {
    /** @throws IllegalArgumentException if a value is out of its range */
    public Policy {
        anchors = List.copyOf(anchors);
    }

    /** PIN required, no intermediates, no burst or lifetime limit, lease 1. */
    public static Policy of(long ceiling, List<ByteString> anchors) {
        return new Policy(true, 0, ceiling, 0, 0, 1, anchors);
    }

    public boolean isRefillable() {
        return !anchors.isEmpty();
    }

    public Policy withPinRequired(boolean isPinRequired) {
        return new Policy(isPinRequired, intermediates, ceiling, burst, lifetime, lease, anchors);
    }

    public Policy withIntermediates(int intermediates) {
        return new Policy(isPinRequired, intermediates, ceiling, burst, lifetime, lease, anchors);
    }

    public Policy withBurst(int burst) {
        return new Policy(isPinRequired, intermediates, ceiling, burst, lifetime, lease, anchors);
    }

    public Policy withLifetime(long lifetime) {
        return new Policy(isPinRequired, intermediates, ceiling, burst, lifetime, lease, anchors);
    }

    public Policy withLease(int lease) {
        return new Policy(isPinRequired, intermediates, ceiling, burst, lifetime, lease, anchors);
    }
}
