package org.keymeter.card.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keymeter.card.ByteString;
import org.keymeter.card.Failures;
import org.keymeter.card.file.InvalidFileException;

class AuditRecordTest {
    private static final String IDENTITY = "00112233445566778899aabbccddeeff";

    /** Sequence 17, event, slot, generation 2, failures 1 2 3, result 9000, detail. */
    private static AuditRecord record(String event, String slot, String detail) throws Exception {
        String padded = detail + "0".repeat(64 - detail.length());
        return AuditRecord.of(ByteString.ofHex("00000011" + event + slot + "0002" + "000100020003" + "9000" + padded));
    }

    @Test
    void readsTheFieldsOfEveryRecord() throws Exception {
        AuditRecord record = record("02", "81", "");
        assertEquals(17, record.sequence());
        assertEquals(2, record.generation());
        assertEquals(new Failures(1, 2, 3), record.failures());
        assertEquals("9000", record.result().toString());
        assertEquals("PIN changed", record.what());
        assertEquals("user PIN", record.about());
        assertEquals(
                List.of(
                        "sequence",
                        "event",
                        "pin",
                        "generation",
                        "wrongPins",
                        "refusedGrants",
                        "refusedBlobs",
                        "result"),
                List.copyOf(record.fields().keySet()));
    }

    @Test
    void readsTheDetailOfEachEvent() throws Exception {
        String numbers = "00000064" + "00000005" + "000003e8";
        ByteString identity = ByteString.ofHex(IDENTITY);
        assertEquals(
                new AuditDetail.UsesMoved(identity, 100, 5, 1_000),
                record("08", "00", IDENTITY + numbers).typedDetail());
        assertEquals(
                new AuditDetail.UsesMoved(identity, 100, 5, 1_000),
                record("09", "00", IDENTITY + numbers).typedDetail());
        assertEquals(
                new AuditDetail.Redeemed(identity, 100, 5, ByteString.ofHex("0102030405060708")),
                record("0a", "00", IDENTITY + "0000006400000005" + "0102030405060708")
                        .typedDetail());
        assertEquals(
                new AuditDetail.KeyCreated(identity, 100, 5, ByteString.ofHex("0102030405060708")),
                record("06", "00", IDENTITY + "0000006400000005" + "0102030405060708")
                        .typedDetail());
        for (String event : List.of("07", "0b", "0f")) {
            assertEquals(
                    new AuditDetail.KeyState(identity, 100, 1_000),
                    record(event, "00", IDENTITY + numbers).typedDetail());
        }
        for (String event : List.of("0c", "0d", "0e")) {
            assertEquals(
                    new AuditDetail.Rewrapped(identity, 100, 5, 1_000),
                    record(event, "00", IDENTITY + numbers).typedDetail());
        }
        assertEquals(
                new AuditDetail.UsesDropped(List.of(1L, 2L, 0L, 0L, 0L, 0L, 0L, 0L)),
                record("03", "82", "0000000100000002").typedDetail());
        assertEquals(
                new AuditDetail.Acknowledged(16), record("10", "81", "00000010").typedDetail());
        assertTrue(assertInstanceOf(
                        AuditDetail.Initialization.class, record("01", "ff", "").typedDetail())
                .isFirst());
        assertInstanceOf(AuditDetail.Anchor.class, record("04", "00", IDENTITY).typedDetail());
        assertInstanceOf(AuditDetail.Anchor.class, record("05", "00", IDENTITY).typedDetail());
    }

    @Test
    void everyEventAndSlotHasWordsAndFields() throws Exception {
        for (int event = 0; event < 256; event++) {
            for (String slot : List.of("00", "07", "81", "82", "ff", "99")) {
                AuditRecord record = record(String.format("%02x", event), slot, IDENTITY + IDENTITY);
                assertFalse(record.what().isEmpty() || record.about().contains("129"), record.about());
                Map<String, Object> fields = record.fields();
                assertEquals(17L, fields.get("sequence"));
            }
        }
    }

    @Test
    void takesFortyEightBytesAndNoOtherNumber() {
        for (int length : new int[] {0, 1, 47, 49, 1_000}) {
            ByteString bytes = ByteString.of(new byte[length]);
            assertThrows(InvalidFileException.class, () -> AuditRecord.of(bytes));
        }
    }
}
