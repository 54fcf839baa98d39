package org.keymeter.gui.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keymeter.card.ByteString;
import org.keymeter.card.Folders;
import org.keymeter.card.audit.AuditArchive;
import org.keymeter.card.audit.AuditEvent;
import org.keymeter.card.audit.AuditRecord;

/** Every filter against the plain sieve over 20,000 records of one card and a few of another. */
class AuditFilterTest {
    private static final Instant FIRST = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant SECOND = FIRST.plus(Duration.ofDays(1));
    private static final int LENGTH = 20_000;
    private static final int FIRST_LENGTH = 15_000;

    @TempDir
    private static Path folder;

    private static FabricatedLog log;
    private static FabricatedLog other;
    private static History history;

    @BeforeAll
    static void fill() throws Exception {
        log = new FabricatedLog(5, LENGTH);
        other = new FabricatedLog(6, 50);
        fill(FIRST, log, FIRST_LENGTH);
        fill(FIRST, other, 50);
        fill(SECOND, log, LENGTH);
        history = History.open(Folders.under(folder), Clock.systemUTC());
    }

    private static void fill(Instant now, FabricatedLog of, int length) throws Exception {
        try (History then = History.open(Folders.under(folder), Clock.fixed(now, ZoneOffset.UTC));
                AuditArchive archive = of.archive(folder.resolve("audit"), 1, 10, 21, length)) {
            then.audit().follow(archive);
        }
    }

    @AfterAll
    static void close() {
        history.close();
    }

    private static AuditFilter all() {
        return AuditFilter.of(log.deviceId, 1);
    }

    private static List<Long> found(AuditFilter filter, AuditOrder order) throws HistoryException {
        AuditRows rows = history.audit().find(filter, order);
        List<Long> sequences = new ArrayList<>();
        for (int first = 0; first < rows.size(); first += 200) {
            rows.page(first, 200).forEach(row -> sequences.add(row.sequence()));
        }
        assertEquals(rows.size(), sequences.size());
        return sequences;
    }

    private static void assertFinds(AuditFilter filter, Predicate<AuditRecord> wanted) throws HistoryException {
        List<Long> expected = new ArrayList<>();
        for (long i = 1; i <= LENGTH; i++) {
            if ((i <= 10 || i > 20) && wanted.test(log.record(i))) {
                expected.add(i);
            }
        }
        assertTrue(!expected.isEmpty());
        assertEquals(expected, found(filter, AuditOrder.OLDEST_FIRST));
    }

    private static AuditFilter.Text text(String typed) {
        return new AuditFilter.Text(typed, Set.of(), Set.of());
    }

    private static boolean isOfAnchor(AuditRecord record) {
        return record.event().orElseThrow() == AuditEvent.ANCHOR_IMPORTED;
    }

    @Test
    void findsByKey() throws Exception {
        assertFinds(all().withKeySlots(Set.of(1, 2)), r -> r.slot() != 0 && !isOfAnchor(r));
        assertFinds(
                all().withKey(FabricatedLog.KEYS.get(1)),
                r -> r.slot() == 1 && !isOfAnchor(r) && r.event().orElseThrow() != AuditEvent.LOG_ACKNOWLEDGED);
        assertEquals(List.of(), found(all().withKey(ByteString.ofHex("00".repeat(16))), AuditOrder.OLDEST_FIRST));
    }

    @Test
    void findsByEvent() throws Exception {
        Set<AuditEvent> events = Set.of(AuditEvent.GRANT_REDEEMED, AuditEvent.LOG_ACKNOWLEDGED);
        assertFinds(all().withEvents(events), r -> events.contains(r.event().orElseThrow()));
        assertFinds(
                all().withEvents(events).withKeySlots(Set.of(0)),
                r -> events.contains(r.event().orElseThrow()) && r.slot() == 0);
    }

    @Test
    void findsByWhenItWasRead() throws Exception {
        assertFinds(all().withFirstRead(Optional.of(SECOND), Optional.empty()), r -> r.sequence() > FIRST_LENGTH);
        List<Long> before = found(all().withFirstRead(Optional.empty(), Optional.of(SECOND)), AuditOrder.OLDEST_FIRST);
        assertEquals(FIRST_LENGTH - 9, before.size(), "ten records missing, one gap shown");
    }

    @Test
    void findsByWhatWasTyped() throws Exception {
        assertFinds(
                all().withText(text("4711")),
                r -> r.sequence() == 4711 || r.bytes().toHex().contains("4711"));
        assertFinds(all().withText(text("2222 22:22")), r -> r.bytes().toHex().contains("22222222"));
        AuditFilter.Text words = new AuditFilter.Text("anchor", Set.of(AuditEvent.ANCHOR_IMPORTED), Set.of(0x81));
        assertFinds(all().withText(words), AuditFilterTest::isOfAnchor);
        assertEquals(List.of(), found(all().withText(text("' OR 1=1 --")), AuditOrder.OLDEST_FIRST));
        assertEquals(List.of(), found(all().withText(text("%")), AuditOrder.OLDEST_FIRST));
        assertEquals(List.of(), found(all().withText(text("")), AuditOrder.OLDEST_FIRST));
    }

    @Test
    void sortsAndShowsAllCards() throws Exception {
        List<Long> oldest = found(all(), AuditOrder.OLDEST_FIRST);
        assertEquals(LENGTH - 9, oldest.size());
        assertEquals(20, oldest.get(10), "the gap, by its end");
        List<Long> newest = new ArrayList<>(oldest);
        Collections.reverse(newest);
        assertEquals(newest, found(all(), AuditOrder.NEWEST_FIRST));
        assertEquals(oldest, found(all(), AuditOrder.READ_FIRST));
        assertEquals(newest, found(all(), AuditOrder.READ_LAST));
        List<Long> both = found(AuditFilter.ALL, AuditOrder.READ_FIRST);
        assertEquals(LENGTH - 9 + 41, both.size());
        assertEquals(LENGTH, both.get(both.size() - 1));
        assertEquals(
                41,
                found(AuditFilter.of(other.deviceId, 1), AuditOrder.NEWEST_FIRST)
                        .size());
        assertEquals(List.of(), found(AuditFilter.of(other.deviceId, 2), AuditOrder.NEWEST_FIRST));
    }
}
