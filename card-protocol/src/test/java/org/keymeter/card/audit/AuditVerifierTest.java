package org.keymeter.card.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keymeter.card.ByteString;
import org.keymeter.card.DeviceKey;
import org.keymeter.card.Succession;
import org.keymeter.card.audit.AuditFinding.Kind;
import org.keymeter.card.audit.AuditVerification.Trust;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.card.grant.Damage;

class AuditVerifierTest {
    private static final int RECORDS = 40;
    private static final ByteString NONCE = RecordedCard.random(32);

    @TempDir
    private Path folder;

    private final RecordedCard card = RecordedCard.withRecords(RECORDS);

    AuditVerifierTest() throws Exception {}

    private List<String> export(RecordedCard exported, Optional<Succession> succession) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (AuditArchive archive = AuditArchive.open(
                folder, exported.identity().deviceId(), exported.identity().instance())) {
            new AuditReader(exported, archive).read();
            AuditExport.write(out, archive, exported.identity().deviceKey(), succession, exported.signHead(NONCE));
        }
        return new ArrayList<>(out.toString(StandardCharsets.US_ASCII).lines().toList());
    }

    private List<String> export() throws Exception {
        return export(card, Optional.empty());
    }

    private static AuditVerification verify(List<String> lines, DeviceKey key) throws Exception {
        String text = lines.stream().map(line -> line + "\n").collect(Collectors.joining());
        return verify(text.getBytes(StandardCharsets.ISO_8859_1), key);
    }

    private static AuditVerification verify(byte[] file, DeviceKey key) throws Exception {
        return AuditVerifier.verify(new ByteArrayInputStream(file), key, Optional.of(NONCE));
    }

    private List<AuditFinding> findings(List<String> lines) throws Exception {
        return verify(lines, card.identity().deviceKey()).findings();
    }

    private static void assertOnly(Kind kind, long sequence, List<AuditFinding> findings) {
        assertEquals(1, findings.size(), findings::toString);
        assertEquals(kind, findings.get(0).kind(), findings::toString);
        assertEquals(sequence, findings.get(0).sequence(), findings::toString);
    }

    @Test
    void findsNothingWrongWithAnHonestExport() throws Exception {
        AuditVerification verified = verify(export(), card.identity().deviceKey());
        assertEquals(List.of(), verified.findings());
        assertTrue(verified.isGood());
        assertEquals(RECORDS, verified.records());
        assertEquals(card.last(), verified.head().orElseThrow().last());
        assertEquals(Trust.GIVEN, verified.trust());
    }

    @Test
    void namesEachSingleDroppedRecord() throws Exception {
        for (int i = 1; i <= RECORDS; i++) {
            List<String> lines = export();
            lines.remove(i);
            assertOnly(Kind.MISSING, i, findings(lines));
        }
    }

    @Test
    void namesEachSingleChangedRecord() throws Exception {
        for (int i = 1; i <= RECORDS; i++) {
            List<String> lines = export();
            int middle = lines.get(i).indexOf("9000");
            lines.set(i, lines.get(i).substring(0, middle) + "8" + lines.get(i).substring(middle + 1));
            assertOnly(Kind.CHANGED, i, findings(lines));
        }
    }

    @Test
    void namesEachChangedChainValue() throws Exception {
        for (int i = 1; i < RECORDS; i++) {
            List<String> lines = export();
            String line = lines.get(i);
            char last = line.charAt(line.length() - 3);
            lines.set(i, line.substring(0, line.length() - 3) + (last == '0' ? '1' : '0') + "\"}");
            assertOnly(Kind.CHANGED, i, findings(lines));
        }
    }

    @Test
    void namesEachRecordThatWasMovedDoubledOrInserted() throws Exception {
        for (int i = 1; i < RECORDS; i++) {
            List<String> moved = export();
            moved.add(i, moved.remove(i + 1));
            List<AuditFinding> found = findings(moved);
            assertEquals(i, found.get(0).sequence(), found::toString);

            List<String> doubled = export();
            doubled.add(i, doubled.get(i));
            assertOnly(Kind.OUT_OF_ORDER, i, findings(doubled));
        }
        List<String> inserted = export();
        inserted.add(10, ExportLine.of(AuditRecord.of(card.read(10).get(0)), new ChainPoint(10, NONCE)));
        assertEquals(10, findings(inserted).get(0).sequence());
    }

    @Test
    void aForgedChainDoesNotLeadToTheHead() throws Exception {
        List<String> lines = export();
        ChainPoint point = ChainPoint.start(card.identity().deviceId(), 1);
        for (int i = 1; i <= RECORDS; i++) {
            byte[] bytes = card.read(i).get(0).toByteArray();
            bytes[40] ^= (byte) (i == 20 ? 1 : 0);
            AuditRecord record = AuditRecord.of(ByteString.of(bytes));
            point = point.append(record);
            lines.set(i, ExportLine.of(record, point));
        }
        assertOnly(Kind.HEAD_DIFFERS, RECORDS, findings(lines));
    }

    @Test
    void findsAWrongHeadAWrongNonceAndAForeignCard() throws Exception {
        RecordedCard other = RecordedCard.withRecords(RECORDS);
        List<String> lines = export();
        lines.set(RECORDS + 1, ExportLine.of(other.signHead(NONCE).statement()));
        assertFalse(findings(lines).isEmpty());

        List<String> foreign = export();
        List<AuditFinding> found = verify(foreign, other.identity().deviceKey()).findings();
        assertOnly(Kind.FOREIGN_DEVICE, 0, found);

        List<String> stale = export();
        stale.set(
                RECORDS + 1,
                ExportLine.of(card.signHead(RecordedCard.random(32)).statement()));
        assertOnly(Kind.NONCE, 0, findings(stale));
    }

    @Test
    void findsWhereAFileWasCutOff() throws Exception {
        List<String> lines = export();
        for (int i = 1; i <= RECORDS + 1; i++) {
            assertOnly(Kind.TRUNCATED, i - 1, findings(lines.subList(0, i)));
        }
        assertThrows(InvalidFileException.class, () -> findings(List.of()));
        List<String> longer = export();
        longer.add(longer.get(1));
        assertOnly(Kind.OUT_OF_ORDER, 0, findings(longer));
        String unended = String.join("\n", export());
        List<AuditFinding> found = verify(
                        unended.getBytes(StandardCharsets.ISO_8859_1),
                        card.identity().deviceKey())
                .findings();
        assertOnly(Kind.TRUNCATED, RECORDS, found);
    }

    @Test
    void anOlderHeadIsNoProofOfLaterRecords() throws Exception {
        SignedHead older = card.signHead(NONCE);
        card.addTakes(5);
        List<String> lines = export();
        lines.set(RECORDS + 6, ExportLine.of(older.statement()));
        assertOnly(Kind.HEAD_DIFFERS, RECORDS, findings(lines));
    }

    @Test
    void saysWhichRecordsTheExporterNeverRead() throws Exception {
        card.acknowledge(30, chainAt(30));
        List<String> lines = export();
        assertOnly(Kind.NEVER_READ, 1, findings(lines));
        assertTrue(lines.get(1).startsWith("{\"missingTo\":30,"), lines.get(1));
    }

    private ByteString chainAt(long sequence) throws Exception {
        ChainPoint point = ChainPoint.start(card.identity().deviceId(), 1);
        for (long i = 1; i <= sequence; i++) {
            point = point.append(AuditRecord.of(card.read(i).get(0)));
        }
        return point.chain();
    }

    @Test
    void linksAnInstanceToTheOneBeforeIt() throws Exception {
        AuditVerification older = verify(export(), card.identity().deviceKey());
        card.addTakes(3);
        RecordedCard.Successor successor = card.succeed();
        List<String> lines = export(successor.card(), Optional.of(successor.succession()));
        DeviceKey newKey = successor.card().identity().deviceKey();

        AuditVerification byNewKey = verify(lines, newKey);
        assertEquals(List.of(), byNewKey.findings());
        assertEquals(Trust.GIVEN, byNewKey.trust());
        assertEquals(OptionalLong.of(3), byNewKey.recordsSince(older));

        AuditVerification byOldKey = verify(lines, card.identity().deviceKey());
        assertEquals(List.of(), byOldKey.findings());
        assertEquals(Trust.SUCCEEDED, byOldKey.trust());

        AuditVerification unrelated =
                verify(lines, RecordedCard.withRecords(1).identity().deviceKey());
        assertOnly(Kind.FOREIGN_DEVICE, 0, unrelated.findings());
        List<String> without = new ArrayList<>(lines);
        without.remove(1);
        assertEquals(List.of(), verify(without, newKey).findings());
        assertEquals(OptionalLong.empty(), verify(without, newKey).recordsSince(older));
        List<String> wrong = export();
        wrong.add(1, lines.get(1));
        assertOnly(Kind.SUCCESSION, 0, findings(wrong));
    }

    @Test
    void nothingDamagedPassesAndNothingBreaksTheVerifier() throws Exception {
        RecordedCard small = RecordedCard.withRecords(3);
        RecordedCard.Successor successor = small.succeed();
        List<String> lines = export(successor.card(), Optional.of(successor.succession()));
        byte[] good = lines.stream()
                .map(line -> line + "\n")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.US_ASCII);
        DeviceKey oldKey = small.identity().deviceKey();
        assertTrue(verify(good, oldKey).isGood());
        List<byte[]> damaged = new ArrayList<>(Damage.someFlips(good));
        damaged.addAll(Damage.lengths(good));
        damaged.addAll(Damage.hostile(good, 5));
        for (byte[] bytes : damaged) {
            try {
                assertFalse(verify(bytes, oldKey).isGood(), () -> new String(bytes, StandardCharsets.ISO_8859_1));
            } catch (InvalidFileException expected) {
                assertEquals("KM-F1", expected.code());
            }
        }
    }

    @Test
    void anEndlessLineAndAnEndlessFileNeedNoMemory() throws Exception {
        DeviceKey key = card.identity().deviceKey();
        assertThrows(
                InvalidFileException.class,
                () -> AuditVerifier.verify(new Repeating("x", 1L << 40), key, Optional.empty()));
        List<String> lines = export();
        InputStream endless = new SequenceInputStream(
                new ByteArrayInputStream((lines.get(0) + "\n").getBytes(StandardCharsets.US_ASCII)),
                new Repeating(lines.get(1) + "\n", 20_000_000));
        assertFalse(AuditVerifier.verify(endless, key, Optional.empty()).isGood());
    }

    /** The same text again and again. */
    private static final class Repeating extends InputStream {
        private final byte[] text;
        private final long length;
        private long position;

        Repeating(String text, long length) {
            this.text = text.getBytes(StandardCharsets.US_ASCII);
            this.length = length;
        }

        @Override
        public int read() throws IOException {
            return position == length ? -1 : text[(int) (position++ % text.length)];
        }
    }
}
