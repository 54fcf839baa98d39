package org.keymeter.card;

import org.keymeter.card.apdu.ApduTransport;

/**
 * A powered card. Confined to one thread at a time: the one that connected, until it hands it over. A command cannot be
 * interrupted; cancel between commands.
 */
public interface CardConnection extends ApduTransport, AutoCloseable {
    /** The answer to reset, a copy. */
    byte[] atr();

    /** Whether reader and driver carry extended-length APDUs; without it commands are chained. */
    boolean supportsExtended();

    /** Lets go of the card, without resetting it. Twice is harmless. */
    @Override
    void close();
}
