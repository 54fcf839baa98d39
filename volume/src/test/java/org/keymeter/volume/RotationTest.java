package org.keymeter.volume;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.keymeter.card.CardException;
import org.keymeter.volume.Rotation.DamagedBlobs;
import org.keymeter.volume.SegmentProblem.Kind;
import org.keymeter.volume.VolumeException.Problem;

class RotationTest {
    private final SoftwareCard card = new SoftwareCard("disk");
    private final Watch watch = new Watch();

    /** Writes down what it is told; cancels after so many calls. */
    private static final class Watch implements RotationWatch {
        final List<SegmentProblem> found = new ArrayList<>();
        final List<Long> done = new ArrayList<>();
        long total;
        int stopAfter = Integer.MAX_VALUE;

        @Override
        public void progressed(long blobs, long ofAll) {
            done.add(blobs);
            total = ofAll;
        }

        @Override
        public void found(SubkeyTable table, SegmentProblem problem) {
            found.add(problem);
        }

        @Override
        public boolean isCancelled() {
            return done.size() > stopAfter;
        }
    }

    private static void assertProblem(Problem expected, Executable action) {
        VolumeException thrown = assertThrows(VolumeException.class, action);
        assertEquals(expected, thrown.problem(), thrown.getMessage());
    }

    private Rotation rotation(SubkeyTable... tables) {
        return new Rotation(card, List.of(tables));
    }

    private static SortedMap<Integer, Long> generations(SubkeyTable table) throws IOException {
        return table.readInfo().survey().generations(table.recipients().get(0));
    }

    @Test
    void movesEveryBlobToTheNextGenerationAndRetiresTheOld() throws IOException, CardException {
        SubkeyTable table = SubkeyTable.open(Tables.withSubkeys(card, 2000, 700).storage());
        SortedMap<Long, byte[]> before = Tables.unlock(table, card, SegmentSet.ofRange(0, 699));
        RotationReport report = rotation(table).run(watch);
        assertTrue(report.isComplete());
        assertEquals(700, report.rewrapped());
        assertEquals(2, report.generation());
        assertEquals(Map.of(2, 700L), generations(table));
        assertEquals(2, table.recipients().get(0).oldestGeneration());
        assertEquals(0L, watch.done.get(0));
        assertEquals(700L, watch.done.get(watch.done.size() - 1));
        assertEquals(watch.done.stream().sorted().toList(), watch.done);
        assertEquals(700, watch.total);
        rotation(table).retire(DamagedBlobs.KEEP_OLD_GENERATION, watch);
        assertFalse(card.state().hasOldGeneration());
        Tables.assertSameSubkeys(before, Tables.unlock(table, card, SegmentSet.ofRange(0, 699)));
        assertProblem(Problem.NOTHING_TO_RETIRE, () -> rotation(table).retire(DamagedBlobs.KEEP_OLD_GENERATION, watch));
    }

    @Test
    void runAgainItDoesNothingUntilTheOldGenerationIsRetired() throws IOException, CardException {
        SubkeyTable table = SubkeyTable.open(Tables.withSubkeys(card, 100, 50).storage());
        rotation(table).run(watch);
        assertEquals(0, rotation(table).run(watch).rewrapped());
        assertEquals(2, card.state().generation());
    }

    @Test
    void cancelledBetweenCommandsItGoesOnFromThere() throws IOException, CardException {
        CrashingStorage disk = Tables.withSubkeys(card, 200, 200).storage();
        watch.stopAfter = 3;
        RotationReport report = rotation(SubkeyTable.open(disk)).run(watch);
        assertTrue(report.isCancelled());
        assertEquals(3 * SoftwareCard.BATCH_SIZE, report.rewrapped());
        SubkeyTable table = SubkeyTable.open(disk);
        assertEquals(Map.of(1, 152L, 2, 48L), generations(table));
        assertTrue(table.recipients().get(0).oldestGeneration() == 1, "unfinished, as the header says");
        assertProblem(Problem.OLD_BLOBS_REMAIN, () -> rotation(table).retire(DamagedBlobs.KEEP_OLD_GENERATION, watch));
        assertProblem(Problem.OLD_BLOBS_REMAIN, () -> rotation(table).retire(DamagedBlobs.GIVE_UP, watch));
        assertEquals(152, rotation(table).run(new Watch()).rewrapped());
    }

    @Test
    void aSubkeyMadeOrOpenedInTheMidstIsNotDisturbed() throws IOException, CardException {
        SubkeyTable table = SubkeyTable.open(Tables.withSubkeys(card, 1000, 400).storage());
        SortedMap<Long, byte[]> before = Tables.unlock(table, card, SegmentSet.ofRange(0, 399));
        List<SortedMap<Long, byte[]>> made = new ArrayList<>();
        rotation(table).run(new RotationWatch() {
            @Override
            public void progressed(long done, long total) {
                try {
                    SortedMap<Long, byte[]> opened =
                            Tables.unlock(table, card, SegmentSet.of(done, 401 + done, 399 - done / 2));
                    made.add(opened);
                } catch (IOException | CardException failure) {
                    throw new AssertionError(failure);
                }
            }
        });
        assertEquals(1, generations(table).size());
        rotation(table).retire(DamagedBlobs.KEEP_OLD_GENERATION, watch);
        made.forEach(before::putAll);
        for (Map.Entry<Long, byte[]> subkey : before.entrySet()) {
            long segment = subkey.getKey();
            byte[] now = Tables.unlock(table, card, SegmentSet.of(segment)).get(segment);
            assertArrayEquals(subkey.getValue(), now, "segment " + segment);
        }
    }

    @Test
    void retiringNeedsEveryGivenTable() throws IOException, CardException {
        SubkeyTable first = SubkeyTable.open(Tables.withSubkeys(card, 100, 40).storage());
        SubkeyTable second = SubkeyTable.open(Tables.withSubkeys(card, 100, 40).storage());
        SubkeyTable empty = SubkeyTable.create(new CrashingStorage(), Tables.segments(10), card.state());
        rotation(first).run(watch);
        assertProblem(Problem.OLD_BLOBS_REMAIN, () -> rotation(first, second, empty)
                .retire(DamagedBlobs.KEEP_OLD_GENERATION, watch));
        assertTrue(card.state().hasOldGeneration());
        assertEquals(40, rotation(first, second, empty).run(watch).rewrapped());
        rotation(first, second, empty).retire(DamagedBlobs.KEEP_OLD_GENERATION, watch);
        assertEquals(Map.of(2, 40L), generations(second));
    }

    @Test
    void aTableThatWasLeftOutIsToldSo() throws IOException, CardException {
        SubkeyTable given = SubkeyTable.open(Tables.withSubkeys(card, 100, 40).storage());
        SubkeyTable leftOut = SubkeyTable.open(Tables.withSubkeys(card, 100, 40).storage());
        rotation(given).run(watch);
        rotation(given).retire(DamagedBlobs.KEEP_OLD_GENERATION, watch);
        RotationReport report = rotation(given, leftOut).run(watch);
        assertEquals(40, report.problems());
        assertEquals(new SegmentProblem(0, Kind.GENERATION_GONE), watch.found.get(0));
    }

    @Test
    void aTableOfAnotherKeyStopsItBeforeAGenerationIsMade() throws IOException, CardException {
        SubkeyTable mine = SubkeyTable.open(Tables.withSubkeys(card, 10, 4).storage());
        SubkeyTable other = SubkeyTable.open(
                Tables.withSubkeys(new SoftwareCard("other"), 10, 4).storage());
        assertProblem(Problem.OTHER_KEY, () -> rotation(mine, other).run(watch));
        assertEquals(1, card.state().generation());
    }

    @Test
    void damagedBlobsAreNamedHideNoOtherAndBlockRetiringUnlessGivenUp() throws IOException, CardException {
        RawTable raw = Tables.withSubkeys(card, 200, 100);
        raw.flip(RawTable.slotOffset(17, 0) * 8);
        raw.flip(RawTable.slotOffset(17, 1) * 8);
        byte[] altered = raw.slot(50, 0);
        altered[20] ^= 1;
        raw.forgeSlot(50, altered);
        SubkeyTable table = SubkeyTable.open(raw.storage());
        RotationReport report = rotation(table).run(watch);
        assertEquals(98, report.rewrapped());
        assertFalse(report.isComplete());
        assertEquals(
                List.of(new SegmentProblem(17, Kind.DAMAGED), new SegmentProblem(50, Kind.REFUSED_BY_CARD)),
                watch.found.stream()
                        .sorted((a, b) -> Long.compare(a.segment(), b.segment()))
                        .toList());
        assertProblem(Problem.OLD_BLOBS_REMAIN, () -> rotation(table).retire(DamagedBlobs.KEEP_OLD_GENERATION, watch));
        assertTrue(card.state().hasOldGeneration());
        rotation(table).retire(DamagedBlobs.GIVE_UP, watch);
        assertFalse(card.state().hasOldGeneration());
    }

    @Test
    void aDamagedSlotAloneBlocksRetiring() throws IOException, CardException {
        RawTable raw = Tables.withSubkeys(card, 200, 100);
        raw.flip(RawTable.slotOffset(17, 0) * 8);
        raw.flip(RawTable.slotOffset(17, 1) * 8);
        SubkeyTable table = SubkeyTable.open(raw.storage());
        rotation(table).run(watch);
        assertProblem(Problem.DAMAGED_BLOBS, () -> rotation(table).retire(DamagedBlobs.KEEP_OLD_GENERATION, watch));
    }

    @Test
    void retiringFirstMendsACopyThatHasOnlyTheOldGeneration() throws IOException, CardException {
        RawTable before = Tables.withSubkeys(card, 100, 10);
        CrashingStorage disk = before.storage();
        rotation(SubkeyTable.open(disk)).run(watch);
        RawTable half = new RawTable(disk.image());
        half.putSlot(5, 1, before.slot(5, 1));
        CrashingStorage halfDone = half.storage();
        rotation(SubkeyTable.open(halfDone)).retire(DamagedBlobs.KEEP_OLD_GENERATION, watch);
        assertArrayEquals(half.slot(5, 0), new RawTable(halfDone.image()).slot(5, 1));
    }

    @Test
    void eachRecipientRotatesItsOwnBlobs() throws IOException, CardException {
        SoftwareCard second = new SoftwareCard("spare");
        RawTable raw = Tables.withSubkeys(card, 100, 40);
        raw.addSecondRecipient(second.state(), SegmentSet.ofRange(0, 29));
        SubkeyTable table = SubkeyTable.open(raw.storage());
        assertEquals(2, table.recipients().size());
        assertTrue(rotation(table).run(watch).isComplete());
        rotation(table).retire(DamagedBlobs.KEEP_OLD_GENERATION, watch);
        TableInfo info = table.readInfo();
        assertEquals(Map.of(2, 40L), info.survey().generations(info.recipients().get(0)));
        assertEquals(Map.of(1, 30L), info.survey().generations(info.recipients().get(1)));

        assertEquals(
                0, new Rotation(second, List.of(table)).run(watch).rewrapped(), "forged blobs, which its card refuses");
        assertEquals(30, watch.found.size());
        UnlockedSubkeys result = new UnlockedSubkeys();
        table.unlock(second, SegmentSet.of(35, 50), result);
        assertEquals(List.of(new SegmentProblem(35, Kind.NOT_WRAPPED_FOR_KEY)), result.problems());
        assertEquals(1, result.created());
    }
}
