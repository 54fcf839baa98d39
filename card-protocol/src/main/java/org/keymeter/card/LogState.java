package org.keymeter.card;

/**
 * GET DATA 0102: where the log stands. Nothing is outstanding when {@code first} is {@code last + 1}.
 *
 * @param first sequence of the first record that is not acknowledged
 * @param chainBefore chain value before it, 32 bytes
 * @param last sequence of the last record
 * @param chain chain value at the last record, 32 bytes
 * @param capacity records that the ring holds
 * @param free ordinary records that still fit
 * @param keptForRedeeming slots left of those kept for it
 * @param keptForReset likewise for setting a new user PIN
 * @param keptForChange likewise for changing a PIN
 * @param failures counters that are not yet in a record, since initialisation
 */
public record LogState(
        long first,
        ByteString chainBefore,
        long last,
        ByteString chain,
        int capacity,
        FreeSlots free,
        int keptForRedeeming,
        int keptForReset,
        int keptForChange,
        Failures failures) {
    /** Records that are not acknowledged. */
    public long outstanding() {
        return last - first + 1;
    }
}
