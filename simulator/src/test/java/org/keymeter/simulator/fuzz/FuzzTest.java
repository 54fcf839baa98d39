package org.keymeter.simulator.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

/**
 * P8, and with it P1 to P5 and P7 as far as commands can break them: so many APDUs as {@code keymeter.fuzz.apdus} says, from the seed
 * {@code keymeter.fuzz.seed} or a new one, and the card does nothing that the model does not allow.
 */
class FuzzTest {
    private static final long APDUS = Long.getLong("keymeter.fuzz.apdus", 1_000_000);
    private static final long SEED = Long.getLong("keymeter.fuzz.seed", new SecureRandom().nextInt());

    @Test
    void p8NoApduMakesTheCardDoWhatItMustNot() {
        Fuzzer.Outcome outcome = new Fuzzer(SEED, FuzzedCard.Fault.NONE).run(APDUS);
        System.out.printf(
                "fuzzed with %,d APDUs on %,d cards, %d violations; seed %d%n",
                outcome.apdus(), outcome.episodes(), outcome.finding().isPresent() ? 1 : 0, SEED);
        assertTrue(
                outcome.finding().isEmpty(),
                () -> "seed " + SEED + ", " + outcome.finding().orElseThrow());
    }
}
