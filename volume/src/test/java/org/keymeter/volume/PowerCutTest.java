package org.keymeter.volume;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.keymeter.card.CardException;
import org.keymeter.volume.CrashingStorage.PowerCut;
import org.keymeter.volume.Rotation.DamagedBlobs;

/** The power goes at every write and every force, with every outcome for what was on its way to the disk. */
class PowerCutTest {
    private static final Geometry GEOMETRY = new Geometry(2000L << 20, 1 << 20);
    /** How often each cut is repeated, with other outcomes for what was on its way to the disk. */
    private static final int OUTCOMES = Integer.getInteger("keymeter.outcomes", 5);

    private static final SegmentSet FIRST = SegmentSet.parse("0-2,30-34,505-515");
    private static final SegmentSet SECOND = SegmentSet.parse("1,3-5,35,1030");

    private final SoftwareCard card = new SoftwareCard("card");
    private final CrashingStorage disk = new CrashingStorage();
    /** Every subkey that was ever handed out. */
    private final Map<Long, byte[]> handedOut = new HashMap<>();

    /** A volume's life; run again after a cut, it goes on. */
    private void live() throws IOException, CardException {
        try (SubkeyTable table = openOrCreate()) {
            unlock(table, FIRST);
            if (card.state().generation() == 1 || card.state().hasOldGeneration()) {
                Rotation rotation = new Rotation(card, List.of(table));
                rotation.run(new RotationWatch() {
                    @Override
                    public void found(SubkeyTable where, SegmentProblem problem) {
                        throw new AssertionError(problem.explanation());
                    }
                });
                unlock(table, SECOND);
                rotation.retire(DamagedBlobs.KEEP_OLD_GENERATION, RotationWatch.NONE);
            }
            table.grow(3000L << 20);
            unlock(table, SegmentSet.of(2999));
        }
    }

    private SubkeyTable openOrCreate() throws IOException {
        try {
            return SubkeyTable.open(disk);
        } catch (VolumeException none) {
            assertEquals(0, handedOut.size(), none.getMessage());
            return SubkeyTable.create(disk, GEOMETRY, card.state());
        }
    }

    private void unlock(SubkeyTable table, SegmentSet segments) throws IOException, CardException {
        try (UnlockedSubkeys result = new UnlockedSubkeys()) {
            try {
                table.unlock(card, segments, result);
            } finally {
                segments.iterator().forEachRemaining((long segment) -> result.subkey(segment)
                        .ifPresent(subkey -> assertSame(segment, subkey.expose().clone())));
            }
            assertEquals(0, result.problems().size(), () -> result.problems().toString());
            assertEquals(segments.count(), result.opened());
        }
    }

    private void assertSame(long segment, byte[] subkey) {
        byte[] before = handedOut.putIfAbsent(segment, subkey);
        if (before != null) {
            assertArrayEquals(before, subkey, "segment " + segment);
        }
    }

    private void assertNothingLost() throws IOException, CardException {
        if (handedOut.isEmpty()) {
            return;
        }
        try (SubkeyTable table = SubkeyTable.open(disk);
                UnlockedSubkeys result = new UnlockedSubkeys()) {
            SegmentSet all = SegmentSet.of(
                    handedOut.keySet().stream().mapToLong(Long::longValue).toArray());
            table.unlock(card, all, result);
            assertEquals(0, result.created());
            handedOut.forEach((segment, subkey) -> assertArrayEquals(
                    subkey, result.subkey(segment).orElseThrow().expose(), "segment " + segment));
        }
    }

    private void cutAndResume(long operations, long seed) throws IOException, CardException {
        Random random = new Random(seed);
        disk.cutAfter(operations, random);
        for (boolean isDone = false; !isDone; ) {
            try {
                live();
                isDone = true;
            } catch (PowerCut cut) {
                disk.powerOn();
                // Before or after looking, since looking mends the copies.
                if (random.nextBoolean()) {
                    assertNothingLost();
                }
                if (random.nextBoolean()) {
                    disk.cutAfter(random.nextInt(40), random);
                }
            }
        }
        disk.powerOn();
        assertNothingLost();
        assertEquals(2, card.state().generation());
    }

    private static long countOperations() throws IOException, CardException {
        PowerCutTest life = new PowerCutTest();
        life.live();
        return life.disk.writes + life.disk.forces;
    }

    @Test
    void nothingIsLostWhereverThePowerGoes() throws IOException, CardException {
        long operations = countOperations();
        assertTrue(operations > 30, "the scenario writes " + operations + " times");
        for (long cut = 0; cut <= operations + 2; cut++) {
            for (int outcome = 0; outcome < OUTCOMES; outcome++) {
                long seed = cut * 1000 + outcome;
                try {
                    new PowerCutTest().cutAndResume(cut, seed);
                } catch (IOException | CardException | AssertionError failure) {
                    throw new AssertionError("cut after " + cut + " operations, seed " + seed, failure);
                }
            }
        }
    }
}
