package org.keymeter.simulator.hostile;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.keymeter.applet.KeymeterApplet;

/** P3, P8: whatever certificates a card is shown, it accepts none that the judge refuses, answers by the document, and changes nothing else. */
class HostileCertificateTest {
    /** Of certificates; 100000 for the long run. */
    private static final int COUNT = Integer.getInteger("keymeter.hostile.certificates", 10_000);

    private static final long SEED = Long.getLong("keymeter.hostile.seed", 20260101);

    /** What no certificate breaks alone. */
    private static final Set<Rule> NEVER_ALONE = EnumSet.of(Rule.CEILING, Rule.PATH_VALIDATION);

    @Test
    void nothingUnsoundIsAccepted() throws Exception {
        long start = System.nanoTime();
        try (Campaign campaign = new Campaign(KeymeterApplet.class, SEED)) {
            campaign.runAll();
            campaign.run(COUNT);
            System.out.println(campaign.report());
            System.out.println("  " + (System.nanoTime() - start) / 1_000_000 + " ms");

            Set<Rule> untried = EnumSet.complementOf(EnumSet.copyOf(NEVER_ALONE));
            untried.removeAll(campaign.refusedForOneRule().keySet());
            assertTrue(untried.isEmpty(), () -> "no certificate broke these rules alone: " + untried);
            Set<Mutation> refused = new HashSet<>(Campaign.harmless());
            refused.removeAll(campaign.acceptedAlone());
            assertTrue(refused.isEmpty(), () -> "no grant was redeemed with these alone: " + refused);
        }
    }
}
