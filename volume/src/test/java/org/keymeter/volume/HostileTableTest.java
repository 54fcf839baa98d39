package org.keymeter.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keymeter.card.CardException;
import org.keymeter.volume.VolumeException.Problem;

/** Whatever the bytes are, they open, or there is one typed error. */
class HostileTableTest {
    private final SoftwareCard card = new SoftwareCard("disk");
    private RawTable whole;

    @BeforeEach
    void makeTable() throws IOException, CardException {
        whole = Tables.withSubkeys(card, 100, 3);
    }

    private static void assertProblem(Problem expected, byte[] image, String what) {
        VolumeException thrown =
                assertThrows(VolumeException.class, () -> SubkeyTable.open(new ImageStorage(image)), what);
        assertEquals(expected, thrown.problem(), what);
    }

    @Test
    void everyBitFlippedInOneCopyOfTheHeaderIsOutvoted() throws IOException {
        for (int bit = 0; bit < 2 * RawTable.HEADER * 8; bit++) {
            whole.flip(bit);
            SubkeyTable table = SubkeyTable.open(new ImageStorage(whole.image));
            assertEquals(100, table.geometry().segments());
            whole.flip(bit);
        }
    }

    @Test
    void everyBitFlippedInBothCopiesOfTheHeaderIsFound() {
        for (int bit = 0; bit < RawTable.HEADER * 8; bit++) {
            whole.flip(bit);
            whole.flip(RawTable.HEADER * 8 + bit);
            assertProblem(bit < 16 * 8 ? Problem.NOT_A_TABLE : Problem.HEADER_DAMAGED, whole.image, "bit " + bit);
            whole.flip(bit);
            whole.flip(RawTable.HEADER * 8 + bit);
        }
    }

    @Test
    void aChangeHealsTheDamagedCopyFirst() throws IOException {
        for (int copy = 0; copy < 2; copy++) {
            RawTable damaged = new RawTable(whole.image.clone());
            damaged.flip(copy * RawTable.HEADER * 8 + 333);
            CrashingStorage disk = damaged.storage();
            disk.cutAfter(0, new Random(3));
            assertThrows(IOException.class, () -> SubkeyTable.open(disk).grow(50_000L << 20));
            disk.powerOn();
            SubkeyTable.open(disk).grow(50_000L << 20);
            RawTable mended = new RawTable(disk.image());
            assertEquals(50_000, SubkeyTable.open(mended.storage()).geometry().segments());
            assertEquals(Arrays.toString(mended.header(0)), Arrays.toString(mended.header(1)));
        }
    }

    @Test
    void everyTruncationIsSaid() {
        for (int length = 0; length < whole.image.length; length += length < 9000 ? 1 : 4096) {
            Storage shorter = new ImageStorage(whole.image, length);
            VolumeException thrown = assertThrows(VolumeException.class, () -> SubkeyTable.open(shorter));
            assertEquals(length < 8192 ? Problem.NOT_A_TABLE : Problem.TRUNCATED, thrown.problem());
        }
    }

    @Test
    void fieldsBeyondTheirBoundsAreRefusedUnderARightChecksum() {
        List<Consumer<ByteBuffer>> changes = List.of(
                header -> header.putShort(16, (short) 2),
                header -> header.putShort(18, (short) 1),
                header -> header.putInt(20, 1),
                header -> header.putLong(48, 0),
                header -> header.putLong(48, -4096),
                header -> header.putLong(48, 4095),
                header -> header.putLong(56, 0),
                header -> header.putLong(56, Long.MIN_VALUE),
                header -> header.putLong(56, 100),
                header -> header.putLong(48, Long.MAX_VALUE - 4095).putLong(56, 4096),
                header -> header.putShort(64, (short) 0),
                header -> header.putShort(96, (short) 0),
                header -> header.putShort(96, (short) 2),
                header -> header.putShort(98, (short) 0),
                header -> header.putShort(100, (short) 0),
                header -> header.putShort(100, (short) 2),
                header -> header.put(136, (byte) 33),
                header -> header.put(136, (byte) 255),
                header -> header.put(137, (byte) 0xFF),
                header -> header.put(200, (byte) 1),
                header -> header.put(4000, (byte) 1));
        for (int index = 0; index < changes.size(); index++) {
            ByteBuffer header = ByteBuffer.wrap(whole.header(0));
            changes.get(index).accept(header);
            RawTable forged = new RawTable(whole.image.clone());
            forged.forgeHeader(header.array());
            assertProblem(Problem.UNKNOWN_VERSION, forged.image, "change " + index);
        }
    }

    @Test
    void anEnormousGeometryIsTruncatedNotAllocated() {
        ByteBuffer header =
                ByteBuffer.wrap(whole.header(0)).putLong(48, 1L << 52).putLong(56, 4096);
        RawTable forged = new RawTable(whole.image.clone());
        forged.forgeHeader(header.array());
        assertProblem(Problem.TRUNCATED, forged.image, "2^40 segments");
    }

    @Test
    void randomFieldsUnderARightChecksumOpenOrAreRefused() throws IOException {
        Random random = new Random(20);
        for (int run = 0; run < 20_000; run++) {
            byte[] header = whole.header(0);
            for (int change = 0; change <= random.nextInt(3); change++) {
                header[16 + random.nextInt(300)] = (byte) random.nextInt();
            }
            RawTable forged = new RawTable(whole.image.clone());
            forged.forgeHeader(header);
            try {
                SubkeyTable.open(new ImageStorage(forged.image)).close();
            } catch (VolumeException typed) {
                assertEquals(false, typed.remedy().isBlank());
            }
        }
    }

    @Test
    void randomSlotsUnderARightChecksumAreReportedBySegment() throws IOException, CardException {
        Random random = new Random(21);
        for (int run = 0; run < 500; run++) {
            RawTable forged = new RawTable(whole.image.clone());
            byte[] slot = forged.slot(1, 0);
            for (int change = 0; change <= random.nextInt(3); change++) {
                slot[random.nextInt(112)] = (byte) random.nextInt(5);
            }
            forged.forgeSlot(1, slot);
            SubkeyTable table = SubkeyTable.open(new ImageStorage(forged.image));
            UnlockedSubkeys result = new UnlockedSubkeys();
            table.unlock(card, SegmentSet.ofRange(0, 2), result);
            assertEquals(3, result.opened() + result.problems().size());
            table.readInfo();
            new Rotation(new SoftwareCard("disk"), List.of(table)).run(RotationWatch.NONE);
        }
    }

    @Test
    void otherFilesAreNoTables() {
        Random random = new Random(22);
        byte[] noise = new byte[200_000];
        random.nextBytes(noise);
        assertProblem(Problem.NOT_A_TABLE, noise, "noise");
        assertProblem(Problem.NOT_A_TABLE, new byte[0], "nothing");
        assertProblem(Problem.NOT_A_TABLE, new byte[200_192], "zeros");
        byte[] text = new byte[8192];
        byte[] magic = "Keymeter volume\n".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(magic, 0, text, 0, magic.length);
        assertProblem(Problem.HEADER_DAMAGED, text, "only its first words");
    }
}
