package org.keymeter.volume;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.keymeter.card.CardException;
import org.keymeter.card.Secret;
import org.keymeter.card.TransportException;
import org.keymeter.volume.SegmentProblem.Kind;
import org.keymeter.volume.VolumeException.Problem;

class SubkeyTableTest {
    private final SoftwareCard card = new SoftwareCard("disk");
    private final UnlockedSubkeys result = new UnlockedSubkeys();

    private void assertProblem(Problem expected, Executable action) {
        VolumeException thrown = assertThrows(VolumeException.class, action);
        assertEquals(expected, thrown.problem(), thrown.getMessage());
        assertTrue(thrown.getMessage().contains(thrown.remedy())
                && !thrown.remedy().isBlank());
    }

    @Test
    void makesMissingSubkeysForNothingAndOpensThemForOneUseEach() throws IOException, CardException {
        CrashingStorage disk = new CrashingStorage();
        SubkeyTable table = SubkeyTable.create(disk, Tables.segments(100_000), card.state());
        SegmentSet segments = SegmentSet.parse("0-9,42,99999");
        table.unlock(card, segments, result);
        assertEquals(12, result.created());
        assertEquals(0, result.usesSpent());
        assertEquals(12, result.opened());
        assertEquals(0, card.unwrapped);

        UnlockedSubkeys again = new UnlockedSubkeys();
        SubkeyTable.open(disk).unlock(card, SegmentSet.parse("42,41,9"), again);
        assertEquals(2, again.usesSpent());
        assertEquals(1, again.created());
        assertTrue(again.subkey(42).orElseThrow().isSameAs(result.subkey(42).orElseThrow()));
        assertFalse(again.subkey(0).isPresent());
    }

    @Test
    void opensWhatItHasJustMade() throws IOException, CardException {
        SubkeyTable table = SubkeyTable.create(new CrashingStorage(), Tables.segments(100), card.state());
        SortedMap<Long, byte[]> made = Tables.unlock(table, card, SegmentSet.of(5));
        Tables.assertSameSubkeys(made, Tables.unlock(table, card, SegmentSet.of(5)));
        assertEquals(1, card.unwrapped);
    }

    @Test
    void closingTheResultWipesIt() throws IOException, CardException {
        SubkeyTable table = SubkeyTable.create(new CrashingStorage(), Tables.segments(10), card.state());
        table.unlock(card, SegmentSet.of(3), result);
        Secret subkey = result.subkey(3).orElseThrow();
        byte[] bytes = subkey.expose();
        result.close();
        assertArrayEquals(new byte[32], bytes);
        assertThrows(IllegalStateException.class, subkey::expose);
    }

    @Test
    void whatWasOpenedBeforeAFailureStaysOpenedAndCounted() throws IOException, CardException {
        SubkeyTable table = SubkeyTable.open(Tables.withSubkeys(card, 100, 100).storage());
        card.failAfter(3);
        assertThrows(TransportException.class, () -> table.unlock(card, SegmentSet.ofRange(0, 99), result));
        assertEquals(2 * SoftwareCard.BATCH_SIZE, result.opened());
        assertEquals(2 * SoftwareCard.BATCH_SIZE, result.usesSpent());
        assertEquals(SoftwareCard.BATCH_SIZE, result.usesInDoubt());
    }

    @Test
    void knowsWhetherASegmentWasEverUsed() throws IOException, CardException {
        SubkeyTable table = SubkeyTable.open(Tables.withSubkeys(card, 100, 3).storage());
        assertTrue(table.hasSubkey(2));
        assertFalse(table.hasSubkey(3));
        assertProblem(Problem.NO_SUCH_SEGMENT, () -> table.hasSubkey(100));
        assertProblem(Problem.NO_SUCH_SEGMENT, () -> table.unlock(card, SegmentSet.ofRange(5, 100), result));
        assertEquals(0, card.unwrapped);
    }

    @Test
    void anotherKeyIsRefusedBeforeAnythingIsSpent() throws IOException, CardException {
        SubkeyTable table = SubkeyTable.open(Tables.withSubkeys(card, 100, 3).storage());
        SoftwareCard other = new SoftwareCard("other");
        assertProblem(Problem.OTHER_KEY, () -> table.unlock(other, SegmentSet.of(0), result));
        assertEquals(0, other.unwrapped);
    }

    @Test
    void aBlobMovedToAnotherSegmentIsRefusedAndHidesNoOther() throws IOException, CardException {
        RawTable raw = Tables.withSubkeys(card, 100, 20);
        raw.putSlot(7, 0, raw.slot(3, 0));
        raw.putSlot(7, 1, raw.slot(3, 0));
        raw.forgeSlot(9, raw.slot(3, 0));
        SubkeyTable.open(raw.storage()).unlock(card, SegmentSet.ofRange(0, 19), result);
        assertEquals(18, result.opened());
        assertEquals(19, result.usesSpent(), "the slot whose checksum is wrong never reaches the card");
        Map<Long, Kind> problems = problems();
        assertEquals(Map.of(7L, Kind.DAMAGED, 9L, Kind.REFUSED_BY_CARD), problems);
    }

    private Map<Long, Kind> problems() {
        return result.problems().stream().collect(Collectors.toMap(SegmentProblem::segment, SegmentProblem::kind));
    }

    @Test
    void aBlobMovedToAnotherVolumeIsRefused() throws IOException, CardException {
        RawTable from = Tables.withSubkeys(card, 100, 1);
        RawTable to = Tables.withSubkeys(card, 100, 1);
        to.forgeSlot(0, from.slot(0, 0));
        SubkeyTable.open(to.storage()).unlock(card, SegmentSet.of(0), result);
        assertEquals(Map.of(0L, Kind.REFUSED_BY_CARD), problems());
        assertEquals(1, result.usesSpent());
    }

    @Test
    void everyBitFlippedInOneCopyIsMended() throws IOException, CardException {
        RawTable whole = Tables.withSubkeys(card, 10, 1);
        SortedMap<Long, byte[]> subkeys = Tables.unlock(SubkeyTable.open(whole.storage()), card, SegmentSet.of(0));
        for (int copy = 0; copy < 2; copy++) {
            for (int bit = 0; bit < RawTable.SLOT * 8; bit++) {
                RawTable damaged = new RawTable(whole.image.clone());
                damaged.flip(RawTable.slotOffset(0, copy) * 8 + bit);
                CrashingStorage disk = damaged.storage();
                SubkeyTable table = SubkeyTable.open(disk);
                Tables.assertSameSubkeys(subkeys, Tables.unlock(table, card, SegmentSet.of(0)));
                assertArrayEquals(whole.image, disk.image(), "copy " + copy + ", bit " + bit);
            }
        }
    }

    @Test
    void everyBitFlippedInBothCopiesIsFound() throws IOException, CardException {
        RawTable whole = Tables.withSubkeys(card, 10, 1);
        for (int bit = 0; bit < RawTable.SLOT * 8; bit++) {
            RawTable damaged = new RawTable(whole.image.clone());
            damaged.flip(RawTable.slotOffset(0, 0) * 8 + bit);
            damaged.flip(RawTable.slotOffset(0, 1) * 8 + bit);
            UnlockedSubkeys opened = new UnlockedSubkeys();
            SubkeyTable.open(damaged.storage()).unlock(card, SegmentSet.of(0), opened);
            assertEquals(Kind.DAMAGED, opened.problems().get(0).kind(), "bit " + bit);
            assertEquals(0, opened.opened() + opened.usesSpent());
        }
    }

    @Test
    void everyBitOfABlobFlippedUnderARightChecksumIsRefusedByTheCard() throws IOException, CardException {
        RawTable whole = Tables.withSubkeys(card, 10, 1);
        for (int bit = 12 * 8; bit < 60 * 8; bit++) {
            byte[] slot = whole.slot(0, 0);
            slot[bit / 8] ^= (byte) (1 << bit % 8);
            RawTable forged = new RawTable(whole.image.clone());
            forged.forgeSlot(0, slot);
            UnlockedSubkeys opened = new UnlockedSubkeys();
            SubkeyTable.open(forged.storage()).unlock(card, SegmentSet.of(0), opened);
            assertEquals(Kind.REFUSED_BY_CARD, opened.problems().get(0).kind(), "bit " + bit);
            assertEquals(1, opened.usesSpent());
        }
    }

    @Test
    void aBlobOfALostGenerationIsNamedAndCostsNothing() throws IOException, CardException {
        SubkeyTable table = SubkeyTable.open(Tables.withSubkeys(card, 10, 2).storage());
        SoftwareCard rotated = new SoftwareCard("disk", 3, true);
        table.unlock(rotated, SegmentSet.of(0, 5), result);
        assertEquals(Map.of(0L, Kind.GENERATION_GONE), problems());
        assertEquals(1, result.created());
        assertEquals(0, rotated.unwrapped);
        Recipient recipient = table.recipients().get(0);
        assertEquals(List.of(1, 3), List.of(recipient.oldestGeneration(), recipient.generation()));
    }

    @Test
    void anOlderCopyOfTheCardIsRefused() throws IOException, CardException {
        CrashingStorage disk = new CrashingStorage();
        SoftwareCard rotated = new SoftwareCard("disk", 2, false);
        SubkeyTable table = SubkeyTable.create(disk, Tables.segments(10), rotated.state());
        assertProblem(Problem.OTHER_GENERATION, () -> table.unlock(card, SegmentSet.of(0), result));
    }

    @Test
    void growingKeepsWhatIsThere() throws IOException, CardException {
        CrashingStorage disk = Tables.withSubkeys(card, 512, 512).storage();
        SubkeyTable table = SubkeyTable.open(disk);
        SortedMap<Long, byte[]> before = Tables.unlock(table, card, SegmentSet.ofRange(0, 511));
        assertProblem(Problem.NO_SUCH_SEGMENT, () -> table.unlock(card, SegmentSet.of(512), result));
        table.grow(100_000L << 20);
        Tables.unlock(table, card, SegmentSet.of(99_999));
        assertThrows(IllegalArgumentException.class, () -> table.grow(1 << 20));
        SubkeyTable reopened = SubkeyTable.open(disk);
        assertEquals(100_000, reopened.geometry().segments());
        Tables.assertSameSubkeys(before, Tables.unlock(reopened, card, SegmentSet.ofRange(0, 511)));
    }

    @Test
    void infoCountsByRecipientAndGeneration() throws IOException, CardException {
        RawTable raw = Tables.withSubkeys(card, 1000, 600);
        raw.flip(RawTable.slotOffset(40, 0) * 8);
        raw.flip(RawTable.slotOffset(40, 1) * 8);
        raw.flip(RawTable.slotOffset(41, 1) * 8);
        TableInfo info = SubkeyTable.open(raw.storage()).readInfo();
        assertEquals(599, info.survey().present());
        assertEquals(1, info.survey().damaged());
        assertEquals(List.of(40L), info.survey().firstDamaged());
        Recipient recipient = info.recipients().get(0);
        assertEquals(Map.of(1, 599L), info.survey().generations(recipient));
        assertEquals("disk", recipient.label());
        assertEquals(1, info.formatVersion());
    }

    @Test
    void afterAFailedWriteNothingMoreIsWritten() throws IOException, CardException {
        CrashingStorage disk = Tables.withSubkeys(card, 100, 3).storage();
        SubkeyTable table = SubkeyTable.open(disk);
        disk.cutAfter(1, new Random(1));
        assertThrows(IOException.class, () -> table.unlock(card, SegmentSet.of(50), result));
        disk.powerOn();
        assertProblem(Problem.WRITE_FAILED_BEFORE, () -> table.unlock(card, SegmentSet.of(50), result));
        table.unlock(card, SegmentSet.of(2), result);
        assertEquals(1, result.opened());
    }
}
