package org.keymeter.simulator.tear;

import static org.keymeter.simulator.tear.Setting.SINGLE;
import static org.keymeter.simulator.tear.Steps.OTHER_PIN;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.keymeter.card.Pin;

/**
 * A command that is cut, and another one on what it left.
 *
 * @param command the second, which works whether the first took effect or not
 */
record Sequence(Scenario first, String command, Step setUp, Step step) {
    /** A long command leaves many memories that differ little. */
    private static final int BEGINNINGS = 8;

    private static final Step WRONG = Steps.refused(Steps.verify(Pin.USER, "000000"));

    /** @param scenarios among which the first commands are */
    static List<Sequence> all(Setting setting, List<Scenario> scenarios) {
        Step unwrap = setting.unwrap();
        Step trust = setting.authority().trust();
        Step change = Steps.change(Pin.USER, Steps.USER_PIN, OTHER_PIN);
        Step create =
                session -> setting.blobs().create("next", 5, setting.policy()).run(session);
        return List.of(
                of(scenarios, "CREATE KEY, free slot", "CREATE KEY", create),
                of(scenarios, "DELETE KEY, two generations", "CREATE KEY", create),
                of(scenarios, "MAKE GENERATION, second", "UNWRAP", unwrap),
                of(scenarios, "MAKE GENERATION, third", "DELETE KEY", Steps.delete(SINGLE)),
                of(scenarios, "RETIRE GENERATION, first", "UNWRAP", unwrap),
                of(scenarios, "PSO: VERIFY CERTIFICATE, first", "UNWRAP", unwrap),
                of(
                        scenarios,
                        "PSO: VERIFY CERTIFICATE, two intermediates",
                        "PSO: VERIFY CERTIFICATE",
                        Steps.perhaps(find(scenarios, "PSO: VERIFY CERTIFICATE, two intermediates")
                                .step())),
                of(scenarios, "UNWRAP, lease 64", "ACKNOWLEDGE LOG", Steps.acknowledge()),
                of(scenarios, "ACKNOWLEDGE LOG, log full", "CHANGE REFERENCE DATA", change),
                of(scenarios, "INITIALIZE, again", "IMPORT ANCHOR", trust),
                guess(scenarios, "VERIFY, wrong"),
                guess(scenarios, "VERIFY, right, last try"),
                guess(scenarios, "RESET RETRY COUNTER, last try"),
                guess(scenarios, "RESET RETRY COUNTER, blocked"),
                new Sequence(
                        find(scenarios, "CHANGE REFERENCE DATA, user PIN"),
                        "RESET RETRY COUNTER",
                        Steps.verify(Pin.ADMIN, Steps.ADMIN_PIN),
                        Steps.resetUser(OTHER_PIN)));
    }

    private static Sequence of(List<Scenario> scenarios, String first, String command, Step step) {
        return new Sequence(find(scenarios, first), command, Steps.READY, step);
    }

    private static Sequence guess(List<Scenario> scenarios, String first) {
        return new Sequence(find(scenarios, first), "VERIFY", Step.NOTHING, WRONG);
    }

    private static Scenario find(List<Scenario> scenarios, String name) {
        return scenarios.stream()
                .filter(scenario -> scenario.toString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** @param all memories that cuts of the first command left */
    static List<byte[]> beginnings(Collection<byte[]> all) {
        List<byte[]> some = new ArrayList<>();
        int step = Math.max(1, all.size() / BEGINNINGS);
        int i = 0;
        for (byte[] left : all) {
            if (i++ % step == 0) {
                some.add(left);
            }
        }
        return some;
    }

    Scenario second(byte[] left) {
        return new Scenario(first.stage(), command, "after " + first + " was cut", left, step)
                .after(setUp)
                .recovering(1);
    }

    @Override
    public String toString() {
        return first + "; then " + command;
    }
}
