package org.keymeter.simulator.hostile;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Proves that {@link HostileCertificateTest} can fail: a card with any one of its refusals left out is found out. */
class HostileCertificateCanaryTest {
    private static final int SEED = 7;
    private static final int CERTIFICATES = 3000;

    /** Section 7 of the protocol, but for what stands behind another refusal (9818) or needs a key that is never refilled (9819). */
    static IntStream refusals() {
        return IntStream.rangeClosed(0x9801, 0x9817);
    }

    @ParameterizedTest(name = "without {0}")
    @MethodSource("refusals")
    void aCardWithoutARefusalIsFoundOut(int refusal) throws Exception {
        try (Campaign campaign = new Campaign(LenientApplet.without(refusal), SEED)) {
            assertThrows(Campaign.Violation.class, () -> {
                campaign.runAll();
                campaign.run(CERTIFICATES);
            });
        }
    }
}
