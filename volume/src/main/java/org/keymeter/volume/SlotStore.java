package org.keymeter.volume;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * The slots of a table. Every change is durable in the first copy before the second copy is touched, and durable in
 * both before the call returns; so whatever a power cut destroys of one copy, the other still has, new or old.
 */
final class SlotStore {
    private final Storage storage;
    private final SlotCodec codec;
    /** The page read last and not changed since, or null: most callers go from one segment to the next. */
    private SlotPage lastRead;

    SlotStore(Storage storage, SlotCodec codec) {
        this.storage = storage;
        this.codec = codec;
    }

    SlotState read(long segment) throws IOException {
        long number = SlotPage.numberOf(segment);
        if (lastRead == null || lastRead.number() != number) {
            lastRead = SlotPage.read(storage, codec, number);
        }
        return lastRead.state(segment);
    }

    /** Reads all slots of the table, in the order of segments. */
    SlotScan scan(Geometry geometry) {
        return new SlotScan(storage, codec, geometry);
    }

    /** Makes both copies of a slot, and of its neighbours in the page, alike again. */
    void heal(long segment) throws IOException {
        heal(List.of(SlotPage.read(storage, codec, SlotPage.numberOf(segment))));
    }

    /** @param slots the new content of each segment's slot */
    void write(SortedMap<Long, Slot> slots) throws IOException {
        List<SlotPage> pages = new ArrayList<>();
        for (long number :
                slots.keySet().stream().mapToLong(SlotPage::numberOf).distinct().toArray()) {
            pages.add(SlotPage.read(storage, codec, number));
        }
        // A torn write may take the neighbours in the page with it: they must be whole in the other copy first.
        heal(pages);
        for (int copy = 0; copy < 2; copy++) {
            for (SlotPage page : pages) {
                page.put(copy, slots);
                page.write(storage, copy);
            }
            storage.force();
        }
    }

    private void heal(List<SlotPage> pages) throws IOException {
        lastRead = null;
        for (int copy = 0; copy < 2; copy++) {
            boolean isChanged = false;
            for (SlotPage page : pages) {
                if (page.heal(copy)) {
                    page.write(storage, copy);
                    isChanged = true;
                }
            }
            if (isChanged) {
                storage.force();
            }
        }
    }
}
