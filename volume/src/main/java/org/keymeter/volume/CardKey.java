package org.keymeter.volume;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.keymeter.card.Blob;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardException;
import org.keymeter.card.CardSession;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.Secret;
import org.keymeter.card.SubkeyBatch;
import org.keymeter.card.WrappedBatch;

/**
 * A key slot behind a session with an open channel, and the PIN verified that the call needs: user to wrap and unwrap if
 * the policy has it, admin to make, rewrap and retire. A blob's context is volume id ‖ segment number (u64).
 */
public final class CardKey implements SubkeyCard {
    /** As long as a volume id. */
    private static final ByteString ANY_VOLUME = ByteString.of(new byte[16]);

    private final CardSession session;
    private final int slot;

    /**
     * @param session stays the caller's to close
     * @param slot of the key, 0 to 7
     */
    public CardKey(CardSession session, int slot) {
        this.session = session;
        this.slot = slot;
    }

    @Override
    public KeyState readKey() throws CardException {
        KeyInfo key = session.keys().read(slot);
        ByteString deviceId = session.identity().deviceId();
        return new KeyState(key.identity(), deviceId, key.label(), key.generation(), key.hasOldGeneration());
    }

    @Override
    public int batchSize() throws CardException {
        return session.uses().batchSize(ANY_VOLUME, Long.BYTES, Slot.SUBKEY_LENGTH);
    }

    @Override
    public Wrapped wrap(ByteString volumeId, SortedMap<Long, Secret> subkeys) throws CardException {
        List<ByteString> suffixes =
                subkeys.keySet().stream().map(CardKey::suffix).toList();
        WrappedBatch batch = session.uses().wrap(slot, volumeId, suffixes, new ArrayList<>(subkeys.values()));
        SortedMap<Long, ByteString> wrapped = new TreeMap<>();
        int index = 0;
        for (Long segment : subkeys.keySet()) {
            wrapped.put(segment, batch.blobs().get(index++).bytes());
        }
        return new Wrapped(batch.generation(), wrapped);
    }

    @Override
    public SortedMap<Long, Secret> unwrap(ByteString volumeId, int generation, SortedMap<Long, ByteString> blobs)
            throws CardException {
        try (SubkeyBatch batch = session.uses().unwrap(slot, generation, volumeId, located(blobs))) {
            SortedMap<Long, Secret> opened = new TreeMap<>();
            int index = 0;
            for (Long segment : blobs.keySet()) {
                if (batch.isOpened(index)) {
                    opened.put(segment, Secret.take(batch.subkey(index).expose().clone()));
                }
                index++;
            }
            return opened;
        }
    }

    @Override
    public SortedMap<Long, ByteString> rewrap(ByteString volumeId, int oldGeneration, SortedMap<Long, ByteString> blobs)
            throws CardException {
        List<Optional<Blob>> batch = session.uses().rewrap(slot, oldGeneration, volumeId, located(blobs));
        SortedMap<Long, ByteString> rewrapped = new TreeMap<>();
        int index = 0;
        for (Long segment : blobs.keySet()) {
            batch.get(index++).ifPresent(blob -> rewrapped.put(segment, blob.bytes()));
        }
        return rewrapped;
    }

    @Override
    public void makeGeneration(ByteString identity) throws CardException {
        session.keys().makeGeneration(slot, identity);
    }

    @Override
    public void retireGeneration(ByteString identity) throws CardException {
        session.keys().retireGeneration(slot, identity);
    }

    private static List<Blob> located(SortedMap<Long, ByteString> blobs) {
        return blobs.entrySet().stream()
                .map(entry -> new Blob(suffix(entry.getKey()), entry.getValue()))
                .toList();
    }

    private static ByteString suffix(long segment) {
        return ByteString.of(ByteBuffer.allocate(Long.BYTES).putLong(segment).array());
    }
}
