package org.keymeter.simulator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class InstallationTest {
    @Test
    void parametersAreInGlobalPlatformsForm() {
        assertArrayEquals(
                HexFormat.of().parseHex("06F0534D504C45" + "0100" + "020304"),
                SampleCard.installation(SampleApplet.class, 3, 4).globalPlatformParameters());
    }

    @Test
    void theSetupSecretIsNotKept() {
        byte[] parameters = new byte[6 + 32];
        Arrays.fill(parameters, (byte) 7);
        byte[] kept = new AppletInstallation(SampleApplet.class, SampleCard.AID, parameters).parametersWithoutSecret();
        assertEquals("070707070707" + "00".repeat(32), HexFormat.of().formatHex(kept));
    }

    @Test
    void moreThanInstallCarriesIsRefused() {
        byte[] tooLong = new byte[120];
        assertThrows(
                IllegalArgumentException.class,
                () -> new AppletInstallation(SampleApplet.class, SampleCard.AID, tooLong));
    }

    @Test
    void whatTheAppletRefusesIsSaid() {
        AppletInstallation refused = SampleCard.installation(SampleApplet.class, 1);
        InstallationException e = assertThrows(InstallationException.class, () -> SimulatedCard.inMemory(refused));
        assertEquals(0x6A80, e.statusWord());
        assertTrue(e.getMessage().contains("6A80"), e.getMessage());
    }

    @Test
    void staticStateIsRefused() {
        AppletInstallation shared = SampleCard.installation(Sharing.class);
        IllegalStateException e = assertThrows(IllegalStateException.class, () -> SimulatedCard.inMemory(shared));
        assertTrue(e.getMessage().contains("total"), e.getMessage());
    }

    @Test
    void nothingIsPrinted() throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true));
        try {
            SimulatedCard.inMemory(SampleCard.installation()).close();
            System.out.println("heard");
        } finally {
            System.setOut(before);
        }
        assertEquals("heard", printed.toString().strip());
        assertFalse(before.checkError());
    }

    /** Keeps state where no image finds it. */
    public static final class Sharing extends SampleApplet {
        static byte total;

        private Sharing(byte[] data, short offset, byte length) {
            super(data, offset, length);
        }

        public static void install(byte[] data, short offset, byte length) {
            total++;
            new Sharing(data, offset, (byte) 0).register(data, (short) (offset + 1), data[offset]);
        }
    }
}
