package org.keymeter.card;

import java.util.List;
import java.util.Set;
import org.keymeter.protocol.Limit;

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
        demand(intermediates >= 0 && intermediates <= Limit.INTERMEDIATES_MAXIMUM, "intermediates are 0 to 2");
        demand(ceiling >= 1 && ceiling <= Integer.MAX_VALUE, "the ceiling is 1 to 2147483647");
        demand(burst >= 0 && burst <= Short.MAX_VALUE, "the burst limit is 0 (none) to 32767");
        demand(burst == 0 || isPinRequired, "a burst limit needs the PIN");
        demand(lifetime >= 0 && lifetime <= 0xFFFFFFFFL, "the lifetime limit is 0 (none) to 4294967295");
        demand(lease >= 1 && lease <= Short.MAX_VALUE, "the lease is 1 to 32767");
        demand(anchors.size() <= Limit.ANCHOR_SLOTS, "at most 8 anchors");
        demand(Set.copyOf(anchors).size() == anchors.size(), "an anchor stands twice");
        demand(anchors.stream().allMatch(anchor -> anchor.length() == Limit.HASH_LENGTH), "an anchor is 32 bytes");
    }

    private static void demand(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** PIN required, no intermediates, no burst or lifetime limit, lease 1. */
    public static Policy of(long ceiling, List<ByteString> anchors) {
        return new Policy(true, 0, ceiling, 0, 0, 1, anchors);
    }

    public boolean isRefillable() {
        return !anchors.isEmpty();
    }

    /** Whether the remaining uses fall to zero when the admin sets a new user PIN. */
    public boolean isEmptiedByPinReset() {
        return isPinRequired && isRefillable();
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
