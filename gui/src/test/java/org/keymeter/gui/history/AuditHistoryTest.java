package org.keymeter.gui.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keymeter.card.DeviceIdentity;
import org.keymeter.card.Folders;
import org.keymeter.card.audit.AuditArchive;
import org.keymeter.card.audit.LogContradictionException;
import org.keymeter.card.file.InvalidFileException;

class AuditHistoryTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @TempDir
    private Path folder;

    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private History history;
    private FabricatedLog log;

    @BeforeEach
    void open() throws Exception {
        history = History.open(Folders.under(folder), clock);
        log = new FabricatedLog(1, 100);
    }

    @AfterEach
    void close() {
        history.close();
    }

    private Fill follow(FabricatedLog of, long... ranges) throws Exception {
        try (AuditArchive archive = of.archive(folder.resolve("audit"), ranges)) {
            return history.audit().follow(archive);
        }
    }

    private AuditRows rows() throws HistoryException {
        return history.audit().find(AuditFilter.of(log.deviceId, 1), AuditOrder.OLDEST_FIRST);
    }

    private ChainState state() throws HistoryException {
        return history.audit().state(log.deviceId, 1).orElseThrow();
    }

    @Test
    void followsAnArchiveHoweverOftenAndWhereverItStopped() throws Exception {
        assertEquals(40, follow(log, 1, 40).added());
        assertEquals(0, follow(log, 1, 40).added());
        history.close();
        history = History.open(Folders.under(folder), clock);
        assertEquals(60, follow(log, 1, 100).added());
        AuditRows rows = rows();
        assertEquals(100, rows.size());
        assertEquals(log.point(100), state().last());
        List<AuditRow> page = rows.page(90, 50);
        assertEquals(10, page.size());
        assertEquals(
                new AuditEntry(log.deviceId, 1, log.record(91), log.point(91).chain(), NOW), page.get(0));
        assertEquals(
                List.of(new AuditHistory.LogName(log.deviceId, 1)),
                history.audit().logs());
    }

    @Test
    void showsWhatOthersAcknowledgedAsAGap() throws Exception {
        Fill fill = follow(log, 1, 10, 36, 50);
        assertEquals(25, fill.added());
        Gap gap = new Gap(log.deviceId, 1, 11, 35, log.point(35).chain(), NOW);
        assertEquals(List.of(gap), fill.gaps());
        assertEquals(25, gap.count());
        AuditRows rows = rows();
        assertEquals(26, rows.size());
        assertEquals(gap, rows.page(10, 1).get(0));
        assertEquals(10, rows.indexOf(log.deviceId, 1, 20).orElseThrow());
        assertEquals(11, rows.indexOf(log.deviceId, 1, 36).orElseThrow());
        assertTrue(rows.indexOf(log.deviceId, 1, 51).isEmpty());
        assertEquals(50, follow(log, 1, 10, 36, 100).added());
        assertEquals(List.of(gap), state().gaps());
    }

    @Test
    void raisesAnAlarmOnceForAnArchiveThatTookAnotherTurn() throws Exception {
        follow(log, 1, 40);
        FabricatedLog other = log.divergedAfter(30, 60);
        Fill fill = follow(other, 1, 60);
        assertEquals(0, fill.added());
        Alarm alarm = fill.alarm().orElseThrow();
        assertEquals(Alarm.Kind.RECORD_DIFFERS, alarm.kind());
        assertEquals(40, alarm.sequence());
        assertEquals(Optional.of(alarm), follow(other, 1, 60).alarm());
        assertEquals(List.of(alarm), history.audit().alarms());
        assertEquals(log.point(40), state().last(), "nothing was overwritten");

        try (AuditArchive archive = other.archive(folder.resolve("audit"), 1, 60)) {
            assertEquals(
                    31,
                    history.audit().compare(archive).alarm().orElseThrow().sequence(),
                    "the first record that differs");
        }
        assertEquals(2, state().unseenAlarms());
        history.audit().markSeen(alarm);
        assertEquals(1, state().unseenAlarms());
        assertEquals(Optional.of(NOW), history.audit().alarms().get(0).seen());
    }

    @Test
    void raisesAnAlarmForAnArchiveThatWasChanged() throws Exception {
        Path file = folder.resolve("audit").resolve(log.deviceId.toHex() + "-1.audit");
        FabricatedLog longer = new FabricatedLog(1, 400);
        longer.archive(folder.resolve("audit"), 1, 400).close();
        byte[] bytes = Files.readAllBytes(file);
        bytes[80 * 21 + 20] ^= 1;
        Files.write(file, bytes);
        try (AuditArchive archive = AuditArchive.open(folder.resolve("audit"), log.deviceId, 1)) {
            assertThrows(InvalidFileException.class, () -> history.audit().follow(archive));
        }
        Alarm alarm = history.audit().alarms().get(0);
        assertEquals(Alarm.Kind.ARCHIVE_CHANGED, alarm.kind());
        assertEquals(21, alarm.sequence());
        assertEquals(20, state().last().sequence(), "what is before it is kept");
    }

    @Test
    void saysHowFarTheCardSigned() throws Exception {
        assertTrue(history.audit().state(log.deviceId, 1).isEmpty());
        follow(log, 1, 40);
        assertTrue(state().verified().isEmpty());
        assertTrue(history.audit().keepHead(log.head(30), log.key).isEmpty());
        assertTrue(history.audit().keepHead(log.head(60), log.key).isEmpty());
        VerifiedHead verified = state().verified().orElseThrow();
        assertEquals(30, verified.head().last().sequence(), "60 is not here yet");
        assertEquals(3, verified.head().failures().wrongPins());
        assertEquals(log.key, verified.key());
        assertEquals(NOW, verified.verified());
        assertFalse(state().isWholeLogVerified());
        follow(log, 1, 60);
        assertTrue(state().isWholeLogVerified());
        FabricatedLog stranger = new FabricatedLog(1, 5);
        assertThrows(IllegalArgumentException.class, () -> history.audit().keepHead(stranger.head(5), log.key));
    }

    @Test
    void raisesAnAlarmForRecordsThatDoNotLeadToTheSignedHead() throws Exception {
        FabricatedLog other = log.divergedAfter(30, 60);
        follow(log, 1, 40);
        Alarm now = history.audit().keepHead(other.head(35), log.key).orElseThrow();
        assertEquals(Alarm.Kind.HEAD_DIFFERS, now.kind());
        history.audit().keepHead(other.head(50), log.key);
        Fill later = follow(log, 1, 60);
        assertEquals(50, later.alarm().orElseThrow().sequence());
        assertEquals(9, later.added());
        assertEquals(2, state().unseenAlarms());
    }

    @Test
    void findsWhatOtherProgramsArchived() throws Exception {
        ArchiveFolder archives = new ArchiveFolder(folder.resolve("audit"));
        assertEquals(List.of(), archives.list());
        log.archive(folder.resolve("audit"), 1, 40).close();
        Files.writeString(folder.resolve("audit").resolve("x-1.audit"), "no archive");
        assertEquals(List.of(new AuditHistory.LogName(log.deviceId, 1)), archives.list());
        assertEquals(
                40, archives.follow(history.audit(), archives.list().get(0)).added());
    }

    @Test
    void isFilledByTwoConsolesAtOnce() throws Exception {
        FabricatedLog longer = new FabricatedLog(9, 12_000);
        longer.archive(folder.resolve("audit"), 1, 12_000).close();
        ExecutorService consoles = Executors.newFixedThreadPool(2);
        try (History second = History.open(Folders.under(folder), clock)) {
            List<Future<Fill>> fills = new ArrayList<>();
            for (History each : List.of(history, second)) {
                fills.add(consoles.submit(() -> {
                    try (AuditArchive archive = AuditArchive.open(folder.resolve("audit"), longer.deviceId, 1)) {
                        return each.audit().follow(archive);
                    }
                }));
            }
            long added = 0;
            for (Future<Fill> fill : fills) {
                assertTrue(fill.get(1, TimeUnit.MINUTES).alarm().isEmpty());
                added += fill.get().added();
            }
            assertEquals(12_000, added);
            assertEquals(
                    12_000,
                    second.audit().find(AuditFilter.ALL, AuditOrder.READ_LAST).size());
        } finally {
            consoles.shutdown();
        }
    }

    @Test
    void keepsThatACardContradictedItsArchive() throws Exception {
        follow(log, 1, 40);
        DeviceIdentity card = new DeviceIdentity(log.deviceId, 1, log.key);
        try (LoggedCard real = new LoggedCard("first")) {
            Path audit = folder.resolve("real");
            DeviceIdentity identity = real.session().identity();
            FabricatedLog.archiveOf(identity.deviceId(), 40, audit);
            LogContradictionException contradiction = assertThrows(
                    LogContradictionException.class, () -> real.keeper(audit).run((reader, archive) -> reader.read()));
            Alarm alarm = history.audit().report(card, contradiction);
            assertEquals(Alarm.Kind.CARD_CONTRADICTS, alarm.kind());
            assertEquals(alarm, history.audit().report(card, contradiction));
            assertEquals(List.of(alarm), history.audit().alarms());
        }
    }
}
