package org.keymeter.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.keymeter.card.CardOption;
import org.keymeter.card.CardSession;
import org.keymeter.card.Pin;
import org.keymeter.card.Policy;
import org.keymeter.simulator.AppletInstallation;
import org.keymeter.simulator.SimulatedCard;
import org.keymeter.simulator.SimulatedReader;

/** Section 4 of docs/PROTOCOL.md: who may send which command, on cards of every choice, and before there is anybody. */
class AccessTest {
    private static final String REFUSED = "6982";
    private static final String NOT_YET = "6985";

    /** Who is there, and whether that is enough. */
    private enum Present {
        NOBODY,
        USER(Pin.USER),
        ADMIN(Pin.ADMIN),
        BOTH(Pin.USER, Pin.ADMIN);

        private final Set<Pin> pins;

        Present(Pin... pins) {
            this.pins = Set.of(pins);
        }

        boolean meets(Condition condition, Set<CardOption> options) {
            boolean isUser = pins.contains(Pin.USER);
            boolean isAdmin = pins.contains(Pin.ADMIN);
            return switch (condition) {
                case ANY -> true;
                case METADATA -> !options.contains(CardOption.RESERVED) || isUser || isAdmin;
                case USER -> isUser;
                case ADMIN -> isAdmin;
                case ACK -> isAdmin || isUser && !options.contains(CardOption.ADMIN_ACKNOWLEDGES);
            };
        }
    }

    private enum Condition {
        ANY,
        METADATA,
        USER,
        ADMIN,
        ACK
    }

    /**
     * @param header one that is refused for its P1 P2, so that who is let through changes nothing
     * @param letThrough the answer then
     */
    private record Probe(String header, Condition condition, String letThrough) {
        Probe(String header, Condition condition) {
            this(header, condition, "6A86");
        }
    }

    /** Those that a card that is not initialised does too; INITIALIZE asks it for nobody. */
    private static final List<Probe> ALWAYS = List.of(
            new Probe("80100001", Condition.ADMIN),
            new Probe("80360001", Condition.ANY),
            new Probe("00CA0101", Condition.ANY, "9000"));

    /** Key 0 requires the PIN, key 1 does not. */
    private static final List<Probe> INITIALISED = List.of(
            new Probe("00CA0103", Condition.METADATA, "6A88"),
            new Probe("00CA0102", Condition.METADATA, "9000"),
            new Probe("00CA0110", Condition.METADATA, "9000"),
            new Probe("00CA0130", Condition.METADATA, "9000"),
            new Probe("00200083", Condition.ANY),
            new Probe("00240083", Condition.ANY),
            new Probe("002C0282", Condition.ADMIN),
            new Probe("80420001", Condition.ADMIN),
            new Probe("80440001", Condition.ADMIN),
            new Probe("80120001", Condition.ADMIN),
            new Probe("80140001", Condition.ADMIN),
            new Probe("80160001", Condition.ADMIN),
            new Probe("80180001", Condition.ADMIN),
            new Probe("80300001", Condition.USER),
            new Probe("80300101", Condition.ANY),
            new Probe("80320001", Condition.USER),
            new Probe("80320101", Condition.ANY),
            new Probe("80340001", Condition.ADMIN),
            new Probe("80400001", Condition.USER),
            new Probe("80400101", Condition.ANY),
            new Probe("002281B8", Condition.ANY),
            new Probe("80500001", Condition.METADATA),
            new Probe("80520001", Condition.ACK),
            new Probe("80540001", Condition.METADATA),
            new Probe("80560001", Condition.METADATA));

    private static Map<String, String> answers(CardSession session, Map<String, String> expected) throws Exception {
        RawLink raw = new RawLink(session);
        Map<String, String> answers = new TreeMap<>();
        for (String header : expected.keySet()) {
            answers.put(header, raw.exchange(RawCommand.of(header, "")).status().toString());
        }
        return answers;
    }

    @ParameterizedTest
    @EnumSource
    void anInitialisedCard(Present present) throws Exception {
        for (Set<CardOption> options : List.<Set<CardOption>>of(
                Set.of(), Set.of(CardOption.RESERVED), Set.of(CardOption.ADMIN_ACKNOWLEDGES))) {
            try (TestCard card = withTwoKeys(options);
                    CardSession session = card.open()) {
                verify(session, present);
                Map<String, String> expected = new TreeMap<>();
                for (List<Probe> probes : List.of(ALWAYS, INITIALISED)) {
                    for (Probe probe : probes) {
                        expected.put(
                                probe.header, present.meets(probe.condition, options) ? probe.letThrough : REFUSED);
                    }
                }
                assertEquals(expected, answers(session, expected), options + " " + present);
            }
        }
    }

    private static TestCard withTwoKeys(Set<CardOption> options) throws Exception {
        TestCard card = TestCard.of(options);
        try (CardSession session = card.openVerified()) {
            Policy policy = Policy.of(9, List.of());
            TestCard.create(session, 9, policy);
            TestCard.create(session, 9, policy.withPinRequired(false));
        }
        return card;
    }

    private static void verify(CardSession session, Present present) throws Exception {
        for (Pin pin : present.pins) {
            TestCard.verify(session, pin, pin == Pin.USER ? TestCard.USER_PIN : TestCard.ADMIN_PIN);
        }
    }

    @Test
    void aCardThatIsNotInitialised() throws Exception {
        try (SimulatedCard card = SimulatedCard.inMemory(AppletInstallation.keymeter());
                CardSession session =
                        CardSession.open(SimulatedReader.with("test", card).connect())) {
            session.openChannelUnpinned();
            Map<String, String> expected = new TreeMap<>(Map.of("002A00BE", NOT_YET));
            ALWAYS.forEach(probe -> expected.put(probe.header, probe.letThrough));
            INITIALISED.forEach(probe -> expected.put(probe.header, NOT_YET));
            assertEquals(expected, answers(session, expected));
        }
    }

    @Test
    void aCertificateNeedsATemplateAndTheUserOfItsKey() throws Exception {
        try (TestCard card = withTwoKeys(Set.of());
                CardSession session = card.open()) {
            RawLink raw = new RawLink(session);
            assertAnswer(NOT_YET, raw, "002A00BF", "");
            assertAnswer(REFUSED, raw, "002281B6", "830100");
            assertAnswer(NOT_YET, raw, "002A00BF", "");
            assertAnswer("9000", raw, "002281B6", "830101");
            assertAnswer("6A86", raw, "002A00BF", "");
            verify(session, Present.USER);
            assertAnswer("9000", raw, "002281B6", "830100");
            assertAnswer("6A86", raw, "002A00BF", "");
            session.pins().forget(Pin.USER);
            assertAnswer(REFUSED, raw, "002A00BF", "");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "00130000, 6D00",
        "80130000, 6D00",
        "80200081, 6D00",
        "80CA0101, 6D00",
        "00320000, 6D00",
        "00100000, 6D00",
        "20200081, 6E00",
        "A0320000, 6E00"
    })
    void whatIsNoCommand(String header, String status) throws Exception {
        try (TestCard card = TestCard.forced();
                CardSession session = card.openVerified()) {
            assertAnswer(status, new RawLink(session), header, "");
        }
    }

    private static void assertAnswer(String status, RawLink raw, String header, String data) throws Exception {
        assertEquals(status, raw.exchange(RawCommand.of(header, data)).status().toString(), header + " " + data);
    }
}
