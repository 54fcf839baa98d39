package org.keymeter.card;

import java.util.List;

/** Metered keys and their generations. All but reading needs the admin PIN. */
public final class KeyCommands {
    KeyCommands() {}

    /** All in use, by slot. */
    public List<KeyInfo> readAll() throws CardException {
        throw new UnsupportedOperationException();
    }

    /** @throws CommandRefusedException 6A88 if the slot is empty */
    public KeyInfo read(int slot) throws CardException {
        throw new UnsupportedOperationException();
    }

    /**
     * A wrapping key in a free slot.
     *
     * @param label 1 to 32 bytes of UTF-8, not in use on the card
     * @param initialUses at most the policy's ceiling
     */
    public CreatedKey create(String label, long initialUses, Policy policy) throws CardException {
        throw new UnsupportedOperationException();
    }

    /**
     * For good, with all that it protects.
     *
     * @param identity of the key in the slot: another one is refused
     */
    public void delete(int slot, ByteString identity) throws CardException {
        throw new UnsupportedOperationException();
    }

    /**
     * Makes the next generation; the one before stays until it is retired. Returns an open lease.
     *
     * @return its number
     */
    public int makeGeneration(int slot, ByteString identity) throws CardException {
        throw new UnsupportedOperationException();
    }

    /** Wipes the old generation: what is still wrapped under it is lost. Returns an open lease. */
    public void retireGeneration(int slot, ByteString identity) throws CardException {
        throw new UnsupportedOperationException();
    }
}
