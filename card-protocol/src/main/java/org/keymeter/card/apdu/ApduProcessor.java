package org.keymeter.card.apdu;

import org.keymeter.card.CardException;

/** Sends a whole command, however it must be cut, and returns the whole answer. */
public interface ApduProcessor {
    /**
     * @throws org.keymeter.card.TransportException if no answer came
     * @throws org.keymeter.card.MalformedResponseException if what came is no answer
     */
    ResponseApdu transmit(CommandApdu command) throws CardException;

    /** Whether the command would travel as an extended APDU, on which the MAC of a wrapped command depends. */
    boolean isExtended(CommandApdu command);
}
