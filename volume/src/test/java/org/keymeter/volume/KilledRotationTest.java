package org.keymeter.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keymeter.card.CardException;
import org.keymeter.card.CardSession;
import org.keymeter.card.TransportException;
import org.keymeter.volume.CrashingStorage.PowerCut;
import org.keymeter.volume.Rotation.DamagedBlobs;

/** Ten thousand segments, rotated with interruptions at random points, lose nothing. */
class KilledRotationTest {
    private static final int SEGMENTS = 10_000;
    private static final SegmentSet ALL = SegmentSet.ofRange(0, SEGMENTS - 1);
    private static final int INTERRUPTIONS = 20;
    private static final List<String> QUICK_START = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    /** Rotates on a simulated card in a file, telling of every command; the parent kills it. */
    static final class Child {
        public static void main(String[] arguments) throws IOException, CardException {
            try (CardSession session = CardFixture.inFile(Path.of(arguments[1])).connect();
                    SubkeyTable table = SubkeyTable.open(Path.of(arguments[0]))) {
                new Rotation(new CardKey(session, CardFixture.SLOT), List.of(table)).run(new RotationWatch() {
                    @Override
                    public void progressed(long done, long total) {
                        System.out.println(done + " of " + total);
                    }
                });
            }
        }
    }

    @Test
    void killedTwentyTimes(@TempDir Path folder) throws IOException, CardException, InterruptedException {
        Path file = folder.resolve("table");
        Path cardFile = folder.resolve("card");
        CardFixture card = CardFixture.inFile(cardFile).initialize(3 * SEGMENTS, SEGMENTS);
        SortedMap<Long, byte[]> before;
        try (CardSession session = card.connect()) {
            CardKey key = new CardKey(session, CardFixture.SLOT);
            try (SubkeyTable table = SubkeyTable.create(file, Tables.segments(SEGMENTS), key.readKey())) {
                before = Tables.unlock(table, key, ALL);
            }
        }
        Random random = new Random();
        for (int kill = 0; kill < INTERRUPTIONS; kill++) {
            try (ChildProgram child =
                    new ChildProgram(QUICK_START, Child.class, file.toString(), cardFile.toString())) {
                int commands = random.nextInt(25);
                for (int command = 0; command <= commands; command++) {
                    assertNotNull(child.readLine(), "it ended before it could be killed");
                }
                child.kill();
            }
        }
        try (CardSession session = card.connect();
                SubkeyTable table = SubkeyTable.open(file)) {
            CardKey key = new CardKey(session, CardFixture.SLOT);
            Tables.assertSameSubkeys(before, Tables.unlock(table, key, ALL));
            finish(table, key);
            Tables.assertSameSubkeys(before, Tables.unlock(table, key, ALL));
            assertEquals(2, key.readKey().generation());
            assertEquals(
                    SEGMENTS,
                    session.keys().read(CardFixture.SLOT).remaining()
                            + session.keys().read(CardFixture.SLOT).openLease());
        }
    }

    private static void finish(SubkeyTable table, SubkeyCard card) throws IOException, CardException {
        Rotation rotation = new Rotation(card, List.of(table));
        assertTrue(rotation.run(RotationWatch.NONE).isComplete());
        rotation.retire(DamagedBlobs.KEEP_OLD_GENERATION, RotationWatch.NONE);
    }

    @Test
    void powerOfDiskOrCardLostTwentyTimes() throws IOException, CardException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        SoftwareCard card = new SoftwareCard("disk");
        CrashingStorage disk = Tables.withSubkeys(card, SEGMENTS, SEGMENTS).storage();
        SortedMap<Long, byte[]> before = Tables.unlock(SubkeyTable.open(disk), card, ALL);
        int interruptions = 0;
        while (interruptions < INTERRUPTIONS) {
            boolean isDisk = random.nextBoolean();
            disk.cutAfter(isDisk ? random.nextInt(150) : Integer.MAX_VALUE, random);
            card.failAfter(isDisk ? Integer.MAX_VALUE : random.nextInt(40));
            try (SubkeyTable table = SubkeyTable.open(disk)) {
                new Rotation(card, List.of(table)).run(RotationWatch.NONE);
            } catch (PowerCut | TransportException interrupted) {
                interruptions++;
            }
            card.failAfter(Integer.MAX_VALUE);
            disk.powerOn();
            try (SubkeyTable table = SubkeyTable.open(disk)) {
                long first = random.nextInt(SEGMENTS - 200);
                SegmentSet some = SegmentSet.ofRange(first, first + 199);
                Tables.assertSameSubkeys(before.subMap(first, first + 200), Tables.unlock(table, card, some));
            } catch (AssertionError failure) {
                throw new AssertionError("seed " + seed, failure);
            }
        }
        try (SubkeyTable table = SubkeyTable.open(disk)) {
            finish(table, card);
            Tables.assertSameSubkeys(before, Tables.unlock(table, card, ALL));
        }
    }
}
