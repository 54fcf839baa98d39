package org.keymeter.simulator.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keymeter.card.CardOption;
import org.keymeter.card.Secret;
import org.keymeter.protocol.Code;
import org.keymeter.protocol.Ins;
import org.keymeter.simulator.counting.Allocation;
import org.keymeter.simulator.counting.CountedCard;
import org.keymeter.simulator.counting.Step;

/**
 * After its installation the applet makes nothing new: neither objects nor arrays, keys or engines. (That the instrumentation would see
 * it, CountingTest shows.)
 */
class AllocationTest {
    private static final int LESSER =
            Code.CAPABILITY_CMAC | Code.CAPABILITY_TRANSIENT_EC | Code.CAPABILITY_P384 | Code.CAPABILITY_RSA_2048;
    /** GET RESPONSE without Le, as CommandApdu writes it with Le. */
    private static final int GET_RESPONSE_LENGTH = 5;

    @TempDir
    static Path folder;

    private static Authorities authorities;

    @BeforeAll
    static void makeAuthorities() throws Exception {
        authorities = Authorities.make(folder);
    }

    private static List<Allocation> allocations(List<Step> steps) {
        return Step.counts(steps).allocations();
    }

    @ParameterizedTest
    @CsvSource({"0, true", LESSER + ", false"})
    void nothingIsMadeAfterInstallation(int withheld, boolean extended) throws Exception {
        try (CountedCard card = CountedCard.keymeter(withheld, extended);
                Workbench bench = new Workbench(card, Set.of(CardOption.FORCED_AUDIT), Optional.empty())) {
            assertTrue(card.installation().allocations().size() > 50, "installation makes what there is");
            WholeLife.play(bench, authorities);
            List<Step> steps = card.takeSteps();
            assertEquals(List.of(), allocations(steps));
            assertEquals(extended, !fetchesAnswers(steps));
            Set<Byte> played = steps.stream().map(Step::ins).collect(Collectors.toCollection(TreeSet::new));
            assertEquals(instructions(), played, "every instruction is played");
        }
    }

    private static boolean fetchesAnswers(List<Step> steps) {
        return steps.stream().anyMatch(step -> !step.isPlain() && step.sent() == GET_RESPONSE_LENGTH);
    }

    /** Of the protocol, but GET RESPONSE, which counts as the command whose answer it fetches. */
    private static Set<Byte> instructions() throws IllegalAccessException {
        Set<Byte> all = new TreeSet<>();
        for (Field field : Ins.class.getFields()) {
            all.add(field.getByte(null));
        }
        all.remove(Ins.GET_RESPONSE);
        return all;
    }

    @Test
    void norByASetupSecret() throws Exception {
        byte[] secret = new byte[32];
        try (CountedCard card = CountedCard.keymeter(0, true, secret);
                Workbench bench = new Workbench(
                        card, Set.of(CardOption.FORCED_AUDIT), Optional.of(Secret.take(secret.clone())))) {
            assertTrue(bench.session().isChannelOpen());
            assertEquals(List.of(), allocations(card.takeSteps()));
        }
    }
}
