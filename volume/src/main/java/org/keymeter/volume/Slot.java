package org.keymeter.volume;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.keymeter.card.ByteString;

/**
 * One segment's wrapped subkey, once for each recipient that has it (docs/VOLUME.md, section 3).
 *
 * @param sequence counts the updates of this slot, modulo 2^32
 * @param blobs at most two, of different recipients; none before the segment is first needed
 */
record Slot(int sequence, List<WrappedSubkey> blobs) {
    static final Slot EMPTY = new Slot(0, List.of());

    static final int PLACES = 2;
    static final int SUBKEY_LENGTH = 32;
    /** AES-SIV tag and cipher. */
    static final int BLOB_LENGTH = 16 + SUBKEY_LENGTH;

    private static final int PLACE_LENGTH = 4 + BLOB_LENGTH;
    /** Without the checksum behind it. */
    static final int CONTENT_LENGTH = 8 + PLACES * PLACE_LENGTH;

    /**
     * @param recipient serial number, 1 to FFFF
     * @param generation of the recipient's key, 1 to FFFF
     * @param blob of {@link #BLOB_LENGTH}
     */
    record WrappedSubkey(int recipient, int generation, ByteString blob) {}

    Optional<WrappedSubkey> blobFor(Recipient recipient) {
        return blobs.stream()
                .filter(blob -> blob.recipient() == recipient.serial())
                .findFirst();
    }

    /** Of two copies that differ, the one that was written last; half a turn ahead counts as behind. */
    boolean isNewerThan(Slot other) {
        return sequence - other.sequence > 0;
    }

    /**
     * The next state of this slot: with this blob in the place of the same recipient's, and without those of recipients
     * that the table no longer has.
     *
     * @param isRecipient tells the serials of the table's recipients, at most two, the added one's among them
     */
    Slot with(WrappedSubkey added, IntPredicate isRecipient) {
        List<WrappedSubkey> next = new ArrayList<>();
        for (WrappedSubkey blob : blobs) {
            if (blob.recipient() != added.recipient() && isRecipient.test(blob.recipient())) {
                next.add(blob);
            }
        }
        next.add(added);
        return new Slot(sequence + 1, List.copyOf(next));
    }

    byte[] encode() {
        ByteBuffer content =
                ByteBuffer.allocate(CONTENT_LENGTH).putInt(sequence).putInt(0);
        for (WrappedSubkey blob : blobs) {
            content.putShort((short) blob.recipient())
                    .putShort((short) blob.generation())
                    .put(blob.blob().toByteArray());
        }
        return content.array();
    }

    /**
     * @param content what {@link #encode} returned
     * @return nothing if it is no slot of this version
     */
    static Optional<Slot> decode(byte[] content) {
        ByteBuffer source = ByteBuffer.wrap(content);
        int sequence = source.getInt();
        source.getInt();
        List<WrappedSubkey> blobs = new ArrayList<>();
        for (int place = 0; place < PLACES; place++) {
            int recipient = Short.toUnsignedInt(source.getShort());
            int generation = Short.toUnsignedInt(source.getShort());
            byte[] blob = new byte[BLOB_LENGTH];
            source.get(blob);
            if (recipient != 0 && generation != 0) {
                blobs.add(new WrappedSubkey(recipient, generation, ByteString.of(blob)));
            }
        }
        Slot slot = new Slot(sequence, List.copyOf(blobs));
        boolean isDistinct =
                blobs.stream().map(WrappedSubkey::recipient).distinct().count() == blobs.size();
        boolean isKnown = isDistinct && Arrays.equals(content, slot.encode());
        return isKnown ? Optional.of(slot) : Optional.empty();
    }
}
