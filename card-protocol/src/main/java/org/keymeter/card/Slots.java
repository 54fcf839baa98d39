package org.keymeter.card;

import org.keymeter.card.apdu.ByteReader;
import org.keymeter.protocol.Limit;

/** Checks of slot numbers, for keys and anchors alike. */
final class Slots {
    private Slots() {}

    /** @throws IllegalArgumentException if it is none of 0 to 7 */
    static void check(int slot) {
        if (slot < 0 || slot >= Limit.KEY_SLOTS) {
            throw new IllegalArgumentException("there is no slot " + slot);
        }
    }

    /** Demands that an answer is about the slot that was asked for. */
    static void demandSame(ByteReader reader, int asked, int answered) throws MalformedResponseException {
        if (asked != answered) {
            throw reader.malformed("is about slot " + answered + " instead of " + asked);
        }
    }
}
