package org.keymeter.volume;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.keymeter.card.CardException;

/** What the tests of a table do over and over. */
final class Tables {
    private Tables() {}

    /** A volume of so many segments of 1 MiB. */
    static Geometry segments(long count) {
        return new Geometry(count << 20, 1 << 20);
    }

    /** Opens or makes the subkeys of these segments; the test keeps copies. */
    static SortedMap<Long, byte[]> unlock(SubkeyTable table, SubkeyCard card, SegmentSet segments)
            throws IOException, CardException {
        SortedMap<Long, byte[]> subkeys = new TreeMap<>();
        try (UnlockedSubkeys result = new UnlockedSubkeys()) {
            table.unlock(card, segments, result);
            assertEquals(0, result.problems().size(), () -> result.problems().toString());
            segments.iterator()
                    .forEachRemaining((long segment) -> subkeys.put(
                            segment,
                            result.subkey(segment).orElseThrow().expose().clone()));
        }
        return subkeys;
    }

    static void assertSameSubkeys(SortedMap<Long, byte[]> expected, SortedMap<Long, byte[]> actual) {
        assertEquals(expected.keySet(), actual.keySet());
        expected.forEach((segment, subkey) -> assertArrayEquals(subkey, actual.get(segment), "segment " + segment));
    }

    /** The table as bytes, with so many subkeys in its first segments. */
    static RawTable withSubkeys(SoftwareCard card, long segments, long count) throws IOException, CardException {
        CrashingStorage disk = new CrashingStorage();
        try (SubkeyTable table = SubkeyTable.create(disk, segments(segments), card.state())) {
            unlock(table, card, SegmentSet.ofRange(0, count - 1));
        }
        return new RawTable(disk.image());
    }
}
