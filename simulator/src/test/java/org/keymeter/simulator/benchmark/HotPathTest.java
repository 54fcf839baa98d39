package org.keymeter.simulator.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.keymeter.simulator.counting.NativeCall.AES_128_CBC;
import static org.keymeter.simulator.counting.NativeCall.AES_128_ECB;
import static org.keymeter.simulator.counting.NativeCall.AES_256_CBC;
import static org.keymeter.simulator.counting.NativeCall.AES_256_ECB;
import static org.keymeter.simulator.counting.NativeCall.AES_CMAC;
import static org.keymeter.simulator.counting.NativeCall.SHA_256;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keymeter.card.Blob;
import org.keymeter.card.CardException;
import org.keymeter.card.CardOption;
import org.keymeter.simulator.counting.Call;
import org.keymeter.simulator.counting.CountedCard;
import org.keymeter.simulator.counting.NativeCall;
import org.keymeter.simulator.counting.Tally;

/** What opening a subkey takes, so that nobody makes it dearer unawares. A change for the better goes into docs/BENCHMARKS.md too. */
class HotPathTest {
    private static final int LEASE = 64;
    /** Compilers differ in an instruction here and there. */
    private static final int INSTRUCTIONS_SINGLE = 3_700;

    private static final int ACCESSES_SINGLE = 370;
    private static final int INSTRUCTIONS_BATCH = 28_800;
    private static final int ACCESSES_BATCH = 3_950;

    private CountedCard card;
    private Workbench bench;
    private List<Blob> blobs;
    private int slot;

    @BeforeEach
    void setUp() throws Exception {
        card = CountedCard.keymeter(0, true);
        bench = new Workbench(card, Set.of(CardOption.FORCED_AUDIT), Optional.empty());
        slot = bench.createKey(LEASE, List.of());
        blobs = bench.wrap(slot, Workbench.BATCH);
    }

    @AfterEach
    void close() {
        bench.close();
        card.close();
    }

    private Measurement unwrap(int count) throws CardException {
        return bench.measure("", 1, () -> bench.unwrap(slot, blobs.subList(0, count)));
    }

    /** Cryptography alone. */
    private static Map<Call, Integer> cryptography(Tally tally) {
        Map<Call, Integer> calls = new TreeMap<>(tally.calls());
        calls.keySet().removeIf(call -> !call.kind().isCryptography());
        return calls;
    }

    private static Map<Call, Integer> calls(Object... kindsBytesCounts) {
        Map<Call, Integer> calls = new TreeMap<>();
        for (int i = 0; i < kindsBytesCounts.length; i += 3) {
            Call call = new Call((NativeCall) kindsBytesCounts[i], (int) kindsBytesCounts[i + 1]);
            calls.put(call, (int) kindsBytesCounts[i + 2]);
        }
        return calls;
    }

    private static void assertAtMost(int limit, long count, String what) {
        assertTrue(count <= limit, count + " " + what + ", more than " + limit);
    }

    @Test
    void oneFromAnOpenLease() throws Exception {
        unwrap(1);
        Measurement measurement = unwrap(1);
        Tally tally = measurement.counts().total();
        assertEquals(
                calls(
                        AES_128_ECB,
                        16,
                        1,
                        AES_128_CBC,
                        64,
                        1,
                        AES_128_CBC,
                        96,
                        1,
                        AES_CMAC,
                        66,
                        1,
                        AES_CMAC,
                        101,
                        1,
                        AES_256_ECB,
                        32,
                        1,
                        AES_256_CBC,
                        32,
                        2),
                cryptography(tally));
        assertEquals(0, tally.persistentStores());
        assertEquals(0, tally.calls(NativeCall.TRANSACTION));
        assertEquals(new Traffic(1, 152), measurement.traffic());
        assertEquals(new Traffic(1, 118), measurement.plainTraffic());
        assertAtMost(INSTRUCTIONS_SINGLE, tally.bytecodes(), "instructions");
        assertAtMost(ACCESSES_SINGLE, tally.arrayAccesses(), "array accesses");
    }

    @Test
    void takingALease() throws Exception {
        unwrap(1);
        bench.session().uses().endSession();
        Tally tally = unwrap(1).counts().total();
        assertEquals(3, tally.persistentStores(), "meter, record, head of the log");
        assertEquals(1, tally.calls(NativeCall.TRANSACTION));
        assertEquals(1, tally.calls().get(new Call(SHA_256, 80)));
    }

    @Test
    void sixteenFromAnOpenLease() throws Exception {
        unwrap(1);
        Measurement measurement = unwrap(Workbench.BATCH);
        Tally tally = measurement.counts().total();
        assertEquals(
                calls(
                        AES_128_ECB,
                        16,
                        1,
                        AES_128_CBC,
                        560,
                        1,
                        AES_128_CBC,
                        944,
                        1,
                        AES_CMAC,
                        562,
                        1,
                        AES_CMAC,
                        951,
                        1,
                        AES_256_ECB,
                        16,
                        1,
                        AES_256_ECB,
                        32,
                        1,
                        AES_256_ECB,
                        80,
                        3,
                        AES_256_ECB,
                        160,
                        3,
                        AES_256_CBC,
                        16,
                        1,
                        AES_256_CBC,
                        32,
                        16),
                cryptography(tally));
        assertEquals(0, tally.persistentStores());
        assertEquals(new Traffic(1, 1499), measurement.traffic());
        assertAtMost(INSTRUCTIONS_BATCH, tally.bytecodes(), "instructions");
        assertAtMost(ACCESSES_BATCH, tally.arrayAccesses(), "array accesses");
    }

    @Test
    void aThousandWearTheMemoryLittle() throws Exception {
        unwrap(1);
        bench.session().uses().endSession();
        Measurement measurement = bench.measure("", 1, () -> {
            for (int i = 0; i < 1_000; i++) {
                bench.unwrap(slot, blobs.subList(0, 1));
            }
            bench.session().uses().endSession();
        });
        assertAtMost(51, measurement.counts().total().persistentStores(), "persistent writes");
    }
}
