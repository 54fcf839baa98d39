package org.keymeter.volume;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SortedMap;

/** The two copies of one page of slots, in memory. */
final class SlotPage {
    private final long number;
    private final SlotCodec codec;
    private final ByteBuffer[] copies = new ByteBuffer[2];

    private SlotPage(long number, SlotCodec codec) {
        this.number = number;
        this.codec = codec;
    }

    static SlotPage read(Storage storage, SlotCodec codec, long number) throws IOException {
        SlotPage page = new SlotPage(number, codec);
        for (int copy = 0; copy < 2; copy++) {
            page.copies[copy] = ByteBuffer.allocate(Geometry.PAGE_LENGTH);
            storage.read(page.copies[copy], Geometry.pagePosition(number, copy));
        }
        return page;
    }

    static long numberOf(long segment) {
        return segment / Geometry.PAGE_SLOTS;
    }

    long number() {
        return number;
    }

    SlotState state(long segment) {
        int index = index(segment);
        return codec.decode(SlotCodec.bytes(copies[0], index), SlotCodec.bytes(copies[1], index), segment);
    }

    private static int index(long segment) {
        return (int) (segment % Geometry.PAGE_SLOTS);
    }

    /** Writes one copy to where it belongs. */
    void write(Storage storage, int copy) throws IOException {
        storage.write(copies[copy].duplicate().clear(), Geometry.pagePosition(number, copy));
    }

    /**
     * Makes the slots of one copy what both say together, those that were never written empty; leaves alone what is damaged
     * in both.
     *
     * @return whether that changed the copy
     */
    boolean heal(int copy) {
        boolean isChanged = false;
        for (int index = 0; index < Geometry.PAGE_SLOTS; index++) {
            isChanged |= heal(copy, number * Geometry.PAGE_SLOTS + index);
        }
        return isChanged;
    }

    private boolean heal(int copy, long segment) {
        byte[] own = SlotCodec.bytes(copies[copy], index(segment));
        byte[] other = SlotCodec.bytes(copies[1 - copy], index(segment));
        if (Arrays.equals(own, other) && !SlotCodec.isZero(own)) {
            return false;
        }
        SlotState state = state(segment);
        if (state.kind() == SlotState.Kind.DAMAGED || Arrays.equals(own, codec.encode(state.slot(), segment))) {
            return false;
        }
        put(copy, segment, state.slot());
        return true;
    }

    /** Puts into one copy those of the slots that belong to this page. */
    void put(int copy, SortedMap<Long, Slot> slots) {
        long first = number * Geometry.PAGE_SLOTS;
        slots.subMap(first, first + Geometry.PAGE_SLOTS).forEach((segment, slot) -> put(copy, segment, slot));
    }

    private void put(int copy, long segment, Slot slot) {
        copies[copy].put(index(segment) * Geometry.SLOT_LENGTH, codec.encode(slot, segment));
    }
}
