package org.keymeter.volume;

import java.util.SortedMap;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardException;
import org.keymeter.card.Secret;

/**
 * One metered key on one card, as far as a subkey table needs it. Maps go from segment to its subkey or blob and hold at
 * most {@link #batchSize} entries, so that each call is one command. Confined to one thread at a time.
 */
public interface SubkeyCard {
    /**
     * @param identity of the key, 16 bytes
     * @param deviceId of the card, 16 bytes
     * @param label of the key
     * @param generation the current one, from 1; each is one more than the one before
     * @param hasOldGeneration whether the one before is still on the card
     */
    record KeyState(ByteString identity, ByteString deviceId, String label, int generation, boolean hasOldGeneration) {
        boolean isOnCard(int wanted) {
            return wanted == generation || hasOldGeneration && wanted == generation - 1;
        }
    }

    /**
     * @param generation under which the blobs were wrapped
     * @param blobs 48 bytes each
     */
    record Wrapped(int generation, SortedMap<Long, ByteString> blobs) {}

    KeyState readKey() throws CardException;

    /** How many blobs one command carries. */
    int batchSize() throws CardException;

    /**
     * Wraps under the current generation; spends nothing.
     *
     * @param subkeys 32 bytes each; stay the caller's to close
     */
    Wrapped wrap(ByteString volumeId, SortedMap<Long, Secret> subkeys) throws CardException;

    /**
     * Spends one use per blob, or throws and spends none of them.
     *
     * @return the subkeys, the caller's to close, without those that the card refused because the blob was damaged or not
     *     made for this segment of this volume
     */
    SortedMap<Long, Secret> unwrap(ByteString volumeId, int generation, SortedMap<Long, ByteString> blobs)
            throws CardException;

    /**
     * From the old generation to the current one; spends nothing.
     *
     * @return the new blobs, without those that the card refused
     */
    SortedMap<Long, ByteString> rewrap(ByteString volumeId, int oldGeneration, SortedMap<Long, ByteString> blobs)
            throws CardException;

    /**
     * Makes the next generation the current one and keeps the one before.
     *
     * @param identity of the key, so that no other key is touched if the slot has changed hands
     */
    void makeGeneration(ByteString identity) throws CardException;

    /**
     * Destroys the one before.
     *
     * @param identity as above
     */
    void retireGeneration(ByteString identity) throws CardException;
}
