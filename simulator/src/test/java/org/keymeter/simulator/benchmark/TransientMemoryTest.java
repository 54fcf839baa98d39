package org.keymeter.simulator.benchmark;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keymeter.protocol.Code;
import org.keymeter.simulator.counting.Allocation;
import org.keymeter.simulator.counting.Allocation.Kind;
import org.keymeter.simulator.counting.CountedCard;

/** What the applet takes of a card's RAM for its arrays, with default parameters. (That more would be seen, CountingTest shows.) */
class TransientMemoryTest {
    /** Of 2,000 to 2,900 that a JCOP 3 has for arrays, keys and engines together. */
    private static final int MOST = 1_400;

    /** Each costs a card some bytes more. */
    private static final int MOST_ARRAYS = 9;

    @ParameterizedTest
    @CsvSource({"0, native CMAC", Code.CAPABILITY_CMAC + ", CMAC built from CBC-MAC"})
    void arraysFit(int withheld, String kind) throws Exception {
        try (CountedCard card = CountedCard.keymeter(withheld, true)) {
            List<Allocation> arrays = card.installation().allocations().stream()
                    .filter(allocation -> allocation.kind() == Kind.TRANSIENT_ARRAY)
                    .toList();
            int total = arrays.stream().mapToInt(Allocation::bytes).sum();
            System.out.println("transient arrays, " + kind + ": " + total + " bytes " + byPart(arrays));
            assertTrue(total <= MOST, total + " bytes of transient arrays");
            assertTrue(arrays.size() <= MOST_ARRAYS, arrays.toString());
        }
    }

    private static Map<String, Integer> byPart(List<Allocation> arrays) {
        return arrays.stream()
                .collect(Collectors.groupingBy(
                        Allocation::part, TreeMap::new, Collectors.summingInt(Allocation::bytes)));
    }
}
