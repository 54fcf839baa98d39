package org.keymeter.simulator.counting;

import java.util.Collection;

/**
 * One command APDU, its answer, and what the card did for it.
 *
 * @param ins its instruction; GET RESPONSE has that of the command whose answer it fetches
 * @param isPlain whether that was outside the secure channel
 * @param sent bytes of the command, header and lengths included
 * @param received bytes of the answer, status word included
 */
public record Step(byte ins, boolean isPlain, int sent, int received, Counts counts) {
    public static int bytes(Collection<Step> steps) {
        return steps.stream().mapToInt(step -> step.sent + step.received).sum();
    }

    public static Counts counts(Collection<Step> steps) {
        return Counts.sum(steps.stream().map(Step::counts).toList());
    }
}
