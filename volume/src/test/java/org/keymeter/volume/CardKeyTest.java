package org.keymeter.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keymeter.card.Blob;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardException;
import org.keymeter.card.CardSession;
import org.keymeter.card.CommandRefusedException;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.LogFullException;
import org.keymeter.card.LogState;
import org.keymeter.card.Policy;
import org.keymeter.card.UsesRefusedException;
import org.keymeter.protocol.Sw;
import org.keymeter.volume.Rotation.DamagedBlobs;
import org.keymeter.volume.SegmentProblem.Kind;

/** A table and the real applet. */
class CardKeyTest {
    private static final int USES = 60;

    private final CrashingStorage disk = new CrashingStorage();
    private final UnlockedSubkeys result = new UnlockedSubkeys();
    private CardSession session;
    private CardKey key;
    private SubkeyTable table;

    @BeforeEach
    void setUp() throws Exception {
        session = CardFixture.inMemory().initialize(USES, 1).connect();
        key = new CardKey(session, CardFixture.SLOT);
        table = SubkeyTable.create(disk, Tables.segments(2000), key.readKey());
    }

    @AfterEach
    void close() {
        session.close();
    }

    private KeyInfo card() throws CardException {
        return session.keys().read(CardFixture.SLOT);
    }

    @Test
    void opensUntilTheQuotaIsSpentAndKeepsWhatWasOpened() throws Exception {
        SortedMap<Long, byte[]> made = Tables.unlock(table, key, SegmentSet.ofRange(0, 99));
        assertEquals(USES, card().remaining(), "making subkeys costs nothing");
        UsesRefusedException refused =
                assertThrows(UsesRefusedException.class, () -> table.unlock(key, SegmentSet.ofRange(0, 99), result));
        long opened = USES / key.batchSize() * key.batchSize();
        assertEquals(opened, result.opened());
        assertEquals(opened, result.usesSpent());
        assertEquals(0, result.usesInDoubt());
        assertEquals(USES - opened, refused.left().available());
        assertEquals(opened, card().spentEver());
        assertTrue(Arrays.equals(made.get(3L), result.subkey(3).orElseThrow().expose()));
        table.unlock(key, SegmentSet.ofRange(100, 199), result);
        assertEquals(100, result.created(), "new segments need no quota");
    }

    @Test
    void movedAndAlteredBlobsAreRefusedAndSpendTheirUse() throws Exception {
        Tables.unlock(table, key, SegmentSet.ofRange(0, 9));
        RawTable raw = new RawTable(disk.image());
        raw.forgeSlot(4, raw.slot(3, 0));
        byte[] altered = raw.slot(7, 0);
        altered[30] ^= 1;
        raw.forgeSlot(7, altered);
        SubkeyTable.open(raw.storage()).unlock(key, SegmentSet.ofRange(0, 9), result);
        assertEquals(8, result.opened());
        assertEquals(10, result.usesSpent());
        assertEquals(10, card().spentEver());
        assertEquals(
                List.of(new SegmentProblem(4, Kind.REFUSED_BY_CARD), new SegmentProblem(7, Kind.REFUSED_BY_CARD)),
                result.problems());
    }

    @Test
    void aBlobOfAnotherVolumeIsRefused() throws Exception {
        Tables.unlock(table, key, SegmentSet.of(0));
        CrashingStorage otherDisk = new CrashingStorage();
        Tables.unlock(SubkeyTable.create(otherDisk, Tables.segments(10), key.readKey()), key, SegmentSet.of(0));
        RawTable other = new RawTable(otherDisk.image());
        other.forgeSlot(0, new RawTable(disk.image()).slot(0, 0));
        SubkeyTable.open(other.storage()).unlock(key, SegmentSet.of(0), result);
        assertEquals(List.of(new SegmentProblem(0, Kind.REFUSED_BY_CARD)), result.problems());
    }

    @Test
    void theOldGenerationOpensUntilItIsRetiredAndThenIsRefused() throws Exception {
        SortedMap<Long, byte[]> before = Tables.unlock(table, key, SegmentSet.ofRange(0, 19));
        SubkeyTable backup = SubkeyTable.open(CrashingStorage.of(disk.image()));
        List<Blob> oldBlobs = blobs(new RawTable(disk.image()), 1);
        Rotation rotation = new Rotation(key, List.of(table));
        assertTrue(rotation.run(RotationWatch.NONE).isComplete());
        Tables.assertSameSubkeys(before, Tables.unlock(backup, key, SegmentSet.ofRange(0, 19)));
        assertEquals(20, card().spentEver(), "rewrapping costs nothing");
        rotation.retire(DamagedBlobs.KEEP_OLD_GENERATION, RotationWatch.NONE);

        Tables.assertSameSubkeys(before, Tables.unlock(table, key, SegmentSet.ofRange(0, 19)));
        backup.unlock(key, SegmentSet.of(5), result);
        assertEquals(List.of(new SegmentProblem(5, Kind.GENERATION_GONE)), result.problems());
        CommandRefusedException refused = assertThrows(CommandRefusedException.class, () -> session.uses()
                .unwrap(CardFixture.SLOT, 1, table.volumeId(), oldBlobs));
        assertTrue(refused.is(Sw.GENERATION_UNKNOWN));
        assertEquals(40, card().spentEver(), "refused for nothing");
    }

    /** The first so many blobs, as they stand in the table. */
    private static List<Blob> blobs(RawTable raw, int count) {
        return IntStream.range(0, count)
                .mapToObj(segment -> new Blob(
                        ByteString.of(ByteBuffer.allocate(8).putLong(segment).array()),
                        ByteString.of(Arrays.copyOfRange(raw.slot(segment, 0), 12, 60))))
                .toList();
    }

    @Test
    void aRotationThatTheFullLogStopsGoesOnAfterAcknowledging() throws Exception {
        Tables.unlock(table, key, SegmentSet.ofRange(0, 1999));
        fillLog();
        Rotation rotation = new Rotation(key, List.of(table));
        assertThrows(LogFullException.class, () -> rotation.run(RotationWatch.NONE));
        acknowledge();
        assertTrue(rotation.run(RotationWatch.NONE).isComplete());
        fillLog();
        assertThrows(
                LogFullException.class, () -> rotation.retire(DamagedBlobs.KEEP_OLD_GENERATION, RotationWatch.NONE));
        assertTrue(key.readKey().hasOldGeneration());
        acknowledge();
        rotation.retire(DamagedBlobs.KEEP_OLD_GENERATION, RotationWatch.NONE);
        assertFalse(key.readKey().hasOldGeneration());
    }

    private void acknowledge() throws CardException {
        LogState state = session.log().readState();
        session.log().acknowledge(state.last(), state.chain());
    }

    /** Makes and deletes keys until the card refuses. */
    private void fillLog() throws CardException {
        Policy policy = Policy.of(1, List.of());
        for (int round = 0; round < 300; round++) {
            try {
                session.keys()
                        .delete(1, session.keys().create("other", 0, policy).identity());
            } catch (LogFullException full) {
                return;
            }
        }
        throw new AssertionError("the log does not fill");
    }
}
