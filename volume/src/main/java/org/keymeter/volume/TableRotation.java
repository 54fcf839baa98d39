package org.keymeter.volume;

import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardException;
import org.keymeter.card.Count;
import org.keymeter.volume.Slot.WrappedSubkey;
import org.keymeter.volume.SubkeyCard.KeyState;

/** The part of a rotation that belongs to one table. The card has both generations. */
final class TableRotation {
    private final SubkeyCard card;
    private final KeyState key;
    private final SubkeyTable table;
    private final Recipient recipient;
    private final RotationTally tally;
    private final SortedMap<Long, ByteString> batch = new TreeMap<>();

    TableRotation(SubkeyCard card, KeyState key, SubkeyTable table, RotationTally tally) throws IOException {
        this.card = card;
        this.key = key;
        this.table = table;
        this.tally = tally;
        recipient = table.requireRecipient(key);
    }

    private int oldGeneration() {
        return key.generation() - 1;
    }

    long countOld() throws IOException {
        return table.readInfo().survey().count(recipient, oldGeneration());
    }

    /** Rewraps what is old, command by command; each is durable before the next is sent. */
    void run() throws IOException, CardException {
        long problemsBefore = tally.problems();
        table.noteGeneration(recipient, key.generation());
        SlotScan scan = table.scan();
        while (!tally.isCancelled() && scan.advance()) {
            if (isOld(scan)) {
                batch.put(
                        scan.segment(),
                        scan.state().slot().blobFor(recipient).orElseThrow().blob());
            }
            if (batch.size() == card.batchSize()) {
                rewrapBatch();
            }
        }
        if (!tally.isCancelled()) {
            rewrapBatch();
            if (tally.problems() == problemsBefore) {
                table.noteRotated(recipient, key.generation());
            }
        }
    }

    private boolean isOld(SlotScan scan) throws IOException {
        long segment = scan.segment();
        if (scan.state().kind() == SlotState.Kind.DAMAGED) {
            tally.addProblem(table, segment, SegmentProblem.Kind.DAMAGED);
            return false;
        }
        if (!scan.state().copiesAgree()) {
            // The other copy may be the only place where the old generation is still needed.
            table.readHealed(segment);
        }
        WrappedSubkey blob = scan.state().slot().blobFor(recipient).orElse(null);
        if (blob != null && !key.isOnCard(blob.generation())) {
            tally.addProblem(table, segment, SegmentProblem.Kind.GENERATION_GONE);
        }
        return blob != null && blob.generation() == oldGeneration();
    }

    private void rewrapBatch() throws IOException, CardException {
        if (batch.isEmpty()) {
            return;
        }
        SortedMap<Long, ByteString> rewrapped = card.rewrap(table.volumeId(), oldGeneration(), batch);
        table.replace(recipient, new SubkeyCard.Wrapped(key.generation(), rewrapped));
        for (long segment : batch.keySet()) {
            if (!rewrapped.containsKey(segment)) {
                tally.addProblem(table, segment, SegmentProblem.Kind.REFUSED_BY_CARD);
            }
        }
        batch.clear();
        tally.addRewrapped(rewrapped.size());
    }

    /** @throws VolumeException if any blob is under the old generation, or any slot damaged */
    void requireNothingOld() throws IOException {
        long old = 0;
        long damaged = 0;
        SlotScan scan = table.scan();
        while (scan.advance()) {
            if (isOld(scan)) {
                old++;
            } else if (scan.state().kind() == SlotState.Kind.DAMAGED) {
                damaged++;
            }
        }
        if (old > 0) {
            throw new VolumeException(
                    VolumeException.Problem.OLD_BLOBS_REMAIN,
                    table.name() + " still has " + Count.of(old, "blob") + " under generation " + oldGeneration()
                            + ", which is kept.",
                    "Its rotation is not finished, or the card refuses to rewrap them because they are damaged.",
                    "Rotate again; then restore what is damaged from a backup, or give it up explicitly.");
        }
        if (damaged > 0) {
            throw new VolumeException(
                    VolumeException.Problem.DAMAGED_BLOBS,
                    table.name() + ": the old generation is kept, for slots are damaged: " + damaged + ".",
                    "The disk is failing, or something else wrote to the file.",
                    "Restore the table from a backup and rotate again, or give these segments up (--give-up-damaged).");
        }
    }
}
