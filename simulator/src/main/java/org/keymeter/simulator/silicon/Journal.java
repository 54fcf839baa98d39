package org.keymeter.simulator.silicon;

import java.util.ArrayDeque;
import java.util.Deque;
import javacard.framework.TransactionException;

/**
 * The commit buffer: what stood where the open transaction has written.
 *
 * <p>CARD: no maker publishes how an entry is laid out. Assumed is an address (4), a length (2) and a checksum (2) in front
 * of the old bytes, and that nothing is merged: a place that is written twice takes room twice.
 */
final class Journal {
    static final int ENTRY_OVERHEAD = 8;

    private final int capacity;
    private final Deque<Runnable> undo = new ArrayDeque<>();
    private boolean open;
    private int used;
    private int mostUsed;

    /** @param capacity in bytes */
    Journal(int capacity) {
        this.capacity = capacity;
    }

    boolean isOpen() {
        return open;
    }

    void begin() {
        open = true;
        used = 0;
    }

    /**
     * Notes what is about to be written over. Without an open transaction it needs the room for a moment all the same: a
     * write that is atomic by itself is a transaction of its own.
     *
     * @param bytes of the old value
     * @throws TransactionException BUFFER_FULL
     */
    void add(int bytes, Runnable restoring) {
        int next = (open ? used : 0) + ENTRY_OVERHEAD + bytes;
        if (next > capacity) {
            TransactionException.throwIt(TransactionException.BUFFER_FULL);
        }
        mostUsed = Math.max(mostUsed, next);
        if (open) {
            used = next;
            undo.push(restoring);
        }
    }

    void commit() {
        undo.clear();
        open = false;
    }

    /** Undoes what was written, the last first. */
    void rollBack() {
        undo.forEach(Runnable::run);
        commit();
    }

    int capacity() {
        return capacity;
    }

    int unused() {
        return capacity - (open ? used : 0);
    }

    /** Most bytes that one transaction took since this was called last. */
    int takeMostUsed() {
        int most = mostUsed;
        mostUsed = 0;
        return most;
    }
}
