package org.keymeter.simulator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.licel.jcardsim.base.Simulator;
import com.licel.jcardsim.base.SimulatorRuntime;
import java.util.Arrays;
import javacard.framework.AID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keymeter.simulator.silicon.PowerCut;
import org.keymeter.simulator.silicon.Silicon;

class TransactionTest {
    private static final int ABORT = 0;
    private static final int COMMIT = 3;
    private static final byte[] PIN = {1, 2, 3, 4, 5, 6};
    private static final byte[] WRONG = {6, 5, 4, 3, 2, 1};

    private SampleCard card;

    @BeforeEach
    void make() throws Exception {
        card = SampleCard.on(SimulatedCard.inMemory(SampleCard.installation())::transmit);
    }

    @ParameterizedTest
    @CsvSource({"0, 9000", "1, 9000", "2, 6985"})
    void whatIsNotCommittedIsUndone(int end, String status) throws Exception {
        card.sendWith(SampleApplet.CHANGE_ALL, COMMIT);
        byte[] before = card.send(SampleApplet.READ_ALL);
        assertEquals(status, "%04X".formatted(card.status(SampleApplet.CHANGE_ALL, end)));
        assertArrayEquals(before, card.send(SampleApplet.READ_ALL));
    }

    @Test
    void whatIsCommittedStays() throws Exception {
        byte[] before = card.send(SampleApplet.READ_ALL);
        card.sendWith(SampleApplet.CHANGE_ALL, COMMIT);
        byte[] after = card.send(SampleApplet.READ_ALL);
        for (int i = 0; i < before.length; i++) {
            assertFalse(before[i] == after[i], "place " + i + " has not changed: the test tests nothing");
        }
    }

    @Test
    void transientMemoryIsNotUndone() throws Exception {
        card.sendWith(SampleApplet.CHANGE_ALL, ABORT);
        assertEquals(1, card.send(SampleApplet.READ_TRANSIENT)[15]);
    }

    @Test
    void keysAreNotUndone() throws Exception {
        byte[] block = new byte[16];
        card.send(SampleApplet.SET_KEY_AND_ABORT, new byte[32]);
        byte[] expected = {(byte) 0xDC, (byte) 0x95, (byte) 0xC0, 0x78}; // AES-256 of zeros under zeros
        assertArrayEquals(expected, Arrays.copyOf(card.send(SampleApplet.ENCRYPT, block), 4));
    }

    @Test
    void triesOfAPinNeverComeBack() throws Exception {
        assertEquals(3, card.send(SampleApplet.READ_PIN)[0]);
        card.send(SampleApplet.VERIFY_AND_ABORT, WRONG);
        assertEquals(2, card.send(SampleApplet.READ_PIN)[0]);
        assertEquals(0x63C1, card.status(SampleApplet.VERIFY, 0, WRONG));
        card.send(SampleApplet.UPDATE_PIN_AND_ABORT, WRONG);
        assertEquals(1, card.send(SampleApplet.READ_PIN)[0]);
        card.send(SampleApplet.VERIFY, PIN);
        assertEquals(3, card.send(SampleApplet.READ_PIN)[0]);
    }

    @Test
    void jCardSimsOwnTransactionsUndoNothing() throws Exception {
        AppletInstallation installation = SampleCard.installation();
        byte[] parameters = installation.globalPlatformParameters();
        Simulator simulator = new Simulator(new SimulatorRuntime());
        QuietInstallation.run(() -> simulator.installApplet(
                new AID(SampleCard.AID, (short) 0, (byte) SampleCard.AID.length),
                SampleApplet.class,
                parameters,
                (short) 0,
                (byte) parameters.length));
        SampleCard plain = SampleCard.on(simulator::transmitCommand);
        byte[] before = plain.send(SampleApplet.READ_ALL);
        plain.sendWith(SampleApplet.CHANGE_ALL, ABORT);
        assertFalse(Arrays.equals(before, plain.send(SampleApplet.READ_ALL)), "the tests above would pass anyway");
    }

    @Test
    void losingPowerInATransactionUndoesIt() throws Exception {
        CardRuntime runtime = new CardRuntime(Silicon.STRICT);
        runtime.install(SampleCard.installation());
        SampleCard cut = SampleCard.on(runtime::transmitCommand);
        byte[] before = cut.send(SampleApplet.READ_ALL);
        runtime.supply().cutBefore(7, 0);
        assertThrows(PowerCut.class, () -> cut.sendWith(SampleApplet.CHANGE_ALL, COMMIT));
        assertThrows(PowerCut.class, () -> cut.send(SampleApplet.READ_ALL));
        runtime.reset();
        assertEquals(0, runtime.getTransactionDepth());
        cut.select();
        assertArrayEquals(before, cut.send(SampleApplet.READ_ALL));
    }
}
