package org.keymeter.volume.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
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

    @Test
    void opensASegmentByOneCommandAndTheFirstOneAfterHandshakeAndPin() {
        CardProfile card = PLAN.card();
        assertEquals(card.unwrap(ReaderSpeed.CONTACT_129, 1, 64), PLAN.firstByte());
        assertEquals(
                card.start(ReaderSpeed.CONTACT_129).low() + PLAN.firstByte().low(),
                PLAN.firstByteAfterStart().low(),
                1e-9);
        assertEquals(1000 / PLAN.keyInBatch().high(), PLAN.keysPerSecond(), 1e-9);
    }

    @Test
    void countsADaysWorkBySegmentsTouched() {
        assertEquals(0, PLAN.uses(new DayOfWork(0, 0, 1)));
        assertEquals(33, PLAN.uses(new DayOfWork(2048 * MIB, 0, 1)));
        assertEquals(2 * 17, PLAN.uses(new DayOfWork(2048 * MIB, 0, 2)));
        assertEquals(16384, PLAN.uses(new DayOfWork(Long.MAX_VALUE, 1, 1)));
        Plan one = new Plan(new Geometry(MIB, MIB), PLAN.card(), PLAN.speed(), 1, 1);
        assertEquals(1, one.uses(new DayOfWork(0, 1000, 1)));
        assertEquals(0, one.uses(new DayOfWork(0, 0, 1)));
    }

    @Test
    void agreesWithPlacesThrownByDice() {
        Random dice = new Random(42);
        int rounds = 200;
        long opened = 0;
        for (int round = 0; round < rounds; round++) {
            opened += dice.ints(20_000, 0, 16384).distinct().count();
        }
        assertEquals(opened / (double) rounds, PLAN.uses(new DayOfWork(0, 20_000, 1)), 20);
    }

    @Test
    void suggestsAQuotaWithAQuarterToSpareInTwoDigits() {
        DayOfWork day = new DayOfWork(2048 * MIB, 0, 1);
        assertEquals(290, PLAN.quota(day, 7));
        assertEquals(42, PLAN.quota(day, 1));
        assertEquals(1, PLAN.quota(new DayOfWork(0, 0, 1), 30));
        assertEquals(0x7FFF_FFFF, PLAN.quota(new DayOfWork(Long.MAX_VALUE, 0, 1_000_000), 365));
    }

    @Test
    void refusesWhatCannotBe() {
        assertThrows(IllegalArgumentException.class, () -> new Plan(PLAN.geometry(), PLAN.card(), PLAN.speed(), 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new Plan(PLAN.geometry(), PLAN.card(), PLAN.speed(), 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new DayOfWork(-1, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new DayOfWork(0, -1, 1));
        assertThrows(IllegalArgumentException.class, () -> new DayOfWork(0, 0, 0));
    }
}
