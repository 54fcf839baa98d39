package org.keymeter.gui.history;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keymeter.card.Folders;
import org.keymeter.card.PublicStatus;
import org.keymeter.card.audit.AuditArchive;
import org.keymeter.gui.history.AuditHistory.LogName;

/** A history file spoilt at random either works or fails with its one error. */
class SpoiltHistoryTest {
    private static final int ROUNDS = 150;

    @TempDir
    private Path folder;

    private final FabricatedLog log;

    SpoiltHistoryTest() throws Exception {
        log = new FabricatedLog(4, 300);
    }

    private Folders folders() {
        return Folders.under(folder);
    }

    @Test
    void failsWithItsOneErrorOnly() throws Exception {
        byte[] good = fill();
        int damaged = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Random random = new Random(round);
            byte[] spoilt = good.clone();
            int count = 1 + random.nextInt(40);
            for (int i = 0; i < count; i++) {
                spoilt[random.nextInt(spoilt.length)] ^= (byte) (1 << random.nextInt(8));
            }
            Files.write(History.file(folders()), spoilt);
            try {
                use();
            } catch (HistoryException expected) {
                damaged++;
            } catch (RuntimeException other) {
                throw new AssertionError("round " + round, other);
            }
        }
        assertTrue(damaged > 0);
    }

    private byte[] fill() throws Exception {
        try (History history = History.open(folders(), Clock.systemUTC());
                AuditArchive archive = log.archive(folder.resolve("audit"), 1, 10, 21, 300);
                LoggedCard card = new LoggedCard("first")) {
            history.audit().follow(archive);
            history.audit().keepHead(log.head(200), log.key);
            history.audit().keepHead(log.divergedAfter(100, 300).head(250), log.key);
            history.cards().keep(card.look(Instant.now()));
            history.meters()
                    .keep(List.of(Sample.reported(log.deviceId, new PublicStatus.Meter(0, 5, 9), Instant.now())));
            history.notes().setLowMark(FabricatedLog.KEYS.get(0), OptionalLong.of(3));
        }
        return Files.readAllBytes(History.file(folders()));
    }

    private void use() throws Exception {
        try (History history = History.open(folders(), Clock.systemUTC())) {
            AuditRows rows = history.audit().find(AuditFilter.ALL, AuditOrder.READ_LAST);
            rows.page(0, rows.size());
            history.audit().alarms();
            for (LogName name : history.audit().logs()) {
                history.audit().state(name.deviceId(), name.instance());
            }
            history.cards().list();
            history.cards().keyLabels();
            history.meters().since(log.deviceId, 0, Instant.now().minus(Duration.ofDays(1)));
            history.meters().thin();
            history.notes().lowMark(FabricatedLog.KEYS.get(0));
        }
    }
}
