package org.keymeter.volume;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import org.cryptomator.siv.SivMode;
import org.junit.jupiter.api.Test;
import org.keymeter.card.CardException;

/** The bytes of a table are those of docs/VOLUME.md. */
class TableFormatTest {
    private final SoftwareCard card = new SoftwareCard("disk");

    private static byte[] field(byte[] source, int offset, int length) {
        return Arrays.copyOfRange(source, offset, offset + length);
    }

    @Test
    void headerIsAsDocumented() throws IOException, GeneralSecurityException {
        CrashingStorage disk = new CrashingStorage();
        SubkeyTable table = SubkeyTable.create(disk, new Geometry((10L << 30) + 4096, 1 << 20), card.state());
        RawTable raw = new RawTable(disk.image());
        byte[] header = raw.header(0);
        ByteBuffer fields = ByteBuffer.wrap(header);
        assertArrayEquals(header, raw.header(1), "two copies");
        assertArrayEquals("Keymeter volume\n".getBytes(StandardCharsets.US_ASCII), field(header, 0, 16));
        assertEquals(1, fields.getShort(16), "format version");
        assertEquals(0, fields.getShort(18), "reserved");
        assertEquals(0, fields.getInt(20), "features");
        assertEquals(1, fields.getLong(24), "update");
        assertArrayEquals(table.volumeId().toByteArray(), field(header, 32, 16));
        assertEquals((10L << 30) + 4096, fields.getLong(48), "volume size");
        assertEquals(1 << 20, fields.getLong(56), "segment size");
        assertEquals(1, fields.getShort(64), "last serial");
        assertEquals(1, fields.getShort(96), "serial");
        assertEquals(1, fields.getShort(98), "generation");
        assertEquals(1, fields.getShort(100), "oldest generation");
        assertArrayEquals(card.state().identity().toByteArray(), field(header, 104, 16));
        assertArrayEquals(card.state().deviceId().toByteArray(), field(header, 120, 16));
        assertEquals(4, header[136], "length of the label");
        assertArrayEquals("disk".getBytes(StandardCharsets.UTF_8), field(header, 137, 4));
        assertArrayEquals(new byte[4064 - 141], field(header, 141, 4064 - 141), "second recipient and reserve");
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        assertArrayEquals(sha256.digest(field(header, 0, 4064)), field(header, 4064, 32));
        assertEquals(8192 + 21 * 131072L, raw.image.length, "10,241 segments take 21 groups of 512");
    }

    @Test
    void slotIsAsDocumented() throws IOException, CardException, GeneralSecurityException {
        CrashingStorage disk = new CrashingStorage();
        SubkeyTable table = SubkeyTable.create(disk, Tables.segments(2000), card.state());
        byte[] subkey = Tables.unlock(table, card, SegmentSet.of(1027)).get(1027L);
        RawTable raw = new RawTable(disk.image());
        byte[] slot = raw.slot(1027, 0);
        ByteBuffer fields = ByteBuffer.wrap(slot);
        assertArrayEquals(slot, raw.slot(1027, 1), "two copies");
        assertEquals(1, fields.getInt(0), "update");
        assertEquals(0, fields.getInt(4), "reserved");
        assertEquals(1, fields.getShort(8), "serial of the recipient");
        assertEquals(1, fields.getShort(10), "generation");
        assertArrayEquals(new byte[52], field(slot, 60, 52), "room for the second recipient");

        byte[] context = ByteBuffer.allocate(24)
                .put(table.volumeId().toByteArray())
                .putLong(1027)
                .array();
        byte[] opened = new SivMode()
                .decrypt(
                        SoftwareCard.sha256("disk 1 ctr"),
                        SoftwareCard.sha256("disk 1 mac"),
                        field(slot, 12, 48),
                        context);
        assertArrayEquals(subkey, opened, "context is volume id and segment");

        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        sha256.update(table.volumeId().toByteArray());
        sha256.update(ByteBuffer.allocate(8).putLong(0, 1027));
        sha256.update(slot, 0, 112);
        assertArrayEquals(Arrays.copyOf(sha256.digest(), 16), field(slot, 112, 16));
    }

    @Test
    void untouchedGroupsStayZeroAndTouchedPagesGetEmptySlots() throws IOException, CardException {
        RawTable raw = Tables.withSubkeys(card, 2000, 1);
        assertFalse(Arrays.equals(new byte[128], raw.slot(31, 0)), "same page");
        assertArrayEquals(new byte[112], field(raw.slot(31, 1), 0, 112), "an empty slot has nothing but its checksum");
        assertArrayEquals(new byte[128], raw.slot(32, 0), "next page");
    }

    @Test
    void noSlotStraddlesASector() {
        for (long segment : new long[] {0, 1, 31, 32, 511, 512, 99_999}) {
            int offset = RawTable.slotOffset(segment, 0) % 512;
            assertTrue(offset + RawTable.SLOT <= 512, "segment " + segment);
            long page = Geometry.pagePosition(segment / 32, 1) + segment % 32 * 128;
            assertEquals(RawTable.slotOffset(segment, 1), page, "segment " + segment);
        }
    }

    @Test
    void everySubkeyIsRandom() throws IOException, CardException {
        CrashingStorage disk = new CrashingStorage();
        SubkeyTable table = SubkeyTable.create(disk, Tables.segments(1000), card.state());
        long distinct = Tables.unlock(table, card, SegmentSet.ofRange(0, 999)).values().stream()
                .map(Arrays::toString)
                .distinct()
                .count();
        assertEquals(1000, distinct);
    }
}
