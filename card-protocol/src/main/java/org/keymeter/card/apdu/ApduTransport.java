package org.keymeter.card.apdu;

import org.keymeter.card.TransportException;

/** Carries one command APDU to a card and brings its answer back. */
@FunctionalInterface
public interface ApduTransport {
    /**
     * @param command a whole APDU, short or extended; not kept, not changed, may hold secrets: never log it
     * @return data and status word, at least two bytes, as the card sent them (61xx and 6Cxx included)
     * @throws TransportException if no answer came; whether the card saw the command is then unknown
     */
    byte[] transmit(byte[] command) throws TransportException;
}
