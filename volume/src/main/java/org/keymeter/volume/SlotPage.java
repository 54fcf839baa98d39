package org.keymeter.volume;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
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

    SlotState state(long segment) {
        int index = (int) (segment % Geometry.PAGE_SLOTS);
        return SlotState.of(codec.decode(copies[0], index, segment), codec.decode(copies[1], index, segment));
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
            long segment = number * Geometry.PAGE_SLOTS + index;
            SlotState state = state(segment);
            SlotState.Copy own = codec.decode(copies[copy], index, segment);
            if (state.kind() != SlotState.Kind.DAMAGED && !own.slot().equals(Optional.of(state.slot()))) {
                codec.encode(state.slot(), copies[copy], index, segment);
                isChanged = true;
            }
        }
        return isChanged;
    }

    /** Puts into one copy those of the slots that belong to this page. */
    void put(int copy, SortedMap<Long, Slot> slots) {
        long first = number * Geometry.PAGE_SLOTS;
        slots.subMap(first, first + Geometry.PAGE_SLOTS)
                .forEach((segment, slot) -> codec.encode(slot, copies[copy], (int) (segment - first), segment));
    }
}
