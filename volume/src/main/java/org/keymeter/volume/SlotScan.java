package org.keymeter.volume;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Goes once through all slots, in the order of segments, and stops at those that are not absent. Holds one group at a
 * time; a change of a slot that it has stopped at does not disturb it.
 */
final class SlotScan {
    private static final ByteBuffer ZEROS = ByteBuffer.allocate(Geometry.GROUP_LENGTH);

    private final Storage storage;
    private final SlotCodec codec;
    private final Geometry geometry;
    private final ByteBuffer first = ByteBuffer.allocate(Geometry.GROUP_LENGTH);
    private final ByteBuffer second = ByteBuffer.allocate(Geometry.GROUP_LENGTH);
    private long segment = -1;
    private SlotState state;

    SlotScan(Storage storage, SlotCodec codec, Geometry geometry) {
        this.storage = storage;
        this.codec = codec;
        this.geometry = geometry;
    }

    /** @return whether there is another slot that is not absent */
    boolean advance() throws IOException {
        segment++;
        while (segment < geometry.segments()) {
            int index = (int) (segment % Geometry.GROUP_SLOTS);
            if (index == 0 && isNextGroupEmpty()) {
                segment += Geometry.GROUP_SLOTS;
                continue;
            }
            state = codec.decode(SlotCodec.bytes(first, index), SlotCodec.bytes(second, index), segment);
            if (state.kind() != SlotState.Kind.ABSENT) {
                return true;
            }
            segment++;
        }
        return false;
    }

    private boolean isNextGroupEmpty() throws IOException {
        long group = segment / Geometry.GROUP_SLOTS;
        storage.read(first.clear(), Geometry.groupPosition(group, 0));
        storage.read(second.clear(), Geometry.groupPosition(group, 1));
        return first.flip().equals(ZEROS) && second.flip().equals(ZEROS);
    }

    long segment() {
        return segment;
    }

    SlotState state() {
        return state;
    }
}
