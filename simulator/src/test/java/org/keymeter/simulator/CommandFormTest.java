package org.keymeter.simulator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandFormTest {
    private SimulatedCard simulated;
    private SampleCard card;

    @BeforeEach
    void make() throws Exception {
        simulated = SimulatedCard.inMemory(SampleCard.installation());
        card = SampleCard.on(simulated::transmit);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16, 254, 255, 256, 1000, 8000})
    void dataOfEveryLengthArrive(int length) throws Exception {
        byte[] data = new byte[length];
        Arrays.fill(data, (byte) 0x5A);
        assertArrayEquals(Digests.sha256().digest(data), card.send(SampleApplet.HASH, data));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "00A404", "800200000200", "800200000000", "8002000000000200", "8002000000FFFF00"})
    void whatIsNoCommandIsAWrongLength(String hex) throws Exception {
        assertEquals(
                0x6700, SampleCard.statusOf(simulated.transmit(HexFormat.of().parseHex(hex))));
    }

    @Test
    void aShortAnswerHasAtMost256Bytes() throws Exception {
        assertEquals(256, card.sendWith(SampleApplet.LONG_ANSWER, 1).length);
        byte[] command = SampleCard.command(SampleApplet.LONG_ANSWER, 1);
        command[3] = 1;
        assertEquals(0x6F00, SampleCard.statusOf(simulated.transmit(command)));
    }

    @Test
    void anExtendedAnswerIsLonger() throws Exception {
        byte[] command = HexFormat.of().parseHex("80130500" + "000000");
        assertEquals(0x500 + 2, simulated.transmit(command).length);
    }

    @Test
    void aSelectMayBeExtended() throws Exception {
        String aid = HexFormat.of().formatHex(SampleCard.AID);
        byte[] select = HexFormat.of().parseHex("00A40400" + "000006" + aid + "0000");
        simulated.reset();
        assertEquals(SampleCard.DONE, SampleCard.statusOf(simulated.transmit(select)));
        card.count();
    }

    @Test
    void everyBytesGetAnAnswer() throws Exception {
        long seed = 20_240_501;
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(20)];
            random.nextBytes(bytes);
            if (bytes.length > 4 && random.nextBoolean()) {
                System.arraycopy(new byte[] {0, (byte) 0xA4, 4, 0}, 0, bytes, 0, 4);
            }
            String what = HexFormat.of().formatHex(bytes) + " of seed " + seed;
            assertTrue(simulated.transmit(bytes).length >= 2, what);
        }
    }
}
