package org.keymeter.simulator.tear;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.keymeter.card.Blob;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardException;
import org.keymeter.card.CardSession;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.Policy;
import org.keymeter.card.RefusedException;
import org.keymeter.card.Secret;
import org.keymeter.card.SubkeyBatch;

/** A subkey wrapped under the first generation of each key of a card, and the steps that open such blobs. */
final class Blobs {
    private static final ByteString VOLUME = ByteString.ofHex("000102030405060708090a0b0c0d0e0f");

    private final Map<ByteString, Blob> byKey = new ConcurrentHashMap<>();
    private final ThreadLocal<Integer> results = ThreadLocal.withInitial(() -> 0);

    /** Subkeys that the host in this thread was given since this was called last. */
    int takeResults() {
        int taken = results.get();
        results.set(0);
        return taken;
    }

    /** Makes a key in the next free slot and wraps a blob with it. */
    Step create(String label, long uses, Policy policy) {
        return session -> {
            var key = session.keys().create(label, uses, policy);
            byKey.put(key.identity(), wrap(session, key.slot()));
        };
    }

    private static Blob wrap(CardSession session, int slot) throws CardException {
        ByteString suffix = ByteString.of(ByteBuffer.allocate(8).array());
        try (Secret subkey = subkey()) {
            return session.uses()
                    .wrap(slot, VOLUME, List.of(suffix), List.of(subkey))
                    .blobs()
                    .get(0);
        }
    }

    private static Secret subkey() {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) 7);
        return Secret.take(bytes);
    }

    static Step wrap(int slot) {
        return session -> wrap(session, slot);
    }

    /** Opens a blob of the current generation. */
    Step unwrap(int slot) {
        return session -> {
            KeyInfo key = session.keys().read(slot);
            Blob blob = key.generation() == 1 ? byKey.get(key.identity()) : wrap(session, slot);
            open(session, slot, key.generation(), blob);
        };
    }

    /** Opens a blob of the first generation. */
    Step unwrapOld(int slot) {
        return session ->
                open(session, slot, 1, byKey.get(session.keys().read(slot).identity()));
    }

    private void open(CardSession session, int slot, int generation, Blob blob) throws CardException {
        if (!isOpened(session, slot, generation, blob)) {
            throw new IllegalStateException("a blob does not open");
        }
        results.set(results.get() + 1);
    }

    private static boolean isOpened(CardSession session, int slot, int generation, Blob blob) throws CardException {
        try (SubkeyBatch batch = session.uses().unwrap(slot, generation, VOLUME, List.of(blob));
                Secret expected = subkey()) {
            return batch.isOpened(0) && batch.subkey(0).isSameAs(expected);
        }
    }

    /** Spends a use of something that does not open. */
    Step unwrapDamaged(int slot) {
        return session -> {
            Blob blob = byKey.get(session.keys().read(slot).identity());
            byte[] bytes = blob.bytes().toByteArray();
            bytes[0] ^= 1;
            Blob damaged = new Blob(blob.suffix(), ByteString.of(bytes));
            session.uses().unwrap(slot, 1, VOLUME, List.of(damaged)).close();
        };
    }

    Step rewrap(int slot, int count) {
        return session -> {
            Blob blob = byKey.get(session.keys().read(slot).identity());
            session.uses().rewrap(slot, 1, VOLUME, Collections.nCopies(count, blob));
        };
    }

    /** Whether what was wrapped under the first generation of a key can still be had, or else what it wraps now. */
    boolean isOpening(CardSession session, KeyInfo key) throws CardException {
        Blob known = byKey.get(key.identity());
        Blob fresh = wrap(session, key.slot());
        if (known != null && key.generation() == 1) {
            // The same subkey in the same context: the same blob, if the key is the same.
            return known.bytes().equals(fresh.bytes());
        }
        boolean isOldThere = known != null && key.generation() == 2 && key.hasOldGeneration();
        try {
            return isOldThere
                    ? isOpened(session, key.slot(), 1, known)
                    : isOpened(session, key.slot(), key.generation(), fresh);
        } catch (RefusedException spent) {
            return false;
        }
    }
}
