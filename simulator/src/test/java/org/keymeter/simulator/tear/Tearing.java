package org.keymeter.simulator.tear;

import java.util.ArrayList;
import java.util.List;
import org.keymeter.card.CardSession;
import org.keymeter.card.Failures;
import org.keymeter.simulator.TornCard;
import org.keymeter.simulator.silicon.PowerCut;
import org.keymeter.simulator.tear.CardState.Tries;

/**
 * Cuts the power before each persistent write of a scenario's command, and again before each write of the recovery, and
 * holds what is left to the promises: all or nothing (P6), no use comes back (P2, P3), no try comes back, the log verifies
 * and tells of what took effect (P5), no key is lost.
 */
final class Tearing {
    /** Ways to tear each write that can be torn. */
    private static final int SEEDS = 5;

    private final Stage stage;
    private final TornCard card;
    private final Scenario scenario;
    private final List<String> violations = new ArrayList<>();
    private final List<CardState> allowed = new ArrayList<>();
    private Tries triesBefore;
    private Tries triesAfter;
    private int points;
    private long writes;
    private int commitBuffer;

    /**
     * @param points cuts that were made
     * @param writes of the command
     * @param commitBuffer most bytes of it that one of its transactions took
     */
    record Result(String name, long writes, int points, int commitBuffer, List<String> violations) {}

    private Tearing(Stage stage, Scenario scenario) {
        this.stage = stage;
        this.card = stage.card();
        this.scenario = scenario;
    }

    static Result run(Stage stage, Scenario scenario) throws Exception {
        Tearing tearing = new Tearing(stage, scenario);
        tearing.learn();
        for (long write = 1; write <= tearing.writes; write++) {
            boolean isTorn = true;
            for (long seed = 0; isTorn && seed < SEEDS; seed++) {
                isTorn = tearing.cut(write, seed);
            }
        }
        return new Result(scenario.name(), tearing.writes, tearing.points, tearing.commitBuffer, tearing.violations);
    }

    /** Finds out what the card may be left as, and how many writes there are. */
    private void learn() throws Exception {
        ready(Step.NOTHING);
        card.reset();
        triesBefore = tries();
        allowed.add(stage.look());
        for (Step step : scenario.between()) {
            ready(step);
            card.reset();
            allowed.add(stage.look());
        }
        try (CardSession session = ready(Step.NOTHING)) {
            card.supply().count();
            card.memory().takeMostCommitted();
            scenario.command().run(session);
            writes = card.supply().writes();
            commitBuffer = card.memory().takeMostCommitted();
        }
        card.reset();
        triesAfter = tries();
        allowed.add(stage.look());
    }

    private CardSession ready(Step step) throws Exception {
        card.restore(scenario.image());
        CardSession session = stage.open();
        scenario.setUp().then(step).run(session);
        return session;
    }

    private Tries tries() throws Exception {
        try (CardSession session = stage.open()) {
            return Tries.read(session);
        }
    }

    /** @return whether another seed may leave something else */
    private boolean cut(long write, long seed) throws Exception {
        CardSession session = ready(Step.NOTHING);
        card.supply().cutBefore(write, seed);
        String where = scenario.name() + ", write " + write + " of " + writes + ", seed " + seed;
        try {
            scenario.command().run(session);
            violations.add(where + ": was not cut");
            return false;
        } catch (PowerCut expected) {
            if (card.sent() != 0) {
                violations.add(where + ": " + card.sent() + " bytes of an answer left before");
            }
        }
        boolean isTorn = card.supply().wasTorn();
        card.reset();
        byte[] left = card.image();
        check(left, where);
        cutRecovery(left, where, seed);
        return isTorn;
    }

    /** SELECT is where the applet makes good what a cut left undone. */
    private void cutRecovery(byte[] left, String where, long seed) throws Exception {
        card.restore(left);
        card.supply().count();
        CardSession.open(card.connect());
        for (long again = 1, most = card.supply().writes(); again <= most; again++) {
            card.restore(left);
            card.supply().cutBefore(again, seed);
            try {
                CardSession.open(card.connect());
                violations.add(where + ": the recovery was not cut at " + again);
            } catch (PowerCut expected) {
                card.reset();
            }
            check(card.image(), where + ", again at write " + again + " of the recovery");
        }
    }

    private void check(byte[] left, String where) throws Exception {
        points++;
        card.restore(left);
        try {
            Tries tries = tries();
            if (!isAllowed(tries.user(), triesBefore.user(), triesAfter.user())
                    || !isAllowed(tries.admin(), triesBefore.admin(), triesAfter.admin())) {
                violations.add(where + ": tries " + tries + " from " + triesBefore + " to " + triesAfter);
            }
            CardState state = stage.look();
            if (!isAllowed(state, tries.user() == 0)) {
                violations.add(where + ": " + state);
            }
        } catch (Exception | PowerCut e) {
            violations.add(where + ": " + e);
        }
    }

    /** Failure counters are counted by themselves, before or after the rest. */
    private boolean isAllowed(CardState state, boolean isBlocked) {
        boolean isCounted = allowed.stream().map(CardState::failures).anyMatch(state.failures()::equals);
        Failures counted = state.failures();
        return isCounted
                && allowed.stream()
                        .map(other -> other.withFailures(counted))
                        .map(other -> isBlocked ? other.whenBlocked() : other)
                        .anyMatch(state::equals);
    }

    /** One try may be spent on top, as it is before the card knows that the PIN is right. */
    private static boolean isAllowed(int tries, int before, int after) {
        return tries == before || tries == before - 1 || tries == after;
    }
}
