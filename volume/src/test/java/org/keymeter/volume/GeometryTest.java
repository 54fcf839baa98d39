package org.keymeter.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeometryTest {
    @ParameterizedTest
    @CsvSource({"4096, 4096, 1", "8192, 4096, 2", "12288, 8192, 2", "4096, 1048576, 1", "1099511627776, 67108864, 16384"
    })
    void countsSegments(long volumeSize, long segmentSize, long segments) {
        assertEquals(segments, new Geometry(volumeSize, segmentSize).segments());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 4096",
        "4096, 0",
        "-4096, 4096",
        "4096, -4096",
        "4097, 4096",
        "8192, 512",
        "9223372036854771712, 4096"
    })
    void refusesOtherSizes(long volumeSize, long segmentSize) {
        assertThrows(IllegalArgumentException.class, () -> new Geometry(volumeSize, segmentSize));
    }

    @Test
    void theLargestTableHasAPositionForEverySlot() {
        Geometry largest = new Geometry(1L << 52, 4096);
        assertEquals(1L << 40, largest.segments());
        assertEquals(8192 + (1L << 48), largest.fileLength());
        assertEquals(largest.fileLength() - 4096, Geometry.pagePosition(largest.segments() / 32 - 1, 1));
    }
}
