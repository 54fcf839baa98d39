package org.keymeter.simulator.benchmark;

import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.keymeter.simulator.counting.Counts;
import org.keymeter.simulator.counting.Step;

/**
 * What one operation took, or several alike.
 *
 * @param name what was done
 * @param units how many of what the figures are per: keys, certificates, commands
 * @param extended whether the reader carried extended-length commands
 * @param steps APDU by APDU
 */
record Measurement(String name, int units, boolean extended, List<Step> steps) {
    Counts counts() {
        return Step.counts(steps);
    }

    Traffic traffic() {
        return Traffic.of(steps);
    }

    /** As if the applet spoke in plain. A command's last APDU is the one in which the channel noted its lengths. */
    Traffic plainTraffic() {
        return commands().stream().map(this::plain).reduce(new Traffic(0, 0), Traffic::plus);
    }

    private Traffic plain(Step step) {
        return step.isPlain()
                ? new Traffic(1, step.sent() + step.received())
                : Traffic.plain(step.counts().plainCommands(), step.counts().plainAnswers(), extended);
    }

    private Collection<Step> commands() {
        return steps.stream()
                .filter(step -> step.isPlain()
                        || step.counts().byPart().get("SecureChannel").bytecodes() > 0)
                .toList();
    }

    /** The part of it that these steps are. */
    Measurement only(String part, Predicate<Step> which) {
        return new Measurement(
                part, units, extended, steps.stream().filter(which).toList());
    }
}
