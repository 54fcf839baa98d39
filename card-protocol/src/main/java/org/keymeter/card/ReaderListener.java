package org.keymeter.card;

/**
 * Hears of readers and cards that come and go. Called by a thread of the source: return soon, don't touch cards in it.
 */
public interface ReaderListener {
    void onEvent(ReaderEvent event);

    /** The source cannot see its readers for now; said once for each problem, until it can see them again. */
    void onFailure(TransportException failure);
}
