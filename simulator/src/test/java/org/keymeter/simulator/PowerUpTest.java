package org.keymeter.simulator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PowerUpTest {
    private static final byte[] DATA = "sixteen bytes it".getBytes();
    private static final byte[] ISSUER_DOMAIN = IssuerDomain.installation().aid();

    private SimulatedCard simulated;
    private SampleCard card;

    @BeforeEach
    void make() throws Exception {
        simulated = SimulatedCard.inMemory(SampleCard.installation());
        card = SampleCard.on(simulated::transmit);
        card.send(SampleApplet.SET_TRANSIENT, DATA);
        assertArrayEquals(
                HexFormat.of().parseHex(HexFormat.of().formatHex(DATA) + "1234" + "010101"),
                card.send(SampleApplet.READ_TRANSIENT));
    }

    @Test
    void nothingTransientOutlivesALossOfPower() throws Exception {
        simulated.reset();
        card.select();
        assertArrayEquals(new byte[21], card.send(SampleApplet.READ_TRANSIENT));
        assertEquals(0x6F00, card.status(SampleApplet.ENCRYPT, 1, DATA));
    }

    @Test
    void nothingIsSelectedAfterALossOfPower() throws Exception {
        simulated.reset();
        assertEquals(0x6986, card.status(SampleApplet.READ_COUNT, 0));
    }

    @Test
    void enginesMustBeInitialisedAgain() throws Exception {
        card.send(SampleApplet.SIGN, DATA);
        card.send(SampleApplet.SIGN_WITHOUT_INIT, DATA);
        simulated.reset();
        card.select();
        assertEquals(0x6F00, card.status(SampleApplet.SIGN_WITHOUT_INIT, 0, DATA));
    }

    @Test
    void aForeignSelectDeselects() throws Exception {
        int before = card.deselections();
        assertEquals(SampleCard.DONE, SampleCard.statusOf(simulated.transmit(SampleCard.select(ISSUER_DOMAIN))));
        assertEquals(0x6D00, card.status(SampleApplet.READ_COUNT, 0));
        card.select();
        assertEquals(before + 1, card.deselections());
        byte[] left = card.send(SampleApplet.READ_TRANSIENT);
        assertArrayEquals(DATA, Arrays.copyOf(left, 16), "cleared on reset only");
        assertArrayEquals(new byte[] {0, 0, 1, 0, 0}, Arrays.copyOfRange(left, 16, 21));
    }

    @Test
    void anotherSelectOfTheSameAppletDeselectsItFirst() throws Exception {
        int before = card.deselections();
        card.select();
        assertEquals(before + 1, card.deselections());
    }

    @Test
    void anAppletThatRefusesIsNotSelected() throws Exception {
        card.send(SampleApplet.REFUSE_SELECTION);
        assertEquals(0x6999, card.selectStatus());
        assertEquals(0x6986, card.status(SampleApplet.READ_COUNT, 0));
    }

    @Test
    void selectingAnUnknownAppletLeavesTheSelectedOneAlone() throws Exception {
        int before = card.deselections();
        simulated.transmit(SampleCard.select(HexFormat.of().parseHex("A000000308000010000100")));
        assertEquals(before, card.deselections());
    }
}
