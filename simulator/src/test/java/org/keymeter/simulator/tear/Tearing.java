package org.keymeter.simulator.tear;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.keymeter.card.CardSession;
import org.keymeter.card.Failures;
import org.keymeter.card.KeyInfo;
import org.keymeter.simulator.TornCard;
import org.keymeter.simulator.silicon.PowerCut;
import org.keymeter.simulator.tear.CardState.Tries;

/**
 * Cuts the power before each persistent write of a scenario's command, again before each write of the recovery, and again
 * before each write of that one's recovery; holds what is left to the states before and after the command (P6) and to the
 * {@link Promises}.
 */
final class Tearing {
    /** Ways to tear each write that can be torn. */
    private static final int SEEDS = 5;

    private final Stage stage;
    private final TornCard card;
    private final Scenario scenario;
    private final List<String> violations = new ArrayList<>();
    private final List<CardState> allowed = new ArrayList<>();
    /** By digest, so that each is looked at once. */
    private final Map<String, Seen> looked = new LinkedHashMap<>();
    /** Digests and seeds of those whose recovery was cut. */
    private final Set<String> recovered = new HashSet<>();
    /** Distinct memories that a cut of the command left. */
    private final Map<String, byte[]> left = new LinkedHashMap<>();

    private Promises promises;
    private Set<Byte> instructions = Set.of();
    /** Before the command, and after each whole that it may stop at. */
    private final List<Tries> tries = new ArrayList<>();

    private Tries triesAfter;
    private int points;
    private long writes;
    private int commitBuffer;

    /**
     * @param points cuts that were made
     * @param states distinct memories that they left
     * @param writes of the command
     * @param commitBuffer most bytes of it that one of its transactions took
     * @param instructions of what was sent
     * @param left distinct memories that the cuts of the command itself left
     */
    record Result(
            Scenario scenario,
            long writes,
            int points,
            int states,
            int commitBuffer,
            Set<Byte> instructions,
            List<String> violations,
            Collection<byte[]> left) {}

    private Tearing(Scenario scenario) {
        this.stage = scenario.stage();
        this.card = stage.card();
        this.scenario = scenario;
    }

    static Result run(Scenario scenario) throws Exception {
        Tearing tearing = new Tearing(scenario);
        tearing.learn();
        for (long write = 1; write <= tearing.writes; write++) {
            boolean isTorn = true;
            for (long seed = 0; isTorn && seed < SEEDS; seed++) {
                isTorn = tearing.cut(write, seed);
            }
        }
        return tearing.result();
    }

    private Result result() {
        return new Result(
                scenario, writes, points, looked.size(), commitBuffer, instructions, violations, left.values());
    }

    /** Finds out what the card may be left as, and how many writes there are. */
    private void learn() throws Exception {
        CardSession held = ready(Step.NOTHING);
        long uses = leased(held);
        card.reset();
        byte[] image = card.image();
        Seen before = Inspection.of(stage);
        promises = new Promises(before, uses, scenario.step().shown());
        allowed.add(before.state());
        tries.add(before.tries());
        for (Step step : scenario.between()) {
            ready(step);
            card.reset();
            Seen stop = Inspection.of(stage);
            allowed.add(stop.state());
            tries.add(stop.tries());
        }
        CardSession session = ready(Step.NOTHING);
        stage.blobs().takeResults();
        card.supply().count();
        card.memory().takeMostCommitted();
        card.takeInstructions();
        scenario.step().run(session);
        writes = card.supply().writes();
        commitBuffer = card.memory().takeMostCommitted();
        instructions = card.takeInstructions();
        int results = stage.blobs().takeResults();
        card.reset();
        byte[] after = card.image();
        Seen seen = Inspection.of(stage);
        triesAfter = seen.tries();
        allowed.add(seen.state());
        judge(seen, results, after, "uncut");
        judgeTriesAfterAll(seen);
        judge(before, 0, image, "not begun");
    }

    private void judgeTriesAfterAll(Seen seen) {
        try {
            promises.checkTriesAfterAll(seen);
        } catch (BrokenPromise broken) {
            violations.add("uncut: " + broken.getMessage());
        }
    }

    private static long leased(CardSession session) throws Exception {
        boolean isInitialized = session.device().read().state() != org.keymeter.card.CardState.INSTALLED;
        return isInitialized
                ? session.keys().readAll().stream()
                        .mapToLong(KeyInfo::openLease)
                        .sum()
                : 0;
    }

    private CardSession ready(Step step) throws Exception {
        card.restore(scenario.image());
        CardSession session = stage.open();
        scenario.setUp().then(step).run(session);
        return session;
    }

    /** @return whether another seed may leave something else */
    private boolean cut(long write, long seed) throws Exception {
        CardSession session = ready(Step.NOTHING);
        stage.blobs().takeResults();
        card.supply().cutBefore(write, seed);
        String where = scenario + ", write " + write + " of " + writes + ", seed " + seed;
        try {
            scenario.step().run(session);
            violations.add(where + ": was not cut");
            return false;
        } catch (PowerCut expected) {
            if (card.sent() != 0) {
                violations.add(where + ": " + card.sent() + " bytes of an answer left before");
            }
        }
        boolean isTorn = card.supply().wasTorn();
        int results = stage.blobs().takeResults();
        card.reset();
        byte[] image = card.image();
        String digest = MemoryDigest.of(card, image);
        left.putIfAbsent(digest, image);
        check(image, digest, results, where);
        cutRecovery(image, digest, where, seed, scenario.recoveries());
        return isTorn;
    }

    /** SELECT is where the applet makes good what a cut left undone. */
    private void cutRecovery(byte[] image, String digest, String where, long seed, int more) throws Exception {
        if (more == 0 || !recovered.add(digest + seed)) {
            return;
        }
        card.restore(image);
        card.supply().count();
        CardSession.open(card.connect());
        for (long again = 1, most = card.supply().writes(); again <= most; again++) {
            card.restore(image);
            card.supply().cutBefore(again, seed);
            String there = where + ", again at write " + again + " of the recovery";
            try {
                CardSession.open(card.connect());
                violations.add(there + ": was not cut");
            } catch (PowerCut expected) {
                card.reset();
            }
            byte[] next = card.image();
            String nextDigest = MemoryDigest.of(card, next);
            check(next, nextDigest, 0, there);
            cutRecovery(next, nextDigest, there, seed, more - 1);
        }
    }

    private void check(byte[] image, String digest, int results, String where) {
        points++;
        if (looked.containsKey(digest)) {
            checkPaid(looked.get(digest), results, where);
            return;
        }
        try {
            card.restore(image);
            Seen seen = Inspection.of(stage);
            looked.put(digest, seen);
            if (!isAllowed(seen.state(), seen.tries())) {
                violations.add(where + ": " + seen.state());
            }
            judge(seen, results, image, where);
        } catch (Exception | PowerCut e) {
            looked.putIfAbsent(digest, null);
            violations.add(where + ": " + e);
        }
    }

    private void checkPaid(Seen seen, int results, String where) {
        try {
            if (seen != null) {
                promises.checkPaid(seen, results);
            }
        } catch (BrokenPromise broken) {
            violations.add(where + ": " + broken.getMessage());
        }
    }

    private void judge(Seen seen, int results, byte[] image, String where) throws Exception {
        checkPaid(seen, results, where);
        try {
            promises.check(seen);
            promises.checkTries(seen);
            for (Aftermath aftermath : scenario.aftermath()) {
                aftermath.check(stage, image, promises.before(), seen);
            }
        } catch (BrokenPromise broken) {
            violations.add(where + ": " + broken.getMessage());
        }
    }

    /** Failure counters are counted by themselves, before or after the rest. */
    private boolean isAllowed(CardState state, Tries left) {
        Failures counted = state.failures();
        return (left.equals(triesAfter) || tries.stream().anyMatch(whole -> isAllowed(left, whole)))
                && allowed.stream().map(CardState::failures).anyMatch(counted::equals)
                && allowed.stream()
                        .map(other -> other.withFailures(counted).with(left))
                        .anyMatch(state::equals);
    }

    /** One try may be spent on top, as it is before the card knows that the PIN is right. */
    private static boolean isAllowed(Tries left, Tries whole) {
        int user = whole.user() - left.user();
        int admin = whole.admin() - left.admin();
        return user >= 0 && user <= 1 && admin >= 0 && admin <= 1;
    }
}
