package org.keymeter.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.keymeter.card.PinnedDevice.Trust;
import org.keymeter.card.apdu.ByteWriter;

/** Opening sessions and channels: which card is at the other end, and what becomes of the connection. */
class CardSessionTest {
    private final ScriptedCard script = new ScriptedCard();

    private static PinnedDevice pin(DeviceIdentity identity) {
        return new PinnedDevice(identity, "pinned", Instant.EPOCH, Trust.COMPARED);
    }

    private static DeviceIdentity other() throws CardException {
        return new ModelCard(false, (cla, ins, p1, p2, data) -> new byte[2]).identity();
    }

    @Test
    void opensAChannelToThePinnedCard() throws Exception {
        try (CardSession session = CardSession.open(script.card)) {
            assertEquals(1023, session.applet().maxData());
            assertFalse(session.isChannelOpen());
            assertThrows(ChannelException.class, session::keys);
            PinnedDevice pinned = pin(script.card.identity());
            assertEquals(pinned, session.openChannel(List.of(pin(other()), pinned)));
            assertTrue(session.isChannelOpen());
            assertEquals(script.card.identity(), session.identity());
            assertEquals(CardState.INITIALIZED, session.device().read().state());
        }
        assertEquals(0x36, script.seen.get(script.seen.size() - 1), "the channel is ended on the card");
        assertTrue(script.card.isClosed());
    }

    @Test
    void opensToAnyCardOnlyWhereTheCallerSaysSo() throws Exception {
        try (CardSession session = CardSession.open(script.card)) {
            assertEquals(script.card.identity(), session.openChannelUnpinned());
        }
    }

    @Test
    void refusesACardThatIsNotPinned() throws Exception {
        try (CardSession session = CardSession.open(script.card)) {
            UnknownDeviceException thrown =
                    assertThrows(UnknownDeviceException.class, () -> session.openChannel(List.of()));
            assertEquals(UnknownDeviceException.Problem.NOT_PINNED, thrown.problem());
            assertEquals(script.card.identity(), thrown.offered().orElseThrow());
            assertTrue(thrown.getMessage()
                    .contains(script.card.identity().deviceKey().toString()));
        }
    }

    @Test
    void refusesAnotherCardThanThePinnedOne() throws Exception {
        DeviceIdentity own = script.card.identity();
        for (DeviceIdentity pinned : List.of(
                other(),
                new DeviceIdentity(own.deviceId(), own.instance() + 1, own.deviceKey()),
                new DeviceIdentity(own.deviceId(), own.instance(), other().deviceKey()),
                new DeviceIdentity(ByteString.of(new byte[16]), own.instance(), own.deviceKey()))) {
            try (CardSession session = CardSession.open(script.card)) {
                UnknownDeviceException thrown =
                        assertThrows(UnknownDeviceException.class, () -> session.openChannel(pin(pinned)));
                assertEquals(UnknownDeviceException.Problem.OTHER_DEVICE, thrown.problem());
                assertFalse(session.isChannelOpen());
            }
        }
    }

    @Test
    void tellsASuccessorByTheOldKeysSignature() throws Exception {
        KeyPair old = ModelCard.generate();
        DeviceKey oldKey = DeviceKey.ofPoint(ByteString.of(ModelCard.point(old)));
        DeviceIdentity predecessor = new DeviceIdentity(ByteString.of(new byte[16]), 4, oldKey);
        script.succession = succession(old, predecessor, script.card.identity());
        assertEquals(
                UnknownDeviceException.Problem.SUCCESSOR, refusal(predecessor).problem());
        assertEquals(
                predecessor, refusal(predecessor).predecessor().orElseThrow().identity());

        script.succession = succession(ModelCard.generate(), predecessor, script.card.identity());
        assertEquals(
                UnknownDeviceException.Problem.OTHER_DEVICE,
                refusal(predecessor).problem());
        script.succession = succession(old, predecessor, other());
        assertEquals(
                UnknownDeviceException.Problem.OTHER_DEVICE,
                refusal(predecessor).problem());
    }

    private UnknownDeviceException refusal(DeviceIdentity pinned) throws CardException {
        try (CardSession session = CardSession.open(script.card)) {
            return assertThrows(UnknownDeviceException.class, () -> session.openChannel(pin(pinned)));
        }
    }

    /** GET DATA 0130, put together as section 5 of docs/PROTOCOL.md says. */
    private static byte[] succession(KeyPair signer, DeviceIdentity old, DeviceIdentity successor) {
        byte[] oldIdentity = bytes(writer -> writer.string(old.deviceId()).u32(old.instance()));
        byte[] state = bytes(writer -> writer.u32(9).bytes(new byte[32]).bytes(new byte[6]));
        byte[] nonce = new byte[32];
        byte[] head = ModelCard.join(ascii("KEYMETER-HEAD-v1"), oldIdentity, state, nonce);
        byte[] next = bytes(writer -> writer.bytes(ascii("KEYMETER-NEXT-v1"))
                .bytes(oldIdentity)
                .string(successor.deviceId())
                .u32(successor.instance())
                .string(successor.deviceKey().point())
                .bytes(nonce));
        return bytes(writer -> writer.bytes(oldIdentity)
                .bytes(state)
                .bytes(nonce)
                .lv(ModelCard.sign(signer, head))
                .lv(ModelCard.sign(signer, next)));
    }

    private static byte[] bytes(Consumer<ByteWriter> content) {
        try (ByteWriter writer = new ByteWriter()) {
            content.accept(writer);
            return writer.toByteArray();
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void refusesAVoucherThatAnotherKeySigned() throws Exception {
        script.card.voucherSigner = ModelCard.generate();
        try (CardSession session = CardSession.open(script.card)) {
            UnknownDeviceException thrown = assertThrows(UnknownDeviceException.class, session::openChannelUnpinned);
            assertEquals(UnknownDeviceException.Problem.NOT_VOUCHED, thrown.problem());
        }
    }

    @Test
    void refusesACardWithoutTheAppletAndLetsGoOfIt() {
        FixedCard card = new FixedCard("6a82");
        UnsupportedCardException thrown = assertThrows(UnsupportedCardException.class, () -> CardSession.open(card));
        assertEquals("KM-U1", thrown.code());
        assertTrue(card.isClosed);
    }

    @Test
    void refusesAnotherVersionAndNonsense() {
        String start = "6f18840af04b45594d4554455201a50a8001";
        assertThrows(
                UnsupportedCardException.class, () -> CardSession.open(new FixedCard(start + "02810101820203ff9000")));
        for (String answer : List.of(
                start + "01810102820203ff9000",
                start + "0181010182020010" + "9000",
                start + "018101018202ffff" + "9000",
                start + "01810101820203ff00" + "9000",
                "9000")) {
            assertThrows(MalformedResponseException.class, () -> CardSession.open(new FixedCard(answer)), answer);
        }
    }

    @Test
    void readsPublicStatusWithoutSelectingWhereItCan() throws Exception {
        PublicStatus status = CardSession.readPublicStatus(script.card);
        assertEquals(1, script.card.apdus());
        assertEquals(7, status.details().orElseThrow().meters().get(0).remaining());
        try (CardSession session = script.open()) {
            assertEquals(status, session.readPublicStatus());
            assertEquals(CardState.INITIALIZED, session.device().read().state(), "the channel goes on");
        }
    }

    @Test
    void isForOneThreadAtATime() throws Exception {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        try (CardSession session = script.open()) {
            script.on(0x36, data -> {
                Thread second = new Thread(() -> {
                    try {
                        session.uses().endSession();
                    } catch (CardException | IllegalStateException e) {
                        thrown.set(e);
                    }
                });
                second.start();
                join(second);
                return ModelCard.status(0x9000);
            });
            session.uses().endSession();
            assertTrue(session.isChannelOpen(), "the first goes on undisturbed");
            script.on(0x36, 0x9000);
        }
        assertTrue(thrown.get() instanceof IllegalStateException, String.valueOf(thrown.get()));
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void initialisesAndGoesOnAsTheNewCard() throws Exception {
        script.state = 0;
        DeviceIdentity next = other();
        script.on(0x10, data -> initialized(next, 0));
        try (CardSession session = script.open();
                Secret user = Secret.take(new byte[6]);
                Secret admin = Secret.take(new byte[8])) {
            Initialized initialized = session.device()
                    .initialize(new Initialization(
                            "label", Set.of(CardOption.FORCED_AUDIT), user, admin, Optional.empty()));
            assertEquals(next, initialized.identity());
            assertEquals(next, session.identity());
            assertEquals(DeviceInfo.Setup.UNVERIFIED, initialized.setup());
            assertEquals(6, user.length());
        }
    }

    @Test
    void doesNotInitialiseWhereTheSetupSecretDoesNotFit() throws Exception {
        script.state = 0;
        script.setup = 2;
        DeviceIdentity next = other();
        try (CardSession session = script.open();
                Secret pin = Secret.take(new byte[6]);
                Secret setup = Secret.take(new byte[32])) {
            NotAuthorisedException missing = assertThrows(NotAuthorisedException.class, () -> session.device()
                    .initialize(new Initialization("x", Set.of(), pin, pin, Optional.empty())));
            assertEquals(NotAuthorisedException.Missing.SETUP_SECRET, missing.missing());
            assertFalse(script.seen.contains(0x10));

            script.on(0x10, data -> {
                byte[] answer = initialized(next, 1);
                return ModelCard.join(Arrays.copyOf(answer, answer.length - 2), new byte[32], ModelCard.status(0x9000));
            });
            UnknownDeviceException thrown = assertThrows(UnknownDeviceException.class, () -> session.device()
                    .initialize(new Initialization("x", Set.of(), pin, pin, Optional.of(setup))));
            assertEquals(UnknownDeviceException.Problem.NOT_VOUCHED, thrown.problem());
            assertFalse(session.isChannelOpen());
        }
    }

    private static byte[] initialized(DeviceIdentity identity, int setup) {
        try (ByteWriter writer = new ByteWriter()) {
            return ScriptedCard.done(writer.string(identity.deviceId())
                    .u32(identity.instance())
                    .string(identity.deviceKey().point())
                    .string(identity.deviceKey().point())
                    .u8(setup)
                    .toByteArray());
        }
    }

    /** Answers the same to everything. */
    private static final class FixedCard implements CardConnection {
        private final byte[] answer;
        private boolean isClosed;

        FixedCard(String answer) {
            this.answer = ByteString.ofHex(answer).toByteArray();
        }

        @Override
        public byte[] transmit(byte[] command) {
            return answer;
        }

        @Override
        public byte[] atr() {
            return new byte[0];
        }

        @Override
        public boolean supportsExtended() {
            return false;
        }

        @Override
        public void close() {
            isClosed = true;
        }
    }
}
