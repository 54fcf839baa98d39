package org.keymeter.card;

import java.util.Optional;

/**
 * A reader that may hold a card: PC/SC hardware or a simulated card. Its methods may be called by any thread; what
 * {@link #connect} returns belongs to the thread that called it.
 */
public interface CardReader {
    /** What the user calls it by; unique among the readers listed. */
    String name();

    /** A warning to show beside the name wherever it appears, such as "simulated: protects nothing". */
    Optional<String> badge();

    /** Whether a card in it protects nothing. */
    boolean isSimulated();

    /** @throws TransportException if the reader is gone or its service does not answer */
    boolean isCardPresent() throws TransportException;

    /**
     * Powers the card if it has no power and leaves it shared with other programs.
     *
     * @throws TransportException no card, card in use by another program, reader gone
     */
    CardConnection connect() throws TransportException;
}
