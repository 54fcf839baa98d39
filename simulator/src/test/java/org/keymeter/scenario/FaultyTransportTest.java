package org.keymeter.scenario;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.keymeter.card.Blob;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardConnection;
import org.keymeter.card.CardException;
import org.keymeter.card.CardSession;
import org.keymeter.card.CreatedKey;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.LogState;
import org.keymeter.card.Pin;
import org.keymeter.card.Policy;
import org.keymeter.card.RefusedException;
import org.keymeter.card.Secret;
import org.keymeter.card.SubkeyBatch;
import org.keymeter.card.TransportException;
import org.keymeter.card.TransportException.Problem;
import org.keymeter.scenario.FaultyConnection.Fault;
import org.keymeter.scenario.TestCa.Draft;

/**
 * Every operation of a session over a line that drops, cuts, alters, repeats and makes up one exchange of it. Whatever
 * happens, the caller gets the right result or one typed error; no refusal is called authentic that the card did not
 * make; no PIN try and no use is lost but those of the operation, and none is made.
 */
class FaultyTransportTest {
    private static final int USES = 1_000_000;
    private static final int BATCH = 20;
    private static final int LEASE = 4;
    private static final int MAC_AND_STATUS_LENGTH = 8 + 2;
    private static final long SEED = new Random().nextLong();
    private static final Random RANDOM = new Random(SEED);

    private static LiveCard live;
    /** Keeps the card under power: without it an open lease would be lost with each connection. */
    private static CardConnection power;

    private static List<Blob> blobs;

    @BeforeAll
    static void make() throws Exception {
        Policy policy = Policy.of(USES, List.of()).withLease(LEASE);
        live = new LiveCard(true, Set.of(), policy, USES);
        power = live.reader.connect();
        try (CardSession session = live.open(Pin.USER, Pin.ADMIN)) {
            blobs = TestCard.wrap(session, LiveCard.SLOT, BATCH);
            session.keys().makeGeneration(LiveCard.SLOT, live.key.identity());
        }
    }

    @AfterAll
    static void close() {
        power.close();
        live.close();
    }

    /** An operation in two parts: what is set up while the line is sound, and what then meets the fault. */
    private enum Operation {
        READ_DEVICE(session ->
                () -> assertEquals("test card", session.device().read().label())),
        READ_SUCCESSION(
                session -> () -> assertTrue(session.device().readSuccession().isEmpty())),
        READ_KEYS(session -> () ->
                assertEquals(LiveCard.KEY_LABEL, session.keys().readAll().get(0).label())),
        READ_ANCHORS(session -> () ->
                assertEquals(live.ca.spki(), session.anchors().readAll().get(0).spki())),
        READ_LOG_STATE(
                session -> () -> assertEquals(256, session.log().readState().capacity())),
        READ_LOG(session -> {
            LogState state = session.log().readState();
            return () -> assertFalse(session.log().read(state.first()).isEmpty());
        }),
        ACKNOWLEDGE(session -> {
            LogState state = session.log().readState();
            return () -> session.log().acknowledge(state.last(), state.chain());
        }),
        SIGN_HEAD(session -> () -> session.log().signHead(ByteString.of(new byte[32]))),
        SIGN_REPORT(session -> () -> session.log().signReport(ByteString.of(new byte[32]))),
        VERIFY(session -> () -> {
            try (Secret pin = TestCard.secret(TestCard.USER_PIN)) {
                session.pins().verify(Pin.USER, pin);
            }
        }),
        READ_VERIFIED(session -> () -> assertTrue(session.pins().readVerified(Pin.USER))),
        FORGET(session -> () -> session.pins().forget(Pin.USER)),
        CHANGE_PIN(session -> () -> {
            try (Secret pin = TestCard.secret(TestCard.USER_PIN)) {
                session.pins().change(Pin.USER, pin, pin);
            }
        }),
        IMPORT_ANCHOR(session -> {
            ByteString subject = live.ca.subject();
            return () -> assertEquals(0, session.anchors().importAnchor(subject, live.ca.spki()));
        }),
        CREATE_KEY(session -> {
            deleteSecondKey(session);
            return () -> session.keys().create("second", 0, Policy.of(1, List.of()));
        }),
        DELETE_KEY(session -> {
            CreatedKey key = secondKey(session);
            return () -> session.keys().delete(key.slot(), key.identity());
        }),
        MAKE_GENERATION(session -> {
            CreatedKey key = secondKey(session);
            return () -> assertEquals(2, session.keys().makeGeneration(key.slot(), key.identity()));
        }),
        RETIRE_GENERATION(session -> {
            CreatedKey key = secondKey(session);
            session.keys().makeGeneration(key.slot(), key.identity());
            return () -> session.keys().retireGeneration(key.slot(), key.identity());
        }),
        WRAP(session -> () ->
                assertEquals(BATCH, TestCard.wrap(session, LiveCard.SLOT, BATCH).size())),
        UNWRAP(session -> () -> unwrap(session, BATCH)),
        REWRAP(session -> () -> assertTrue(session.uses().rewrap(LiveCard.SLOT, 1, TestCard.VOLUME, blobs).stream()
                .allMatch(Optional::isPresent))),
        END_SESSION(session -> {
            unwrap(session, 1);
            return () -> session.uses().endSession();
        }),
        REQUEST_GRANT(session ->
                () -> assertTrue(session.grants().request(LiveCard.SLOT, 5).length() > 300)),
        REDEEM(session -> {
            ByteString request = session.grants().request(LiveCard.SLOT, USES);
            ByteString grant = live.ca.sign(new Draft(request));
            return () -> assertEquals(USES, session.grants().redeem(LiveCard.SLOT, List.of(), grant));
        });

        private final Preparation preparation;

        Operation(Preparation preparation) {
            this.preparation = preparation;
        }
    }

    @FunctionalInterface
    private interface Preparation {
        Step prepare(CardSession session) throws Exception;
    }

    @FunctionalInterface
    private interface Step {
        void run() throws CardException;
    }

    private static void unwrap(CardSession session, int count) throws CardException {
        try (SubkeyBatch subkeys = session.uses().unwrap(LiveCard.SLOT, 1, TestCard.VOLUME, blobs.subList(0, count))) {
            for (int i = 0; i < count; i++) {
                try (Secret expected = TestCard.subkey(i)) {
                    assertArrayEquals(expected.expose(), subkeys.subkey(i).expose());
                }
            }
        }
    }

    private static CreatedKey secondKey(CardSession session) throws CardException {
        deleteSecondKey(session);
        return session.keys().create("second", 0, Policy.of(1, List.of()));
    }

    private static void deleteSecondKey(CardSession session) throws CardException {
        for (KeyInfo key : session.keys().readAll()) {
            if (key.slot() != LiveCard.SLOT) {
                session.keys().delete(key.slot(), key.identity());
            }
        }
    }

    private static Map<String, Fault> faults(byte[] trueAnswer) {
        Map<String, Fault> faults = new LinkedHashMap<>();
        faults.put("command lost", (line, command, previous) -> {
            throw new TransportException(Problem.FAILED);
        });
        faults.put("answer lost", (line, command, previous) -> {
            line.transmit(command);
            throw new TransportException(Problem.FAILED);
        });
        faults.put("command repeated", (line, command, previous) -> {
            line.transmit(command);
            return line.transmit(command);
        });
        faults.put("command repeated, first answer", (line, command, previous) -> {
            byte[] answer = line.transmit(command);
            line.transmit(command);
            return answer;
        });
        faults.put("earlier answer, command lost", (line, command, previous) -> previous);
        faults.put("earlier answer", (line, command, previous) -> {
            line.transmit(command);
            return previous;
        });
        List<String> words =
                new ArrayList<>(List.of("6985", "6983", "6982", "6A88", "9840", "9811", "63C1", "6100", "6C10"));
        Collections.shuffle(words, RANDOM);
        for (String word : List.of("9000", words.get(0), words.get(1), words.get(2))) {
            byte[] made = HexFormat.of().parseHex(word);
            faults.put(word + " made up", (line, command, previous) -> {
                line.transmit(command);
                return made;
            });
        }
        faults.put("6A88 made up, command lost", (line, command, previous) -> HexFormat.of()
                .parseHex("6A88"));
        for (int length : new int[] {0, 1, 2, trueAnswer.length / 2, trueAnswer.length - 1}) {
            faults.put("cut to " + length, (line, command, previous) -> {
                byte[] answer = line.transmit(command);
                return Arrays.copyOf(answer, Math.min(length, answer.length));
            });
        }
        for (int i = 0; i < 3; i++) {
            int bit = RANDOM.nextInt(8 * trueAnswer.length);
            faults.put(
                    "bit " + bit + " of the answer flipped",
                    (line, command, previous) -> flipped(line.transmit(command), bit));
        }
        for (int i = 0; i < 3; i++) {
            int bit = RANDOM.nextInt(1 << 16);
            faults.put(
                    "bit " + bit + " of the command flipped",
                    (line, command, previous) -> line.transmit(flipped(command, bit)));
        }
        return faults;
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        byte[] altered = bytes.clone();
        if (altered.length > 0) {
            altered[bit / 8 % altered.length] ^= (byte) (1 << bit % 8);
        }
        return altered;
    }

    @ParameterizedTest
    @EnumSource(Operation.class)
    void givesTheRightResultOrOneTypedError(Operation operation) throws Exception {
        List<byte[]> sound = new ArrayList<>();
        try (FaultyConnection line = new FaultyConnection(live.reader.connect());
                CardSession session = live.open(line, Pin.USER, Pin.ADMIN)) {
            Step step = operation.preparation.prepare(session);
            line.arm(null, -1);
            step.run();
            sound.addAll(line.answers());
        }
        KeyInfo key = live.readKey();
        for (int at = 0; at < sound.size(); at++) {
            for (Map.Entry<String, Fault> fault : faults(sound.get(at)).entrySet()) {
                String what = operation + ", exchange " + at + ", " + fault.getKey() + ", seed " + SEED;
                runFaulty(operation, fault.getValue(), at, what);
                key = checked(operation, key, what);
            }
        }
    }

    private static void runFaulty(Operation operation, Fault fault, int at, String what) throws Exception {
        try (FaultyConnection line = new FaultyConnection(live.reader.connect());
                CardSession session = live.open(line, Pin.USER, Pin.ADMIN)) {
            Step step = operation.preparation.prepare(session);
            line.arm(fault, at);
            try {
                step.run();
            } catch (RefusedException e) {
                assertFalse(e.isAuthentic(), () -> what + ": " + e.getMessage());
            } catch (CardException e) {
                assertTrue(e.code().startsWith("KM-"), what);
            }
            line.arm(null, -1);
        }
    }

    /** The key as the card now states it over a sound line, after what may have become of it. */
    private static KeyInfo checked(Operation operation, KeyInfo before, String what) throws CardException {
        try (CardSession session = live.open()) {
            assertEquals(5, session.device().read().userPin().left(), what);
            KeyInfo after = session.keys().read(LiveCard.SLOT);
            long spent = after.spentEver() - before.spentEver();
            boolean mayBeRefilled = operation == Operation.REDEEM && after.remaining() == USES;
            assertTrue(mayBeRefilled || before.remaining() - after.remaining() == spent, what);
            assertTrue(spent >= 0 && spent <= maximumSpent(operation), what + " spent " + spent);
            return after;
        }
    }

    private static int maximumSpent(Operation operation) {
        return switch (operation) {
            case UNWRAP -> BATCH;
            case END_SESSION -> 1;
            default -> 0;
        };
    }

    @Test
    void openingAChannelEndsInTheRightCardOrOneTypedError() throws Exception {
        byte[] longest = new byte[220];
        for (int at = 0; at < 3; at++) {
            for (Map.Entry<String, Fault> fault : faults(longest).entrySet()) {
                FaultyConnection line = new FaultyConnection(live.reader.connect());
                line.arm(fault.getValue(), at);
                try (CardSession session = CardSession.open(line)) {
                    session.openChannel(live.pinned);
                    assertEquals(live.pinned.identity(), session.identity(), fault.getKey());
                } catch (CardException e) {
                    assertFalse(e instanceof RefusedException refused && refused.isAuthentic(), fault.getKey());
                }
            }
        }
    }

    /** Every bit of the signature, and one of each byte that it covers. */
    @Test
    void p7NoAlteredVoucherOpensAChannel() throws Exception {
        int voucher = 16 + 4 + 2 * 65;
        int signature = 70; // at least, and the last bits of a longer one are of no other kind
        int refused = 0;
        for (int bit = 0; bit < 8 * (voucher + signature); bit += bit < 8 * voucher ? 9 : 1) {
            int flipped = bit;
            FaultyConnection line = new FaultyConnection(live.reader.connect());
            line.arm((card, command, previous) -> flipped(card.transmit(command), flipped), 1);
            try (CardSession session = CardSession.open(line)) {
                assertThrows(CardException.class, () -> session.openChannel(live.pinned), () -> "bit " + flipped);
                assertFalse(session.isChannelOpen());
                refused++;
            }
        }
        assertTrue(refused > 600, "vouchers refused");
    }

    @Test
    void noFlippedBitOfSubkeysOrTheirMacPasses() throws Exception {
        int length;
        try (FaultyConnection line = new FaultyConnection(live.reader.connect());
                CardSession session = live.open(line, Pin.USER)) {
            line.arm(null, -1);
            unwrap(session, 1);
            length = line.answers().get(0).length;
        }
        for (int bit = 0; bit < 8 * length; bit += bit < 8 * (length - MAC_AND_STATUS_LENGTH) ? 7 : 1) {
            int flipped = bit;
            try (FaultyConnection line = new FaultyConnection(live.reader.connect());
                    CardSession session = live.open(line, Pin.USER)) {
                line.arm((card, command, previous) -> flipped(card.transmit(command), flipped), 0);
                assertThrows(CardException.class, () -> unwrap(session, 1), () -> "bit " + flipped);
                assertFalse(session.isChannelOpen());
            }
        }
    }
}
