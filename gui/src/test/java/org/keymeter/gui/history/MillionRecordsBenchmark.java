package org.keymeter.gui.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keymeter.card.Folders;
import org.keymeter.card.audit.AuditArchive;
import org.keymeter.card.audit.AuditEvent;

/** Prints how long a history of a million records takes for what the audit page asks of it. Run by name alone: it is no test. */
@Tag("campaign")
class MillionRecordsBenchmark {
    private static final int LENGTH = 1_000_000;
    private static final int PAGE = 200;
    private static final int PAGES = 500;

    @TempDir
    private Path folder;

    private interface Step<T> {
        T run() throws Exception;
    }

    private static <T> T timed(String what, Step<T> step) throws Exception {
        long start = System.nanoTime();
        T result = step.run();
        System.out.printf("%-50s %9.1f ms%n", what, (System.nanoTime() - start) / 1e6);
        return result;
    }

    @Test
    void fillsAndFinds() throws Exception {
        FabricatedLog log = new FabricatedLog(7, LENGTH);
        try (History history = History.open(Folders.under(folder), Clock.systemUTC());
                AuditArchive archive = log.archive(folder.resolve("audit"), 1, LENGTH)) {
            Fill fill = timed("fill", () -> history.audit().follow(archive));
            assertEquals(LENGTH, fill.added());
            timed("follow, nothing new", () -> history.audit().follow(archive));
            timed("state", () -> history.audit().state(log.deviceId, 1));
            System.out.printf("file: %d MiB%n", Files.size(History.file(Folders.under(folder))) >> 20);
            AuditFilter all = AuditFilter.of(log.deviceId, 1);
            for (AuditOrder order : AuditOrder.values()) {
                timed("all, " + order, () -> history.audit().find(all, order));
            }
            filters(history, log, all);
            pages(history.audit().find(AuditFilter.ALL, AuditOrder.READ_LAST));
        }
    }

    private static void filters(History history, FabricatedLog log, AuditFilter all) throws Exception {
        count(history, "rare event", all.withEvents(Set.of(AuditEvent.GRANT_REDEEMED)));
        count(history, "common events", all.withEvents(Set.of(AuditEvent.USES_TAKEN, AuditEvent.USES_RETURNED)));
        count(history, "key", all.withKey(FabricatedLog.KEYS.get(1)));
        count(history, "key slot", all.withKeySlots(Set.of(1)));
        count(
                history,
                "key and rare event",
                all.withKey(FabricatedLog.KEYS.get(1)).withEvents(Set.of(AuditEvent.GRANT_REDEEMED)));
        count(history, "read time", all.withFirstRead(Optional.of(Instant.now().minusSeconds(3600)), Optional.empty()));
        count(history, "text, digits", all.withText(new AuditFilter.Text("beef", Set.of(), Set.of())));
        count(history, "text, a sequence", all.withText(new AuditFilter.Text("471100", Set.of(), Set.of())));
        count(
                history,
                "text, words",
                all.withText(new AuditFilter.Text("grant", Set.of(AuditEvent.GRANT_REDEEMED), Set.of())));
    }

    private static void count(History history, String what, AuditFilter filter) throws Exception {
        AuditRows rows = timed(what, () -> history.audit().find(filter, AuditOrder.NEWEST_FIRST));
        System.out.printf("    %d rows%n", rows.size());
        assertTrue(rows.size() <= LENGTH);
    }

    private static void pages(AuditRows rows) throws Exception {
        Random random = new Random(1);
        long[] taken = new long[PAGES];
        for (int i = 0; i < PAGES; i++) {
            int first = random.nextInt(LENGTH - PAGE);
            long start = System.nanoTime();
            assertEquals(PAGE, rows.page(first, PAGE).size());
            taken[i] = System.nanoTime() - start;
        }
        Arrays.sort(taken);
        System.out.printf(
                "page of %d anywhere: %.2f ms (median), %.2f ms (of 99 %%)%n",
                PAGE, taken[PAGES / 2] / 1e6, taken[PAGES * 99 / 100] / 1e6);
    }
}
