package org.keymeter.gui.history;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * When a meter runs out if it goes on as on the last days that spent. Refills do not count, nor do days off before the
 * first of those days; days off between them and since do.
 *
 * @param usesPerDay more than 0
 * @param left until nothing remains, counted from the time it was made
 */
public record Forecast(double usesPerDay, Duration left) {
    /** So many of the last days that spent make the rate. */
    private static final int DAYS = 5;

    private static final Duration MEMORY = Duration.ofDays(30);
    private static final Duration SHORTEST = Duration.ofDays(1);
    private static final int MILLISECONDS_A_DAY = 86_400_000;

    /** @param from when the meter was still higher; @param to when it was seen lower; @param uses may be negative */
    private record Spending(Instant from, Instant to, long uses) {}

    /**
     * @param samples of one slot, in their order; only those with the last one's key count
     * @param zone whose days they are
     * @return empty when there is too little to say: less than a day, less than two days that spent, or nothing for a month
     */
    public static Optional<Forecast> of(List<Sample> samples, Instant now, ZoneId zone) {
        List<Spending> spendings = spendings(samples, now);
        Set<LocalDate> days = new TreeSet<>();
        for (int i = spendings.size() - 1; i >= 0 && days.size() < DAYS; i--) {
            if (spendings.get(i).uses > 0) {
                days.add(day(spendings.get(i).to, zone));
            }
        }
        if (days.size() < 2) {
            return Optional.empty();
        }
        LocalDate first = days.iterator().next();
        List<Spending> counted = spendings.stream()
                .filter(spending -> !day(spending.to, zone).isBefore(first))
                .toList();
        long uses = counted.stream().mapToLong(Spending::uses).sum();
        Duration taken = Duration.between(counted.get(0).from, now);
        if (uses <= 0 || taken.compareTo(SHORTEST) < 0) {
            return Optional.empty();
        }
        double rate = uses * (double) MILLISECONDS_A_DAY / taken.toMillis();
        long remaining = samples.get(samples.size() - 1).remaining();
        return Optional.of(new Forecast(rate, Duration.ofMillis((long) (remaining / rate * MILLISECONDS_A_DAY))));
    }

    private static LocalDate day(Instant time, ZoneId zone) {
        return time.atZone(zone).toLocalDate();
    }

    private static List<Spending> spendings(List<Sample> samples, Instant now) {
        List<Spending> spendings = new ArrayList<>();
        for (int i = 1; i < samples.size(); i++) {
            Sample before = samples.get(i - 1);
            Sample after = samples.get(i);
            if (!isSameKey(before, samples.get(samples.size() - 1))
                    || !isSameKey(after, samples.get(samples.size() - 1))
                    || after.time().isBefore(now.minus(MEMORY))) {
                continue;
            }
            long uses = uses(before, after, spendings);
            if (uses != 0) {
                spendings.add(new Spending(before.seen(), after.time(), uses));
            }
        }
        return spendings;
    }

    private static boolean isSameKey(Sample sample, Sample last) {
        return sample.identity().isEmpty()
                || last.identity().isEmpty()
                || sample.identity().equals(last.identity());
    }

    /** What was spent between two samples; negative when a lease returned what it did not use. */
    private static long uses(Sample before, Sample after, List<Spending> earlier) {
        if (before.spentEver().isPresent() && after.spentEver().isPresent()) {
            return after.spentEver().getAsLong() - before.spentEver().getAsLong();
        }
        long uses = before.remaining() - after.remaining();
        long lastTaken = earlier.isEmpty() ? 0 : earlier.get(earlier.size() - 1).uses;
        boolean isRefill = uses < 0 && -uses >= lastTaken;
        return isRefill ? 0 : uses;
    }
}
