package org.keymeter.simulator.benchmark;

import java.util.List;
import java.util.Locale;
import org.keymeter.simulator.benchmark.Pricing.Bytecode;

/**
 * What the applet is to reach on a J3R180 at 129 kbit/s with extended-length commands, through the channel.
 *
 * @param what in words, with its unit
 */
record Target(String what, double limit, double reached) {
    static List<Target> of(Run run) {
        return List.of(
                new Target("unwrap, one a command, lease 64 (ms)", 50, milliseconds(run, Operations.SINGLE)),
                new Target("unwrap, 16 a command, lease 64 (ms a key)", 21, milliseconds(run, Operations.BATCH)),
                new Target("grant of a P-256 CA (ms)", 175, milliseconds(run, Operations.REDEEM_P256)),
                new Target(
                        "persistent writes in 1,000 unwraps, one a command, lease 64",
                        100,
                        run.find(Operations.THOUSAND).counts().total().persistentStores()));
    }

    private static double milliseconds(Run run, String operation) {
        return new Pricing(CardModel.J3R180)
                .throughChannel(run.find(operation), Bytecode.ARRAY_ACCESSES, Transport.CONTACT_129)
                .total();
    }

    boolean isReached() {
        return reached <= limit;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s: %.1f of at most %.0f", what, reached, limit);
    }
}
