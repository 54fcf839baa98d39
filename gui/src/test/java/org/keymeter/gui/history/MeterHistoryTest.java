package org.keymeter.gui.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keymeter.card.ByteString;
import org.keymeter.card.Folders;
import org.keymeter.card.PublicStatus;

class MeterHistoryTest {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final ByteString DEVICE = ByteString.ofHex("aa".repeat(16));
    private static final ByteString KEY = ByteString.ofHex("bb".repeat(16));

    @TempDir
    private Path folder;

    private History history;

    @BeforeEach
    void open() throws Exception {
        history = History.open(Folders.under(folder), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @AfterEach
    void close() {
        history.close();
    }

    private static Sample reported(Instant time, long remaining) {
        return Sample.reported(DEVICE, new PublicStatus.Meter(3, remaining, 200), time);
    }

    private static Sample verified(Instant time, long remaining) {
        return new Sample(
                DEVICE,
                3,
                Optional.of(KEY),
                time,
                time,
                remaining,
                200,
                OptionalLong.of(1000 - remaining),
                Sample.Source.VERIFIED);
    }

    private List<Sample> all() throws HistoryException {
        return history.meters().since(DEVICE, 3, Instant.EPOCH);
    }

    @Test
    void keepsOnlyChanges() throws Exception {
        Instant later = NOW.plusSeconds(3600);
        history.meters().keep(List.of(reported(NOW, 50), reported(NOW.plusSeconds(2), 50)));
        assertEquals(List.of(reported(NOW, 50)), all());
        history.meters().keep(List.of(reported(later, 50)));
        assertEquals(later, all().get(0).seen(), "it still held");
        history.meters().keep(List.of(verified(later.plusSeconds(1), 50)));
        history.meters().keep(List.of(reported(later.plusSeconds(2), 50)));
        assertEquals(2, all().size(), "now it is proven, and stays so");
        history.meters().keep(List.of(reported(later.plusSeconds(3), 49)));
        assertEquals(49, history.meters().last(DEVICE, 3).orElseThrow().remaining());
        assertEquals(verified(later.plusSeconds(1), 50), all().get(1));
        assertEquals(1, history.meters().since(DEVICE, 3, later.plusSeconds(2)).size());
        assertEquals(Optional.empty(), history.meters().last(DEVICE, 4));
    }

    @Test
    void thinsWhatIsOld() throws Exception {
        List<Sample> samples = new ArrayList<>();
        for (int age : List.of(400, 399, 40, 2)) {
            for (int tenMinutes = 0; tenMinutes < 12 * 6; tenMinutes++) {
                Instant time = NOW.minus(Duration.ofDays(age)).plus(Duration.ofMinutes(10L * tenMinutes));
                samples.add(reported(time, samples.size()));
            }
        }
        history.meters().keep(samples);
        assertEquals(4 * 72, all().size());
        assertEquals(2 * 71 + 60, history.meters().thin());
        assertEquals(0, history.meters().thin());
        List<Sample> left = all();
        assertEquals(1 + 1 + 12 + 72, left.size());
        assertEquals(71, left.get(0).remaining(), "the last of its day");
        assertEquals(2 * 72 + 5, left.get(2).remaining(), "the last of its hour");
    }
}
