package org.keymeter.simulator.counting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keymeter.card.CardConnection;
import org.keymeter.card.TransportException;
import org.keymeter.simulator.counting.Allocation.Kind;
import org.keymeter.simulator.counting.canary.WastefulApplet;

/** The instrumentation sees what it is there to see. */
class CountingTest {
    private CountedCard card;
    private CardConnection connection;

    @BeforeEach
    void install() throws Exception {
        card = CountedCard.install(WastefulApplet.class, new byte[0], true);
        connection = card.connect();
        connection.transmit(HexFormat.of().parseHex("00A404000AF04B45594D4554455201"));
    }

    @AfterEach
    void close() {
        connection.close();
        card.close();
    }

    private Counts run(int instruction) throws TransportException {
        card.takeSteps();
        byte[] answer = connection.transmit(new byte[] {0, (byte) instruction, 0, 0});
        assertArrayEquals(new byte[] {(byte) 0x90, 0}, answer);
        return card.takeSteps().get(0).counts();
    }

    @ParameterizedTest
    @ValueSource(ints = {0x10, 0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17})
    void everyAllocationIsSeen(int instruction) throws Exception {
        List<Allocation> allocations = run(instruction).allocations();
        assertEquals(1, allocations.size(), allocations.toString());
        assertEquals("WastefulApplet", allocations.get(0).part());
    }

    @Test
    void transientArraysAreMeasured() {
        int bytes = card.installation().allocations().stream()
                .filter(allocation -> allocation.kind() == Kind.TRANSIENT_ARRAY)
                .mapToInt(Allocation::bytes)
                .sum();
        assertEquals(WastefulApplet.TRANSIENT_BYTES, bytes);
    }

    @Test
    void everyPersistentStoreIsCounted() throws Exception {
        assertEquals(6, run(WastefulApplet.WRITE).total().persistentStores());
    }

    /** Two bytes XORed make two sixteenths of what JCAlgTest measured: 48 array accesses, 144 other instructions. */
    @Test
    void instructionsAreCountedAsACardHasThem() throws Exception {
        Tally nothing = run(WastefulApplet.NOTHING).total();
        Tally tally = run(WastefulApplet.XOR).total();
        assertEquals(48 * 2 / 16, tally.arrayAccesses() - nothing.arrayAccesses());
        assertEquals(192 * 2 / 16, tally.bytecodes() - nothing.bytecodes());
    }

    @Test
    void loopsAndIncrementsAreSeen() throws Exception {
        Tally nothing = run(WastefulApplet.NOTHING).total();
        Tally tally = run(WastefulApplet.LOOP).total();
        assertEquals(WastefulApplet.PASSES, tally.loopPasses());
        // Load, constant, compare, increment, jump: one each a pass, and the load and compare that end it; two to
        // begin.
        assertEquals(WastefulApplet.PASSES * 5 + 3 + 2, tally.bytecodes() - nothing.bytecodes());
    }

    @Test
    void nativeCallsAreCountedByLength() throws Exception {
        Tally tally = run(WastefulApplet.WRITE).total();
        assertEquals(2, tally.calls().get(new Call(NativeCall.PERSISTENT_COPY, 4)));
        assertEquals(1, tally.calls().get(new Call(NativeCall.PERSISTENT_FILL, 4)));
        assertEquals(1, tally.calls().get(new Call(NativeCall.COPY, 4)));
        assertEquals(3, tally.calls(NativeCall.PERSISTENT_ELEMENT));
    }
}
