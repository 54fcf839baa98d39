package org.keymeter.volume;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.keymeter.volume.Slot.WrappedSubkey;

/**
 * What the slots of a table hold, counted; absent ones are the rest.
 *
 * @param present segments with a subkey
 * @param damaged segments whose slot is damaged in both copies
 * @param firstDamaged the first of them, at most {@link #LISTED}
 * @param blobs by serial of the recipient, by generation: how many segments
 */
public record TableSurvey(
        long present, long damaged, List<Long> firstDamaged, Map<Integer, SortedMap<Integer, Long>> blobs) {
    /** A damaged disk must not fill the memory. */
    public static final int LISTED = 20;

    static TableSurvey of(SlotScan scan, TableHeader header) throws IOException {
        long present = 0;
        long damaged = 0;
        List<Long> firstDamaged = new ArrayList<>();
        Map<Integer, SortedMap<Integer, Long>> blobs = new HashMap<>();
        header.recipients().forEach(recipient -> blobs.put(recipient.serial(), new TreeMap<>()));
        while (scan.advance()) {
            if (scan.state().kind() == SlotState.Kind.DAMAGED) {
                damaged++;
                if (firstDamaged.size() < LISTED) {
                    firstDamaged.add(scan.segment());
                }
                continue;
            }
            present++;
            for (WrappedSubkey blob : scan.state().slot().blobs()) {
                if (blobs.containsKey(blob.recipient())) {
                    blobs.get(blob.recipient()).merge(blob.generation(), 1L, Long::sum);
                }
            }
        }
        return new TableSurvey(present, damaged, List.copyOf(firstDamaged), Map.copyOf(blobs));
    }

    /** Segments that this recipient can open, by generation of its key. */
    public SortedMap<Integer, Long> generations(Recipient recipient) {
        return blobs.getOrDefault(recipient.serial(), new TreeMap<>());
    }

    long count(Recipient recipient, int generation) {
        return generations(recipient).getOrDefault(generation, 0L);
    }
}
