package org.keymeter.card;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keymeter.card.ChannelException.Problem;
import org.keymeter.card.NotAuthorisedException.Missing;
import org.keymeter.card.apdu.CommandApdu;
import org.keymeter.card.apdu.StatusWord;
import org.keymeter.protocol.Sw;

/** What becomes of status words, true ones and made-up ones. */
class RefusalsTest {
    private static final int VERIFY = 0x20;
    private static final int CREATE_KEY = 0x12;
    private static final int UNWRAP = 0x32;
    private static final int REDEEM = 0x2A;
    private static final ByteString CERTIFICATE = ByteString.of(new byte[500]);

    private final ScriptedCard script = new ScriptedCard();
    private CardSession session;

    @BeforeEach
    void open() throws CardException {
        session = script.open();
    }

    @AfterEach
    void close() {
        session.close();
    }

    private void createKey() throws CardException {
        session.keys().create("label", 0, Policy.of(1, List.of()));
    }

    private void unwrap(int blobs) throws CardException {
        Blob blob = new Blob(ByteString.of((byte) 1), ByteString.of(new byte[48]));
        session.uses()
                .unwrap(3, 1, ByteString.EMPTY, Collections.nCopies(blobs, blob))
                .close();
    }

    private void verify() throws CardException {
        try (Secret pin = Secret.take(new byte[6])) {
            session.pins().verify(Pin.USER, pin);
        }
    }

    @Test
    void aWrongPinIsAuthenticAndSaysHowManyTriesAreLeft() {
        script.on(VERIFY, 0x63C2);
        PinWrongException thrown = assertThrows(PinWrongException.class, this::verify);
        assertEquals(2, thrown.triesLeft());
        assertTrue(thrown.isAuthentic());
        assertEquals("KM-63C2", thrown.code());
        assertTrue(thrown.getMessage().contains("2 tries left"));
    }

    @Test
    void aBlockedPinIsBelievedOnlyWithTheTriesToGoWithIt() {
        script.on(VERIFY, 0x6983);
        script.userTries = 0;
        assertEquals(
                Pin.USER, assertThrows(PinBlockedException.class, this::verify).pin());
        script.userTries = 4;
        assertContradicted(this::verify);
    }

    @Test
    void aMissingPinIsBelievedOnlyWhereItIsMissing() {
        script.on(UNWRAP, 0x6982);
        NotAuthorisedException thrown = assertThrows(NotAuthorisedException.class, () -> unwrap(1));
        assertEquals(Missing.USER_PIN, thrown.missing());
        script.isUserVerified = true;
        assertContradicted(() -> unwrap(1));
        script.on(CREATE_KEY, 0x6982);
        assertEquals(
                Missing.ADMIN_PIN,
                assertThrows(NotAuthorisedException.class, this::createKey).missing());
    }

    @Test
    void aFullLogSaysWhoMustAcknowledge() {
        script.on(CREATE_KEY, Sw.LOG_FULL & 0xFFFF);
        assertFalse(assertThrows(LogFullException.class, this::createKey).needsAdmin());
        script.options = 3;
        assertTrue(assertThrows(LogFullException.class, this::createKey).needsAdmin());
        script.options = 0;
        assertContradicted(this::createKey);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0x6700, 0x6881, 0x6985, 0x6A80, 0x6A84, 0x6A86, 0x6A88, 0x6A89, 0x6D00, 0x9803, 0x9821, 0x9842, 0x9843,
                0x9844, 0x6F61, 0x6F00, 0x0000, 0xFFFF, 0x6282
            })
    void anyOtherWordIsARefusal(int status) {
        script.on(CREATE_KEY, status);
        CommandRefusedException thrown = assertThrows(CommandRefusedException.class, this::createKey);
        assertEquals(status, thrown.status().value());
        assertEquals(status == 0x6282, thrown.isAuthentic());
        assertTrue(session.isChannelOpen());
    }

    @Test
    void anErrorThatHidTheCommandFromTheCardEndsTheChannel() {
        script.last = ModelCard.status(0x6985);
        ChannelException thrown = assertThrows(ChannelException.class, this::createKey);
        assertEquals(Problem.ENDED_BY_CARD, thrown.problem());
        assertFalse(session.isChannelOpen());
    }

    @Test
    void refusedUsesComeWithTheirFigures() {
        script.on(
                UNWRAP,
                data -> ModelCard.join(
                        ByteString.ofHex("01" + "00000002" + "0001" + "ffffffff" + "0004")
                                .toByteArray(),
                        ModelCard.status(0x62F1)));
        UsesRefusedException thrown = assertThrows(UsesRefusedException.class, () -> unwrap(16));
        assertEquals(UsesRefusedException.Limit.QUOTA, thrown.left().limit());
        assertEquals(3, thrown.left().available());
        assertTrue(thrown.isAuthentic());
        assertTrue(thrown.getMessage().contains("16 uses and spent none: 3 uses left"), thrown.getMessage());
        assertTrue(session.isChannelOpen());
    }

    @ParameterizedTest
    @EnumSource(value = GrantRefusal.class, names = "FROM_THE_FUTURE", mode = EnumSource.Mode.EXCLUDE)
    void aRefusedGrantHasItsReason(GrantRefusal reason) {
        script.on(REDEEM, reason.statusWord() & 0xFFFF);
        GrantRefusedException thrown =
                assertThrows(GrantRefusedException.class, () -> session.grants().redeem(3, List.of(), CERTIFICATE));
        assertEquals(reason, thrown.reason());
        assertEquals(7, thrown.key().orElseThrow().remaining());
    }

    @Test
    void reasonsCoverAllStatusWordsOnce() {
        Set<GrantRefusal> reasons = EnumSet.noneOf(GrantRefusal.class);
        for (int word = 0; word <= 0xFFFF; word++) {
            StatusWord status = new StatusWord(word);
            assertEquals(status.isGrantRefused(), GrantRefusal.of(status).isPresent(), status::toString);
            GrantRefusal.of(status).ifPresent(reasons::add);
        }
        assertEquals(EnumSet.complementOf(EnumSet.of(GrantRefusal.FROM_THE_FUTURE)), reasons);
    }

    @Test
    void aRefusalIsNotBelievedIfTheRequestIsGone() {
        script.on(REDEEM, data -> {
            script.isRequestPending = false;
            return ModelCard.status(Sw.GRANT_EXPIRED & 0xFFFF);
        });
        assertContradicted(() -> session.grants().redeem(3, List.of(), CERTIFICATE));
        script.isRequestPending = true;
        script.on(REDEEM, data -> {
            script.isRequestPending = false;
            return ModelCard.status(Sw.GRANT_SIGNATURE & 0xFFFF);
        });
        assertThrows(GrantRefusedException.class, () -> session.grants().redeem(3, List.of(), CERTIFICATE));
    }

    @Test
    void aCertificateThatIsTooLongIsNotSent() {
        ByteString tooLong = ByteString.of(new byte[1025]);
        GrantRefusedException thrown =
                assertThrows(GrantRefusedException.class, () -> session.grants().redeem(3, List.of(), tooLong));
        assertEquals(GrantRefusal.MALFORMED, thrown.reason());
        assertFalse(script.seen.contains(REDEEM));
    }

    @Test
    void commandsAreWipedOnceSent() throws Exception {
        byte[] data = {1, 2, 3};
        CardLink link = link();
        link.exchange(CommandApdu.proprietary((byte) 0x36, 0, data));
        assertArrayEquals(new byte[3], data);
    }

    private CardLink link() throws CardException {
        PlainCommands plain = PlainCommands.over(script.card);
        AppletInfo applet = plain.select();
        return plain.openLink(plain.readVoucher(), applet);
    }

    @Test
    void unwrapsInAsManyCommandsAsItTakes() throws Exception {
        script.on(UNWRAP, data -> ScriptedCard.done(unwrapped(data, 48)));
        Blob blob = new Blob(ByteString.of((byte) 1), ByteString.of(new byte[48]));
        int step = session.uses().batchSize(ByteString.of(new byte[16]), 1, 32);
        assertEquals((1023 - 21) / 49, step);
        try (SubkeyBatch subkeys =
                session.uses().unwrap(3, 1, ByteString.of(new byte[16]), Collections.nCopies(50, blob))) {
            assertEquals(50, subkeys.size());
            assertTrue(subkeys.isOpened(0));
            assertFalse(subkeys.isOpened(1));
            assertThrows(IllegalStateException.class, () -> subkeys.subkey(1));
            assertEquals(32, subkeys.subkey(48).length());
        }
        assertEquals(3, script.seen.stream().filter(ins -> ins == UNWRAP).count());
    }

    /** Every other one opened. */
    private static byte[] unwrapped(byte[] command, int blobLength) {
        int blobs = (command.length - 5 - command[3]) / (command[2] + blobLength);
        byte[] answer = new byte[blobs * (1 + blobLength - 16)];
        for (int i = 1; i < blobs; i += 2) {
            answer[i * (1 + blobLength - 16)] = 1;
        }
        return answer;
    }

    @Test
    void refusesAnswersThatAreNotOneSubkeyPerBlob() {
        for (int length : new int[] {0, 1, 32, 34, 66}) {
            script.on(UNWRAP, data -> ScriptedCard.done(new byte[length]));
            assertThrows(MalformedResponseException.class, () -> unwrap(1));
        }
        script.on(UNWRAP, data -> ModelCard.join(new byte[] {2}, new byte[32], ModelCard.status(0x9000)));
        assertThrows(MalformedResponseException.class, () -> unwrap(1));
    }

    private void assertContradicted(Executable command) {
        assertEquals(
                Problem.CONTRADICTED,
                assertThrows(ChannelException.class, command).problem());
    }
}
