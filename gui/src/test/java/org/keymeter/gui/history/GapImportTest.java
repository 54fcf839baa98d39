package org.keymeter.gui.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keymeter.card.Folders;
import org.keymeter.card.audit.AuditArchive;
import org.keymeter.card.audit.AuditVerification;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.gui.history.Imported.Verdict;

class GapImportTest {
    @TempDir
    private Path folder;

    private History history;
    private FabricatedLog log;

    /** Records 1 to 10 and 36 to 50 are here. */
    @BeforeEach
    void open() throws Exception {
        history = History.open(Folders.under(folder), Clock.systemUTC());
        log = new FabricatedLog(2, 100);
        follow(1, 10, 36, 50);
    }

    @AfterEach
    void close() {
        history.close();
    }

    private void follow(long... ranges) throws Exception {
        try (AuditArchive archive = log.archive(folder.resolve("audit"), ranges)) {
            assertTrue(history.audit().follow(archive).alarm().isEmpty());
        }
    }

    private Imported take(byte[] export) throws Exception {
        return history.audit().importExport(new ByteArrayInputStream(export), log.key);
    }

    private Imported take(FabricatedLog of, long... ranges) throws Exception {
        return take(of.export(folder.resolve("elsewhere"), ranges));
    }

    /** First and last of each gap. */
    private List<Long> gaps() throws HistoryException {
        List<Long> borders = new ArrayList<>();
        for (Gap gap : history.audit().state(log.deviceId, 1).orElseThrow().gaps()) {
            borders.add(gap.first());
            borders.add(gap.sequence());
            assertEquals(log.point(gap.sequence()).chain(), gap.chain());
        }
        return borders;
    }

    private int size() throws HistoryException {
        return history.audit()
                .find(AuditFilter.of(log.deviceId, 1), AuditOrder.OLDEST_FIRST)
                .size();
    }

    @Test
    void closesAGapWithTheOtherExport() throws Exception {
        Imported imported = take(log, 1, 45);
        assertEquals(Verdict.TAKEN, imported.verdict());
        assertEquals(25, imported.added());
        assertEquals(List.of(), imported.gaps());
        assertEquals(50, size());
        assertEquals(
                45,
                history.audit()
                        .state(log.deviceId, 1)
                        .orElseThrow()
                        .verified()
                        .orElseThrow()
                        .head()
                        .last()
                        .sequence());
        assertEquals(0, take(log, 1, 45).added(), "twice is harmless");
        follow(1, 10, 36, 60);
        assertEquals(List.of(), gaps(), "the archive's note opens no gap again");
        assertEquals(60, size());
    }

    @Test
    void closesWhatTheSignedHeadProves() throws Exception {
        assertEquals(10, take(log, 1, 20).added());
        assertEquals(List.of(21L, 35L), gaps());
        assertEquals(3, take(log, 1, 5, 30, 32).added(), "from the middle: the head proves them");
        assertEquals(List.of(21L, 29L, 33L, 35L), gaps());
        assertEquals(12, take(log, 1, 60).added());
        assertEquals(List.of(), gaps());
        assertEquals(50, size(), "what is beyond the last known record comes from the card");
    }

    @Test
    void closesTheEndThatLeadsToTheKnownChain() throws Exception {
        assertEquals(6, take(log, 1, 5, 30, 40).added());
        assertEquals(List.of(11L, 29L), gaps());
    }

    @Test
    void takesNoRecordsThatLeadToNothingKnown() throws Exception {
        FabricatedLog forged = log.forgedBetween(11, 20);
        Imported imported = take(forged, 1, 20, 41, 60);
        assertEquals(Verdict.TAKEN, imported.verdict());
        assertEquals(0, imported.added());
        assertEquals(List.of(11L, 35L), gaps());
        assertEquals(26, size());
        assertEquals(20, take(log, 1, 30).added());
    }

    @Test
    void refusesWhatIsNotVerified() throws Exception {
        byte[] export = log.export(folder.resolve("elsewhere"), 1, 45);
        String text = new String(export, StandardCharsets.US_ASCII);
        int record20 = text.indexOf("{\"record\":\"00000014");
        byte[] changed = export.clone();
        changed[record20 + 60] = (byte) (changed[record20 + 60] == '0' ? '1' : '0');
        Imported imported = take(changed);
        assertEquals(Verdict.NOT_VERIFIED, imported.verdict());
        assertFalse(imported.verification().isGood());
        byte[] cut = text.substring(0, text.lastIndexOf("{\"head\"")).getBytes(StandardCharsets.US_ASCII);
        assertEquals(Verdict.NOT_VERIFIED, take(cut).verdict());
        byte[] doubled =
                text.replaceFirst("(\\{\"record\":\"00000014[^\n]*\n)", "$1$1").getBytes(StandardCharsets.US_ASCII);
        assertEquals(Verdict.NOT_VERIFIED, take(doubled).verdict());
        FabricatedLog stranger = new FabricatedLog(2, 45);
        Imported foreign = take(stranger.export(folder.resolve("elsewhere"), 1, 45));
        assertEquals(Verdict.NOT_VERIFIED, foreign.verdict());
        assertEquals(AuditVerification.Trust.NONE, foreign.verification().trust());
        assertThrows(InvalidFileException.class, () -> take("no export\n".getBytes(StandardCharsets.US_ASCII)));
        assertEquals(List.of(11L, 35L), gaps());
        assertEquals(26, size());
        assertEquals(List.of(), history.audit().alarms());
    }

    @Test
    void refusesALogThatIsUnknownHere() throws Exception {
        FabricatedLog other = new FabricatedLog(3, 20);
        byte[] export = other.export(folder.resolve("elsewhere"), 1, 20);
        Imported imported = history.audit().importExport(new ByteArrayInputStream(export), other.key);
        assertEquals(Verdict.FOREIGN, imported.verdict());
    }

    @Test
    void raisesAnAlarmForASignedExportThatContradicts() throws Exception {
        Imported imported = take(log.divergedAfter(20, 45), 1, 45);
        assertEquals(Verdict.CONTRADICTS, imported.verdict());
        Alarm alarm = imported.alarm().orElseThrow();
        assertEquals(Alarm.Kind.EXPORT_CONTRADICTS, alarm.kind());
        assertEquals(35, alarm.sequence(), "where the gap ends otherwise");
        assertEquals(List.of(11L, 35L), gaps());
        assertEquals(26, size());
        assertEquals(List.of(alarm), history.audit().alarms());
    }
}
