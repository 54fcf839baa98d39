package org.keymeter.simulator.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.keymeter.simulator.InstallationException;

/** Runs episodes until so many APDUs were sent, or one finds a violation; then it looks for a short way to it. */
final class Fuzzer {
    private static final int STEPS = 4_000;
    private static final int ATTEMPTS = 80;
    private static final int PATIENCE_MINUTES = 10;
    private static final int TRANSCRIPT = 40;

    private final Contract contract = new Contract();
    private final FuzzedCard.Fault fault;
    private final long seed;

    Fuzzer(long seed, FuzzedCard.Fault fault) {
        this.seed = seed;
        this.fault = fault;
    }

    /**
     * What came of a run.
     *
     * @param apdus how many were sent
     */
    record Outcome(long apdus, int episodes, Optional<Finding> finding) {}

    /**
     * @param episode which of the run
     * @param steps seeds of the steps that lead to it
     */
    record Finding(Violation violation, int episode, List<Long> steps, String transcript) {
        @Override
        public String toString() {
            return violation.getMessage() + "\nepisode " + episode + ", " + steps.size() + " steps:\n" + transcript;
        }
    }

    Outcome run(long most) {
        long apdus = 0;
        int number = 0;
        while (apdus < most) {
            List<Long> steps = seeds(number);
            Attempt attempt = attempt(number, steps);
            apdus += attempt.apdus;
            if (attempt.violation != null) {
                return new Outcome(apdus, number + 1, Optional.of(shrink(number, steps, attempt)));
            }
            number++;
        }
        return new Outcome(apdus, number, Optional.empty());
    }

    private List<Long> seeds(int episode) {
        // A generator whose successive seeds give unrelated numbers, unlike SplittableRandom's, which step through each
        // other.
        java.util.Random source = new java.util.Random(31 * seed + episode);
        List<Long> seeds = new ArrayList<>(STEPS);
        for (int i = 0; i < STEPS; i++) {
            seeds.add(source.nextLong());
        }
        return seeds;
    }

    private record Attempt(int apdus, int steps, Violation violation, String transcript) {}

    /** Runs an episode in a thread of its own, so that a card that never answers is a finding and no endless test. */
    private Attempt attempt(int number, List<Long> steps) {
        FutureTask<Attempt> task = new FutureTask<>(() -> live(number, steps));
        Thread thread = new Thread(task, "episode " + number);
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(PATIENCE_MINUTES, TimeUnit.MINUTES);
        } catch (TimeoutException e) {
            return new Attempt(0, steps.size(), new Violation("P8 hang", "no end of episode " + number), "");
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Attempt live(int number, List<Long> steps) throws InstallationException {
        try (FuzzedCard card = new FuzzedCard(fault);
                Episode episode = new Episode(contract, card, Traits.of(number))) {
            int done = 0;
            try {
                for (long step : steps) {
                    done++;
                    episode.step(step);
                }
                episode.finish();
                return new Attempt(episode.apdus(), done, null, "");
            } catch (Violation violation) {
                return new Attempt(episode.apdus(), done, violation, episode.transcript(TRANSCRIPT));
            }
        }
    }

    /** Leaves out steps, in ever smaller runs of them, as long as the same rule is broken. */
    private Finding shrink(int number, List<Long> steps, Attempt found) {
        List<Long> best = steps.subList(0, found.steps);
        Attempt last = found;
        int attempts = 0;
        for (int size = Math.max(1, best.size() / 2); size >= 1; size /= 2) {
            for (int at = 0; at + size <= best.size() && attempts < ATTEMPTS; attempts++) {
                List<Long> fewer = new ArrayList<>(best.subList(0, at));
                fewer.addAll(best.subList(at + size, best.size()));
                Attempt attempt = attempt(number, fewer);
                if (attempt.violation != null && attempt.violation.rule().equals(found.violation.rule())) {
                    best = fewer.subList(0, attempt.steps);
                    last = attempt;
                } else {
                    at += size;
                }
            }
        }
        return new Finding(last.violation, number, List.copyOf(best), last.transcript);
    }
}
