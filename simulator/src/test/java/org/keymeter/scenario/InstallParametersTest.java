package org.keymeter.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keymeter.card.Capability;
import org.keymeter.card.CardSession;
import org.keymeter.card.DeviceInfo;
import org.keymeter.card.DeviceInfo.PinTries;
import org.keymeter.simulator.AppletInstallation;
import org.keymeter.simulator.InstallationException;
import org.keymeter.simulator.SimulatedCard;
import org.keymeter.simulator.SimulatedReader;

/** Section 11 of docs/PROTOCOL.md: what INSTALL may say, and what the card makes of it. */
class InstallParametersTest {
    private static SimulatedCard install(String parameters) throws InstallationException {
        return SimulatedCard.inMemory(AppletInstallation.keymeter(RawCommand.bytes(parameters)));
    }

    @ParameterizedTest
    @CsvSource({
        "'', 5, 5, 1023, true, UNVERIFIED",
        "01 02, 1, 2, 1023, true, UNVERIFIED",
        "0F 0E, 15, 14, 1023, true, UNVERIFIED",
        "0E 0F, 14, 15, 1023, true, UNVERIFIED",
        "03 04 0320, 3, 4, 767, true, UNVERIFIED",
        "03 04 0520, 3, 4, 1279, true, UNVERIFIED",
        "03 04 0420 0000, 3, 4, 1023, true, UNVERIFIED",
        "03 04 0420 0002, 3, 4, 1023, false, UNVERIFIED",
        "03 04 0420 0000 5Ex32, 3, 4, 1023, true, WAITING",
        "03 04 0420 0002 5Ex32, 3, 4, 1023, false, WAITING"
    })
    void aCardSaysWhatItWasInstalledWith(
            String parameters, int userTries, int adminTries, int maxData, boolean hasP384, DeviceInfo.Setup setup)
            throws Exception {
        try (SimulatedCard card = install(parameters);
                CardSession session =
                        CardSession.open(SimulatedReader.with("test", card).connect())) {
            session.openChannelUnpinned();
            DeviceInfo device = session.device().read();
            assertEquals(userTries, device.userPin().limit());
            assertEquals(adminTries, device.adminPin().limit());
            assertEquals(new PinTries(userTries, userTries), device.userPin());
            assertEquals(maxData, device.maxData());
            assertEquals(hasP384, device.capabilities().contains(Capability.P384));
            assertEquals(setup, device.setup());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Lengths between the fields.
                "05",
                "05 05 04",
                "05 05 0420 00",
                "05 05 0420 0000 5Ex31",
                "05 05 0420 0000 5Ex33",
                // Try limits.
                "00 05",
                "10 05",
                "80 05",
                "FF 05",
                "05 00",
                "05 10",
                "05 80",
                // Buffers.
                "05 05 0000",
                "05 05 0310",
                "05 05 031F",
                "05 05 0321",
                "05 05 0328",
                "05 05 0530",
                "05 05 8420",
                "05 05 0421 0000 5Ex32"
            })
    void othersAreRefused(String parameters) {
        InstallationException refused = assertThrows(InstallationException.class, () -> install(parameters));
        assertEquals(0x6A80, refused.statusWord(), refused.getMessage());
    }
}
