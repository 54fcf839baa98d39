package org.keymeter.card.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.keymeter.card.ByteString;
import org.keymeter.card.DeviceKey;
import org.keymeter.card.Failures;
import org.keymeter.card.SignedStatement;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.card.grant.Damage;
import org.keymeter.protocol.Limit;

class UsageReportTest {
    private final RecordedCard card = RecordedCard.withRecords(3);
    private final ByteString nonce = RecordedCard.random(32);

    UsageReportTest() throws Exception {}

    private byte[] report() throws Exception {
        ByteBuffer message = ByteBuffer.allocate(Limit.REPORT_MESSAGE_LENGTH)
                .put("KEYMETER-REPT-v1".getBytes(StandardCharsets.US_ASCII))
                .put(card.identity().deviceId().toByteArray())
                .putInt(1)
                .putInt(3)
                .put(card.last().chain().toByteArray())
                .put(new byte[] {0, 1, 0, 2, 0, 3})
                .put((byte) 4)
                .put((byte) 5);
        message.position(message.position() + 36);
        message.put((byte) 1).put(new byte[16]).putShort((short) 2).put((byte) 1);
        message.putInt(100).putInt(7).putInt(50).putInt(1_050);
        message.position(Limit.REPORT_MESSAGE_LENGTH - 32).put(nonce.toByteArray());
        return new UsageReportFile(message.array(), card.sign(message.array())).bytes();
    }

    /** Message and signature one after the other. */
    private record UsageReportFile(byte[] message, ByteString signature) {
        byte[] bytes() {
            return ByteBuffer.allocate(message.length + signature.length())
                    .put(message)
                    .put(signature.toByteArray())
                    .array();
        }
    }

    @Test
    void readsWhatTheCardSigned() throws Exception {
        byte[] file = report();
        UsageReport report = UsageReport.parse(file);
        assertTrue(report.isSignedBy(card.identity().deviceKey()));
        assertFalse(report.isSignedBy(RecordedCard.withRecords(1).identity().deviceKey()));
        assertEquals(card.identity().deviceId(), report.deviceId());
        assertEquals(card.last(), report.last());
        assertEquals(new Failures(1, 2, 3), report.failures());
        assertEquals(4, report.userTriesLeft());
        assertEquals(5, report.adminTriesLeft());
        assertEquals(nonce, report.nonce());
        assertEquals(
                List.of(new UsageReport.Meter(1, ByteString.of(new byte[16]), 2, true, 100, 7, 50, 1_050)),
                report.meters());
        assertTrue(report.lines().toString().contains("100 uses remaining"));
        assertEquals(nonce.toHex(), report.fields().get("nonce"));
        assertEquals(ByteString.of(file), ByteString.of(report.toFile()));
    }

    @Test
    void nothingDamagedIsSigned() throws Exception {
        byte[] good = report();
        DeviceKey key = card.identity().deviceKey();
        List<byte[]> damaged = new ArrayList<>(Damage.someFlips(good));
        damaged.addAll(Damage.lengths(good));
        damaged.addAll(Damage.hostile(good, 6));
        for (byte[] bytes : damaged) {
            try {
                assertFalse(UsageReport.parse(bytes).isSignedBy(key));
            } catch (InvalidFileException expected) {
                assertEquals("KM-F1", expected.code());
            }
        }
    }

    @Test
    void aHeadIsNoReport() throws Exception {
        SignedStatement head = card.signHead(nonce).statement();
        assertThrows(InvalidFileException.class, () -> UsageReport.of(head));
        SignedStatement report = UsageReport.parse(report()).statement();
        assertThrows(InvalidFileException.class, () -> SignedHead.of(report));
    }
}
