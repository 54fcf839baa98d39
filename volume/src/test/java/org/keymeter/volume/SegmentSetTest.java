package org.keymeter.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.PrimitiveIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentSetTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0-9,42      | 0-9,42    | 11
                    42, 0-9     | 0-9,42    | 11
                    7           | 7         | 1
                    1,2,3,5     | 1-3,5     | 4
                    5-9,0-20,21 | 0-21      | 22
                    3,3,3       | 3         | 1
                    0-999999999 | 0-999999999 | 1000000000
                    """)
    void parsesSortsAndMerges(String text, String printed, long count) {
        SegmentSet set = SegmentSet.parse(text);
        assertEquals(printed, set.toString());
        assertEquals(count, set.count());
        assertEquals(set, SegmentSet.parse(printed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",", "1,", "a", "-1", "1-", "5-4", "1-2-3", "1.5", "0x1", "9999999999999999999", "١"})
    void refusesAnythingElse(String text) {
        IllegalArgumentException thrown = assertThrows(IllegalArgumentException.class, () -> SegmentSet.parse(text));
        assertTrue(thrown.getMessage().contains("0-9,42"), thrown.getMessage());
    }

    @Test
    void iteratesInOrder() {
        List<Long> seen = new ArrayList<>();
        SegmentSet.of(9, 1, 2, 9, 4).iterator().forEachRemaining((long segment) -> seen.add(segment));
        assertEquals(List.of(1L, 2L, 4L, 9L), seen);
        assertTrue(SegmentSet.of().isEmpty());
    }

    @Test
    void anEnormousRangeTakesNoMemory() {
        PrimitiveIterator.OfLong segments =
                SegmentSet.parse("0-999999999999999999").iterator();
        assertEquals(0, segments.nextLong());
        assertEquals(1, segments.nextLong());
    }
}
