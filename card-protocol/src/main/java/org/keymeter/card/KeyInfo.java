package org.keymeter.card;

import java.util.OptionalInt;

/**
 * GET DATA 0110 + slot: a metered key.
 *
 * @param slot 0 to 7
 * @param identity 16 bytes, never used for another key
 * @param generation the current one, from 1
 * @param hasOldGeneration whether the one before is still on the card
 * @param isRequestPending whether a grant could be redeemed
 * @param remaining uses on the meter, without the open lease
 * @param openLease uses held by this channel
 * @param spentInGeneration uses
 * @param spentEver uses
 * @param burstLeft uses until the PIN must be verified again, empty: no such limit
 * @param policy fixed at creation
 * @param label unique on the card
 */
public record KeyInfo(
        int slot,
        ByteString identity,
        int generation,
        boolean hasOldGeneration,
        boolean isRequestPending,
        long remaining,
        long openLease,
        long spentInGeneration,
        long spentEver,
        OptionalInt burstLeft,
        Policy policy,
        String label) {}
