package org.keymeter.card.apdu;

import java.util.Arrays;

/**
 * A whole answer.
 *
 * @param data without the status word, not copied; may hold secrets
 * @param status of the whole
 */
public record ResponseApdu(byte[] data, StatusWord status) {
    /** Overwrites the data. */
    public void wipe() {
        Arrays.fill(data, (byte) 0);
    }

    /** Status word and length only: the data may be secret. */
    @Override
    public String toString() {
        return status + " (" + data.length + " bytes)";
    }
}
