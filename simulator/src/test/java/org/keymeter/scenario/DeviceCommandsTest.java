package org.keymeter.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.keymeter.scenario.TestCard.assertRefused;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.keymeter.card.AnchorInfo;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardOption;
import org.keymeter.card.CardSession;
import org.keymeter.card.CardState;
import org.keymeter.card.DeviceIdentity;
import org.keymeter.card.DeviceInfo;
import org.keymeter.card.Initialization;
import org.keymeter.card.LogState;
import org.keymeter.card.NotAuthorisedException;
import org.keymeter.card.Pin;
import org.keymeter.card.PinBlockedException;
import org.keymeter.card.PinCommands;
import org.keymeter.card.PinWrongException;
import org.keymeter.card.PublicStatus;
import org.keymeter.card.Secret;
import org.keymeter.card.Succession;
import org.keymeter.card.UnknownDeviceException;
import org.keymeter.protocol.Sw;

/** The commands for the device, its PINs and its anchors, in a reader for short commands and in one for extended ones. */
class DeviceCommandsTest {
    private static final int USES = 300;

    @ForShortAndExtended
    void publicFaceAndVoucher(boolean supportsExtended) throws Exception {
        try (LiveCard live = LiveCard.withLease(supportsExtended, 1, USES);
                CardSession session = live.open(Pin.USER)) {
            PublicStatus.Details details = session.readPublicStatus().details().orElseThrow();
            assertEquals(List.of(new PublicStatus.Meter(0, USES, LiveCard.CEILING)), details.meters());
            assertTrue(session.pins().readVerified(Pin.USER), "public status disturbs nothing");
            assertEquals(CardState.INITIALIZED, session.applet().state());
            assertEquals(live.pinned.identity(), session.readVoucher().identity());
            assertFalse(session.isChannelOpen());
        }
    }

    @ForShortAndExtended
    void device(boolean supportsExtended) throws Exception {
        try (LiveCard live = LiveCard.withLease(supportsExtended, 1, USES);
                CardSession session = live.open()) {
            DeviceInfo device = session.device().read();
            assertEquals(live.pinned.identity().deviceId(), device.deviceId());
            assertEquals(1, device.instance());
            assertEquals(Set.of(CardOption.FORCED_AUDIT), device.options());
            assertEquals(DeviceInfo.Setup.UNVERIFIED, device.setup());
            assertEquals(Set.of(0), device.keySlots());
            assertEquals(Set.of(0), device.anchorSlots());
            assertEquals("test card", device.label());
            assertEquals(session.applet().maxData(), device.maxData());
            assertEquals(new DeviceInfo.PinTries(5, 5), device.userPin());
            assertEquals(Optional.empty(), session.device().readSuccession());
        }
    }

    @ForShortAndExtended
    void pins(boolean supportsExtended) throws Exception {
        try (LiveCard live = LiveCard.withLease(supportsExtended, 1, USES);
                CardSession session = live.open();
                Secret user = TestCard.secret(TestCard.USER_PIN);
                Secret admin = TestCard.secret(TestCard.ADMIN_PIN);
                Secret next = Secret.take(new byte[16]);
                Secret tooShort = Secret.take(new byte[5]);
                Secret empty = Secret.take(new byte[0])) {
            PinCommands pins = session.pins();
            assertFalse(pins.readVerified(Pin.USER));
            assertEquals(
                    4,
                    assertThrows(PinWrongException.class, () -> pins.verify(Pin.USER, next))
                            .triesLeft());
            for (Secret odd : List.of(tooShort, empty)) {
                assertRefused(Sw.WRONG_LENGTH, () -> pins.verify(Pin.USER, odd));
            }
            pins.verify(Pin.USER, user);
            assertTrue(pins.readVerified(Pin.USER));
            pins.forget(Pin.USER);
            assertFalse(pins.readVerified(Pin.USER));

            assertThrows(PinWrongException.class, () -> pins.change(Pin.USER, next, user));
            assertRefused(Sw.WRONG_DATA, () -> pins.change(Pin.USER, user, tooShort));
            pins.change(Pin.USER, user, next);
            pins.verify(Pin.USER, next);
            pins.change(Pin.ADMIN, admin, next);

            assertThrows(NotAuthorisedException.class, () -> pins.reset(user));
            for (int tries = 4; tries >= 0; tries--) {
                assertEquals(
                        tries,
                        assertThrows(PinWrongException.class, () -> pins.verify(Pin.USER, user))
                                .triesLeft());
            }
            assertEquals(
                    Pin.USER,
                    assertThrows(PinBlockedException.class, () -> pins.verify(Pin.USER, next))
                            .pin());
            assertFalse(pins.readVerified(Pin.USER));
            assertThrows(PinBlockedException.class, () -> pins.change(Pin.USER, next, user));
            pins.verify(Pin.ADMIN, next);
            pins.reset(user);
            pins.verify(Pin.USER, user);
            assertEquals(0, session.keys().read(0).remaining(), "an admin's reset costs the uses");
        }
    }

    @ForShortAndExtended
    void anchors(boolean supportsExtended) throws Exception {
        try (LiveCard live = LiveCard.withLease(supportsExtended, 1, USES);
                CardSession session = live.open(Pin.ADMIN)) {
            TestCa second = new TestCa("second with a longer name so that it takes some more room");
            assertEquals(1, session.anchors().importAnchor(second.subject(), second.spki()));
            assertEquals(
                    1, session.anchors().importAnchor(live.ca.subject(), second.spki()), "a known key keeps its slot");
            List<AnchorInfo> anchors = session.anchors().readAll();
            assertEquals(2, anchors.size());
            assertEquals(live.ca.subject(), anchors.get(1).subject());
            assertEquals(second.spki(), anchors.get(1).spki());
            assertEquals(second.spkiHash(), anchors.get(1).spkiHash());
            assertEquals(Optional.empty(), anchors.get(1).latest());
            session.anchors().remove(1);
            assertEquals(1, session.anchors().readAll().size());
            assertRefused(Sw.NOT_FOUND, () -> session.anchors().remove(1));
            assertRefused(Sw.GRANT_ALGORITHM, () -> session.anchors()
                    .importAnchor(second.subject(), ByteString.of(new byte[91])));
        }
    }

    @ForShortAndExtended
    void initialisedAgainItIsASuccessor(boolean supportsExtended) throws Exception {
        try (LiveCard live = LiveCard.withLease(supportsExtended, 1, USES);
                Secret pin = Secret.take(new byte[6])) {
            Initialization again = new Initialization("anew", Set.of(CardOption.RESERVED), pin, pin, Optional.empty());
            DeviceIdentity successor;
            try (CardSession session = live.open(Pin.ADMIN)) {
                assertRefused(Sw.LOG_OUTSTANDING, () -> session.device().initialize(again));
                LogState state = session.log().readState();
                session.log().acknowledge(state.last(), state.chain());
                successor = session.device().initialize(again).identity();
                assertEquals(2, successor.instance());
                assertNotEquals(live.pinned.identity().deviceId(), successor.deviceId());
                assertFalse(session.pins().readVerified(Pin.ADMIN));
                session.pins().verify(Pin.USER, pin);
                Succession succession = session.device().readSuccession().orElseThrow();
                assertTrue(succession.isVouchedBy(live.pinned.identity(), successor));
                assertEquals(state.last() + 1, succession.lastSequence());
            }
            try (CardSession session = CardSession.open(live.reader.connect())) {
                assertEquals(Optional.empty(), session.readPublicStatus().details(), "it keeps its metadata");
                assertEquals(
                        UnknownDeviceException.Problem.OTHER_DEVICE,
                        assertThrows(UnknownDeviceException.class, () -> session.openChannel(live.pinned))
                                .problem());
                session.openChannel(LiveCard.pin(successor));
                assertEquals(
                        NotAuthorisedException.Missing.ANY_PIN,
                        assertThrows(NotAuthorisedException.class, () -> session.log()
                                        .readState())
                                .missing());
            }
        }
    }
}
