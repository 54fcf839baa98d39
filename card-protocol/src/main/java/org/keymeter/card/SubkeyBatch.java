package org.keymeter.card;

import java.util.List;

/** Unwrapped subkeys, in the order of their blobs; closing it wipes them all. */
public final class SubkeyBatch implements AutoCloseable {
    private final List<Secret> subkeys;

    SubkeyBatch(List<Secret> subkeys) {
        this.subkeys = subkeys;
    }

    /** @param subkey null where the card refused the blob */
    void add(Secret subkey) {
        subkeys.add(subkey);
    }

    public int size() {
        return subkeys.size();
    }

    /** Whether the blob was opened; a refused one was damaged or stands in the wrong place, and spent its use. */
    public boolean isOpened(int index) {
        return subkeys.get(index) != null;
    }

    /**
     * The subkey, which stays the batch's: closed with it.
     *
     * @throws IllegalStateException if the blob was refused
     */
    public Secret subkey(int index) {
        Secret subkey = subkeys.get(index);
        if (subkey == null) {
            throw new IllegalStateException("the card refused this blob");
        }
        return subkey;
    }

    @Override
    public void close() {
        for (Secret subkey : subkeys) {
            if (subkey != null) {
                subkey.close();
            }
        }
    }
}
