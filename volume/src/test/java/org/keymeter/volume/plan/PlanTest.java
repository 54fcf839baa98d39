package org.keymeter.volume.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.keymeter.volume.Geometry;

class PlanTest {
    private static final long MIB = 1L << 20;
    private static final Plan PLAN =
            new Plan(new Geometry(MIB << 20, 64 * MIB), CardProfile.known().get(0), ReaderSpeed.CONTACT_129, 16, 64);

    @Test
    void limitsTheColdReadByTheKeysOfABatch() {
        assertEquals(64 * MIB / 0.0241, PLAN.coldBytesPerSecond(), 20 * MIB);
    }

    @Test
    void rotatesEverySegmentOnce() {
        assertEquals(16384 * 34.7, PLAN.rotation().low(), 1000);
    }

    @Test
    void exposesASegmentAUseAndNeverMoreThanTheVolume() {
        assertEquals(200 * 64 * MIB, PLAN.exposure(200));
        assertEquals(MIB << 20, PLAN.exposure(Long.MAX_VALUE));
    }

    @Test
    void sweepsFromOneMebibyteToFourGibibytes() {
        assertEquals(13, PLAN.sweep().size());
        assertEquals(4096 * MIB, PLAN.sweep().get(12).geometry().segmentSize());
    }
}
