package org.keymeter.volume;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.PrimitiveIterator;
import java.util.SortedMap;
import java.util.TreeMap;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardException;
import org.keymeter.card.RefusedException;
import org.keymeter.card.Secret;
import org.keymeter.volume.Slot.WrappedSubkey;

/** One run of {@link SubkeyTable#unlock}: gathers blobs of one kind until a command is full. */
final class Unlocking {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SubkeyTable table;
    private final SubkeyCard card;
    private final SubkeyCard.KeyState key;
    private final Recipient recipient;
    private final UnlockedSubkeys result;
    /** By generation. */
    private final SortedMap<Integer, SortedMap<Long, ByteString>> wrapped = new TreeMap<>();

    private final SortedMap<Long, Secret> missing = new TreeMap<>();

    Unlocking(SubkeyTable table, SubkeyCard card, UnlockedSubkeys result) throws IOException, CardException {
        this.table = table;
        this.card = card;
        this.result = result;
        key = card.readKey();
        recipient = table.requireRecipient(key);
    }

    void run(PrimitiveIterator.OfLong segments) throws IOException, CardException {
        try {
            while (segments.hasNext()) {
                add(segments.nextLong());
            }
            for (int generation : wrapped.keySet()) {
                open(generation);
            }
            create();
        } finally {
            missing.values().forEach(Secret::close);
        }
    }

    private void add(long segment) throws IOException, CardException {
        SlotState state = table.readHealed(segment);
        switch (state.kind()) {
            case ABSENT -> addMissing(segment);
            case DAMAGED -> result.addProblem(segment, SegmentProblem.Kind.DAMAGED);
            case PRESENT -> addWrapped(segment, state.slot());
        }
    }

    private void addMissing(long segment) throws IOException, CardException {
        byte[] subkey = new byte[Slot.SUBKEY_LENGTH];
        RANDOM.nextBytes(subkey);
        missing.put(segment, Secret.take(subkey));
        if (missing.size() == card.batchSize()) {
            create();
        }
    }

    private void addWrapped(long segment, Slot slot) throws CardException {
        WrappedSubkey blob = slot.blobFor(recipient).orElse(null);
        if (blob == null) {
            result.addProblem(segment, SegmentProblem.Kind.NOT_WRAPPED_FOR_KEY);
        } else if (!key.isOnCard(blob.generation())) {
            result.addProblem(segment, SegmentProblem.Kind.GENERATION_GONE);
        } else {
            SortedMap<Long, ByteString> batch = wrapped.computeIfAbsent(blob.generation(), number -> new TreeMap<>());
            batch.put(segment, blob.blob());
            if (batch.size() == card.batchSize()) {
                open(blob.generation());
            }
        }
    }

    private void open(int generation) throws CardException {
        SortedMap<Long, ByteString> batch = wrapped.get(generation);
        if (batch.isEmpty()) {
            return;
        }
        SortedMap<Long, Secret> opened;
        try {
            opened = card.unwrap(table.volumeId(), generation, batch);
        } catch (CardException failure) {
            if (!(failure instanceof RefusedException)) {
                result.doubt(batch.size());
            }
            throw failure;
        }
        result.spend(batch.size());
        result.addOpened(opened);
        for (long segment : batch.keySet()) {
            if (!opened.containsKey(segment)) {
                result.addProblem(segment, SegmentProblem.Kind.REFUSED_BY_CARD);
            }
        }
        batch.clear();
    }

    /** A subkey is handed out when both copies of its slot are durable, not before. */
    private void create() throws IOException, CardException {
        if (missing.isEmpty()) {
            return;
        }
        SubkeyCard.Wrapped made = card.wrap(table.volumeId(), missing);
        table.writeFirst(recipient, made);
        result.addCreated(missing);
        missing.clear();
    }
}
