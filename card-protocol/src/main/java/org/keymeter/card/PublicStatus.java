package org.keymeter.card;

import java.util.List;
import java.util.Optional;

/**
 * The answer to GET STATUS: not authenticated. Show it "as reported", decide nothing by it.
 *
 * @param protocolVersion 1
 * @param state whether the card was initialised
 * @param details empty if the card is not initialised or was told to keep them
 */
public record PublicStatus(int protocolVersion, CardState state, Optional<Details> details) {
    /**
     * @param userTriesLeft of the user PIN, 0: blocked
     * @param adminTriesLeft of the admin PIN, 0: blocked
     * @param freeLogSlots ordinary records that still fit
     * @param meters one per key slot in use, by slot
     */
    public record Details(int userTriesLeft, int adminTriesLeft, FreeSlots freeLogSlots, List<Meter> meters) {
        public Details {
            meters = List.copyOf(meters);
        }
    }

    /**
     * @param slot of the key
     * @param remaining uses, without an open lease
     * @param ceiling the most a grant can set
     */
    public record Meter(int slot, long remaining, long ceiling) {}
}
