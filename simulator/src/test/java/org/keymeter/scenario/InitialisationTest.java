package org.keymeter.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.keymeter.card.CardException;
import org.keymeter.card.CardOption;
import org.keymeter.card.CardSession;
import org.keymeter.card.CardState;
import org.keymeter.card.DeviceIdentity;
import org.keymeter.card.DeviceInfo;
import org.keymeter.card.Initialization;
import org.keymeter.card.Initialized;
import org.keymeter.card.LogState;
import org.keymeter.card.NotAuthorisedException;
import org.keymeter.card.Pin;
import org.keymeter.card.PinnedDevice;
import org.keymeter.card.Secret;
import org.keymeter.card.UnknownDeviceException;
import org.keymeter.simulator.AppletInstallation;
import org.keymeter.simulator.SimulatedCard;
import org.keymeter.simulator.SimulatedReader;

/** The first initialisation with and without a setup secret, and what a later one is to those who pinned the card. */
class InitialisationTest {
    private static final byte[] SECRET = new byte[32];

    static {
        Arrays.fill(SECRET, (byte) 0x5E);
    }

    private static Initialized initialize(CardSession session, byte[] secret) throws CardException {
        try (Secret pin = Secret.take("123456789".getBytes(StandardCharsets.US_ASCII));
                Secret setup = Secret.take(secret == null ? new byte[0] : secret.clone())) {
            Optional<Secret> given = secret == null ? Optional.empty() : Optional.of(setup);
            return session.device()
                    .initialize(new Initialization("new", Set.of(CardOption.FORCED_AUDIT), pin, pin, given));
        }
    }

    @Test
    void aProvisionedCardTakesItsSetupSecretOnly() throws Exception {
        byte[] parameters = ByteBuffer.allocate(6 + 32)
                .put(new byte[] {5, 5, 4, 0x20, 0, 0})
                .put(SECRET)
                .array();
        try (SimulatedCard card = SimulatedCard.inMemory(AppletInstallation.keymeter(parameters));
                CardSession session =
                        CardSession.open(SimulatedReader.with("live", card).connect())) {
            DeviceIdentity before = session.openChannelUnpinned();
            assertEquals(DeviceInfo.Setup.WAITING, session.device().read().setup());
            for (byte[] wrong : new byte[][] {null, new byte[32]}) {
                NotAuthorisedException thrown =
                        assertThrows(NotAuthorisedException.class, () -> initialize(session, wrong));
                assertEquals(NotAuthorisedException.Missing.SETUP_SECRET, thrown.missing());
            }
            Initialized initialized = initialize(session, SECRET);
            assertEquals(DeviceInfo.Setup.VERIFIED, initialized.setup());
            assertFalse(initialized.identity().equals(before));
            assertEquals(DeviceInfo.Setup.VERIFIED, session.device().read().setup());
        }
    }

    @Test
    void aCardWithoutSetupSecretIsNotInitialisedWithOne() throws Exception {
        try (SimulatedCard card = SimulatedCard.inMemory(AppletInstallation.keymeter());
                CardSession session =
                        CardSession.open(SimulatedReader.with("live", card).connect())) {
            session.openChannelUnpinned();
            assertThrows(UnknownDeviceException.class, () -> initialize(session, SECRET));
            assertEquals(CardState.INSTALLED, session.device().read().state());
            assertEquals(DeviceInfo.Setup.UNVERIFIED, initialize(session, null).setup());
        }
    }

    @Test
    void aCardInitialisedAgainIsToldAsTheSuccessorOfThePinnedOne() throws Exception {
        try (LiveCard live = LiveCard.withLease(true, 1, 1)) {
            DeviceIdentity successor;
            try (CardSession session = live.open(Pin.ADMIN)) {
                LogState state = session.log().readState();
                session.log().acknowledge(state.last(), state.chain());
                successor = initialize(session, null).identity();
            }
            PinnedDevice stranger =
                    LiveCard.pin(new DeviceIdentity(live.pinned.identity().deviceId(), 1, successor.deviceKey()));
            try (CardSession session = CardSession.open(live.reader.connect())) {
                UnknownDeviceException thrown = assertThrows(
                        UnknownDeviceException.class, () -> session.openChannel(List.of(stranger, live.pinned)));
                assertEquals(UnknownDeviceException.Problem.SUCCESSOR, thrown.problem());
                assertEquals(Optional.of(live.pinned), thrown.predecessor());
                assertEquals(Optional.of(successor), thrown.offered());
                assertFalse(session.isChannelOpen());
                assertEquals(
                        UnknownDeviceException.Problem.OTHER_DEVICE,
                        assertThrows(UnknownDeviceException.class, () -> session.openChannel(stranger))
                                .problem());
                session.openChannel(LiveCard.pin(successor));
                assertTrue(session.isChannelOpen());
            }
        }
    }
}
