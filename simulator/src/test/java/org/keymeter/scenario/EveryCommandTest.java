package org.keymeter.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keymeter.card.AnchorInfo;
import org.keymeter.card.Blob;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardOption;
import org.keymeter.card.CardSession;
import org.keymeter.card.CardState;
import org.keymeter.card.CommandRefusedException;
import org.keymeter.card.CreatedKey;
import org.keymeter.card.DeviceIdentity;
import org.keymeter.card.DeviceInfo;
import org.keymeter.card.GrantRefusal;
import org.keymeter.card.GrantRefusedException;
import org.keymeter.card.Initialization;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.LogFullException;
import org.keymeter.card.LogState;
import org.keymeter.card.NotAuthorisedException;
import org.keymeter.card.Pin;
import org.keymeter.card.PinBlockedException;
import org.keymeter.card.PinCommands;
import org.keymeter.card.PinWrongException;
import org.keymeter.card.Policy;
import org.keymeter.card.PublicStatus;
import org.keymeter.card.Secret;
import org.keymeter.card.SignedStatement;
import org.keymeter.card.SubkeyBatch;
import org.keymeter.card.Succession;
import org.keymeter.card.UnknownDeviceException;
import org.keymeter.card.UsesRefusedException;
import org.keymeter.card.WrappedBatch;
import org.keymeter.protocol.Sw;
import org.keymeter.scenario.TestCa.Draft;

/** Every command of the library against the applet, in a reader for short commands and in one for extended ones. */
class EveryCommandTest {
    private static final int USES = 300;
    private static final int MANY = 60;
    private static final ByteString NONCE = ByteString.of(new byte[32]);

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
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

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
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

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
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
                assertTrue(assertThrows(CommandRefusedException.class, () -> pins.verify(Pin.USER, odd))
                        .is(Sw.WRONG_LENGTH));
            }
            pins.verify(Pin.USER, user);
            assertTrue(pins.readVerified(Pin.USER));
            pins.forget(Pin.USER);
            assertFalse(pins.readVerified(Pin.USER));

            assertThrows(PinWrongException.class, () -> pins.change(Pin.USER, next, user));
            assertTrue(assertThrows(CommandRefusedException.class, () -> pins.change(Pin.USER, user, tooShort))
                    .is(Sw.WRONG_DATA));
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

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
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
            assertTrue(assertThrows(CommandRefusedException.class, () -> session.anchors()
                            .remove(1))
                    .is(Sw.NOT_FOUND));
            assertTrue(assertThrows(CommandRefusedException.class, () -> session.anchors()
                            .importAnchor(second.subject(), ByteString.of(new byte[91])))
                    .is(Sw.GRANT_ALGORITHM));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void keys(boolean supportsExtended) throws Exception {
        try (LiveCard live = LiveCard.withLease(supportsExtended, 1, USES);
                CardSession session = live.open(Pin.ADMIN)) {
            Policy policy = new Policy(true, 2, 500, 20, 400, 16, List.of(live.ca.spkiHash()));
            CreatedKey created = session.keys().create("second \u00e9", 17, policy);
            assertEquals(1, created.slot());
            KeyInfo key = session.keys().readAll().get(1);
            assertEquals(policy, key.policy());
            assertEquals(created.identity(), key.identity());
            assertNotEquals(live.key.identity(), key.identity());
            assertEquals(17, key.remaining());
            assertEquals("second \u00e9", key.label());
            assertTrue(assertThrows(
                            CommandRefusedException.class, () -> session.keys().create("second \u00e9", 1, policy))
                    .is(Sw.ALREADY_THERE));
            assertTrue(assertThrows(
                            CommandRefusedException.class, () -> session.keys().delete(1, live.key.identity()))
                    .is(Sw.WRONG_DATA));
            assertTrue(assertThrows(
                            CommandRefusedException.class, () -> session.keys().retireGeneration(1, created.identity()))
                    .is(Sw.WRONG_STATE));
            session.keys().delete(1, created.identity());
            assertTrue(assertThrows(
                            CommandRefusedException.class, () -> session.keys().read(1))
                    .is(Sw.NOT_FOUND));
            assertEquals(Set.of(0), session.device().read().keySlots());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void wrapsAndUnwraps(boolean supportsExtended) throws Exception {
        try (LiveCard live = LiveCard.withLease(supportsExtended, 16, USES);
                CardSession session = live.open(Pin.USER)) {
            List<Blob> blobs = new ArrayList<>(TestCard.wrap(session, LiveCard.SLOT, MANY));
            blobs.set(7, new Blob(TestCard.suffix(8), blobs.get(7).bytes()));
            try (SubkeyBatch subkeys = session.uses().unwrap(0, 1, TestCard.VOLUME, blobs)) {
                for (int segment = 0; segment < MANY; segment++) {
                    assertEquals(segment != 7, subkeys.isOpened(segment));
                    if (segment != 7) {
                        try (Secret expected = TestCard.subkey(segment)) {
                            assertTrue(subkeys.subkey(segment).isSameAs(expected));
                        }
                    }
                }
            }
            session.uses().endSession();
            session.uses().endSession();
            KeyInfo key = session.keys().read(0);
            assertEquals(USES - MANY, key.remaining(), "a refused blob spends its use, the lease's rest comes back");
            assertEquals(MANY, key.spentEver());
            assertEquals(1, session.log().readState().failures().refusedBlobs());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void wrapsUnderAnyContextAndLength(boolean supportsExtended) throws Exception {
        try (LiveCard live = LiveCard.withLease(supportsExtended, 64, USES);
                CardSession session = live.open(Pin.USER)) {
            for (int length : new int[] {16, 24, 64}) {
                for (int context : new int[] {1, 15, 16, 17, 32, 255}) {
                    try (Secret subkey = Secret.take(new byte[length])) {
                        ByteString whole = ByteString.of(new byte[context]);
                        WrappedBatch wrapped = session.uses().wrap(0, whole, subkey);
                        assertEquals(1, wrapped.generation());
                        try (SubkeyBatch opened = session.uses().unwrap(0, 1, whole, wrapped.blobs())) {
                            assertTrue(opened.subkey(0).isSameAs(subkey));
                        }
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void rotates(boolean supportsExtended) throws Exception {
        try (LiveCard live = LiveCard.withLease(supportsExtended, 1, USES);
                CardSession session = live.open(Pin.USER, Pin.ADMIN)) {
            List<Blob> old = new ArrayList<>(TestCard.wrap(session, LiveCard.SLOT, MANY));
            assertEquals(2, session.keys().makeGeneration(0, live.key.identity()));
            assertTrue(session.keys().read(0).hasOldGeneration());
            session.uses().unwrap(0, 1, TestCard.VOLUME, old.subList(0, 1)).close();

            old.set(3, new Blob(TestCard.suffix(4), old.get(3).bytes()));
            List<Optional<Blob>> rewrapped = session.uses().rewrap(0, 1, TestCard.VOLUME, old);
            assertEquals(MANY, rewrapped.size());
            assertTrue(rewrapped.get(3).isEmpty());
            List<Blob> current = rewrapped.stream().flatMap(Optional::stream).toList();
            assertEquals(MANY - 1, current.size());
            try (SubkeyBatch opened = session.uses().unwrap(0, 2, TestCard.VOLUME, current);
                    Secret last = TestCard.subkey(MANY - 1)) {
                assertTrue(opened.subkey(MANY - 2).isSameAs(last));
            }
            session.keys().retireGeneration(0, live.key.identity());
            assertTrue(assertThrows(
                            CommandRefusedException.class, () -> session.uses().unwrap(0, 1, TestCard.VOLUME, old))
                    .is(Sw.GENERATION_UNKNOWN));
            assertEquals(USES - MANY, session.keys().read(0).remaining(), "rewrapping spends nothing");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void spendsIsRefusedAndIsRefilled(boolean supportsExtended) throws Exception {
        try (LiveCard live = LiveCard.withLease(supportsExtended, 1, 5);
                CardSession session = live.open(Pin.USER)) {
            List<Blob> blobs = TestCard.wrap(session, LiveCard.SLOT, 16);
            UsesRefusedException refused = assertThrows(
                    UsesRefusedException.class, () -> session.uses().unwrap(0, 1, TestCard.VOLUME, blobs));
            assertEquals(UsesRefusedException.Limit.QUOTA, refused.left().limit());
            assertEquals(5, refused.left().available());
            session.uses().unwrap(0, 1, TestCard.VOLUME, blobs.subList(0, 5)).close();

            assertEquals(
                    GrantRefusal.ABOVE_CEILING,
                    assertThrows(GrantRefusedException.class, () -> session.grants()
                                    .request(0, LiveCard.CEILING + 1))
                            .reason());
            ByteString stale = session.grants().request(0, 10);
            ByteString request = session.grants().request(0, 16);
            GrantRefusedException old = assertThrows(GrantRefusedException.class, () -> session.grants()
                    .redeem(0, List.of(), live.ca.sign(new Draft(stale))));
            assertEquals(GrantRefusal.OTHER_NONCE, old.reason());
            assertTrue(old.key().orElseThrow().isRequestPending());
            ByteString grant = live.ca.sign(new Draft(request));
            assertEquals(16, session.grants().redeem(0, List.of(), grant));
            assertEquals(
                    GrantRefusal.NOT_REQUESTED,
                    assertThrows(GrantRefusedException.class, () -> session.grants()
                                    .redeem(0, List.of(), grant))
                            .reason());
            session.uses().unwrap(0, 1, TestCard.VOLUME, blobs).close();
            assertEquals(0, session.keys().read(0).remaining());
            assertTrue(session.anchors().read(0).latest().isPresent());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void logIsReadVerifiedAndAcknowledged(boolean supportsExtended) throws Exception {
        try (LiveCard live = LiveCard.withLease(supportsExtended, 1, USES);
                CardSession session = live.open(Pin.USER)) {
            List<Blob> blobs = TestCard.wrap(session, LiveCard.SLOT, 1);
            for (int i = 0; i < 30; i++) {
                session.uses().unwrap(0, 1, TestCard.VOLUME, blobs).close();
            }
            LogState state = session.log().readState();
            assertEquals(1, state.first());
            assertEquals(33, state.outstanding());
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] chain = state.chainBefore().toByteArray();
            for (long next = state.first(); next <= state.last(); ) {
                List<ByteString> records = session.log().read(next);
                for (ByteString record : records) {
                    digest.update(chain);
                    chain = digest.digest(record.toByteArray());
                }
                next += records.size();
            }
            assertEquals(state.chain(), ByteString.of(chain));
            SignedStatement head = session.log().signHead(NONCE);
            assertEquals(110, head.message().length());
            assertEquals(400, session.log().signReport(NONCE).message().length());

            assertTrue(assertThrows(
                            CommandRefusedException.class, () -> session.log().acknowledge(state.last(), NONCE))
                    .is(Sw.LOG_CHAIN_DIFFERS));
            session.log().acknowledge(state.last(), state.chain());
            assertEquals(1, session.log().readState().outstanding());
            LogState after = session.log().readState();
            assertTrue(assertThrows(
                            CommandRefusedException.class, () -> session.log().acknowledge(after.last(), after.chain()))
                    .is(Sw.LOG_NOTHING_TO_ACKNOWLEDGE));
            assertTrue(assertThrows(
                            CommandRefusedException.class, () -> session.log().read(5))
                    .is(Sw.NOT_FOUND));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aFullLogRefusesWork(boolean supportsExtended) throws Exception {
        try (LiveCard live = LiveCard.withLease(supportsExtended, 1, USES);
                CardSession session = live.open(Pin.USER)) {
            List<Blob> blobs = TestCard.wrap(session, LiveCard.SLOT, 1);
            LogFullException full = assertThrows(LogFullException.class, () -> {
                for (int i = 0; i < USES; i++) {
                    session.uses().unwrap(0, 1, TestCard.VOLUME, blobs).close();
                }
            });
            assertFalse(full.needsAdmin());
            assertEquals(0, session.device().read().freeLogSlots().count().orElseThrow());
            LogState state = session.log().readState();
            session.log().acknowledge(state.last(), state.chain());
            session.uses().unwrap(0, 1, TestCard.VOLUME, blobs).close();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void initialisedAgainItIsASuccessor(boolean supportsExtended) throws Exception {
        try (LiveCard live = LiveCard.withLease(supportsExtended, 1, USES);
                Secret pin = Secret.take(new byte[6])) {
            Initialization again = new Initialization("anew", Set.of(CardOption.RESERVED), pin, pin, Optional.empty());
            DeviceIdentity successor;
            try (CardSession session = live.open(Pin.ADMIN)) {
                assertTrue(assertThrows(CommandRefusedException.class, () -> session.device()
                                .initialize(again))
                        .is(Sw.LOG_OUTSTANDING));
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
