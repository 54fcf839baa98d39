package org.keymeter.gui.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.keymeter.card.ByteString;

class ForecastTest {
    /** A Monday. */
    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

    private static final ByteString DEVICE = ByteString.ofHex("aa".repeat(16));
    private static final ZoneId ZONE = ZoneOffset.UTC;
    private final List<Sample> samples = new ArrayList<>();

    private static Instant after(double days) {
        return START.plus(Duration.ofMinutes(Math.round(days * 24 * 60)));
    }

    private void add(double days, long remaining) {
        add(days, remaining, Optional.empty(), OptionalLong.empty());
    }

    private void add(double days, long remaining, Optional<ByteString> key, OptionalLong spent) {
        Instant time = after(days);
        samples.add(new Sample(DEVICE, 0, key, time, time, remaining, 1000, spent, Sample.Source.REPORTED));
    }

    private Optional<Forecast> at(double days) {
        return Forecast.of(samples, after(days), ZONE);
    }

    private void assertForecast(double days, double rate, double left) {
        Forecast forecast = at(days).orElseThrow();
        assertEquals(rate, forecast.usesPerDay(), 0.01);
        assertEquals(left, forecast.left().toMinutes() / 1440.0, 0.01);
    }

    @Test
    void followsASteadyRate() {
        for (int day = 0; day <= 4; day++) {
            add(day, 500 - 50L * day);
        }
        assertForecast(4, 50, 6);
        assertForecast(5, 40, 7.5);
    }

    @Test
    void saysNothingFromTooLittle() {
        assertTrue(at(0).isEmpty(), "no sample");
        add(0, 500);
        assertTrue(at(1).isEmpty(), "one sample");
        add(0.1, 450);
        add(0.2, 400);
        assertTrue(at(0.3).isEmpty(), "one day");
        add(1, 400);
        assertTrue(at(1.1).isEmpty(), "one day that spent");
        add(1.2, 350);
        assertTrue(at(1.2).isPresent());
        assertTrue(at(40).isEmpty(), "long ago");
    }

    @Test
    void takesRefillsForWhatTheyAre() {
        add(0, 100);
        add(1, 50);
        add(1.1, 200);
        add(2, 150);
        add(3, 100);
        add(3.01, 1000);
        assertForecast(3.01, 150 / 3.01, 1000 / (150 / 3.01));
    }

    @Test
    void takesAReturnedLeaseBack() {
        add(0, 500);
        for (int day = 1; day <= 3; day++) {
            long before = 500 - 10L * (day - 1);
            add(day, before - 100);
            add(day + 0.01, before - 10);
        }
        assertForecast(3.01, 30 / 3.01, 470 / (30 / 3.01));
    }

    @Test
    void believesTheCardsOwnCount() {
        for (int day = 0; day <= 3; day++) {
            add(day, 200, Optional.empty(), OptionalLong.of(100L * day));
        }
        assertForecast(3, 100, 2);
    }

    @Test
    void leavesOutLongAgoAndOtherKeys() {
        Optional<ByteString> old = Optional.of(ByteString.ofHex("01".repeat(16)));
        Optional<ByteString> now = Optional.of(ByteString.ofHex("02".repeat(16)));
        add(0, 900, old, OptionalLong.empty());
        add(1, 100, old, OptionalLong.empty());
        add(2, 400, now, OptionalLong.empty());
        add(3, 390, now, OptionalLong.empty());
        add(4, 380, now, OptionalLong.empty());
        assertForecast(4, 10, 38);
    }

    @Test
    void countsDaysOffAmongTheLastFiveThatSpent() {
        long remaining = 1000;
        add(0, remaining);
        for (int day = 1; day <= 12; day++) {
            boolean isWeekend = day % 7 >= 5;
            remaining -= isWeekend ? 0 : 70;
            add(day, remaining);
        }
        assertForecast(12, 350 / 6.0, remaining / (350 / 6.0));
    }

    @Test
    void hasNothingLeftAtZero() {
        add(0, 100);
        add(1, 50);
        add(2, 0);
        assertEquals(Duration.ZERO, at(2).orElseThrow().left());
    }
}
