package org.keymeter.card;

import java.util.List;

/** A place where readers are found. Safe for several threads. */
public interface ReaderSource {
    /**
     * The readers there are now, in a stable order. Does not touch their cards.
     *
     * @throws TransportException if the service behind them does not answer
     */
    List<CardReader> readReaders() throws TransportException;

    /**
     * Calls the listener for every change from now on, after one call for each reader and card already there.
     *
     * @return closing it ends the calls: none is under way or comes once close has returned (but for a close from
     *     within a call)
     */
    Watch watch(ReaderListener listener);

    /** A running watch. */
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }
}
