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
                of(scenarios, "UNWRAP, lease 64", "ACKNOWLEDGE LOG", Steps.acknowledge()),
                of(scenarios, "ACKNOWLEDGE LOG, log full", "CHANGE REFERENCE DATA", change),
                of(scenarios, "INITIALIZE, again", "IMPORT ANCHOR", trust),
                new Sequence(
                        find(scenarios, "CHANGE REFERENCE DATA, user PIN"),
                        "RESET RETRY COUNTER",
                        Steps.verify(Pin.ADMIN, Steps.ADMIN_PIN),
                        Steps.resetUser(OTHER_PIN)));
    }

    private static Sequence of(List<Scenario> scenarios, String first, String command, Step step) {
        return new Sequence(find(scenarios, first), command, Steps.READY, step);
    }

    private static Scenario find(List<Scenario> scenarios, String name) {
        return scenarios.stream()
                .filter(scenario -> scenario.toString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Memories that cuts of the first command left. */
    List<byte[]> beginnings() throws Exception {
        Collection<byte[]> all = Tearing.run(first.recovering(0)).left();
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
