package org.keymeter.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.keymeter.scenario.TestCard.assertRefused;

import java.security.MessageDigest;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keymeter.card.Blob;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardException;
import org.keymeter.card.CardOption;
import org.keymeter.card.CardSession;
import org.keymeter.card.LogFullException;
import org.keymeter.card.LogState;
import org.keymeter.card.NotAuthorisedException;
import org.keymeter.card.Pin;
import org.keymeter.card.PinWrongException;
import org.keymeter.card.Policy;
import org.keymeter.protocol.Sw;

/** P5: the log is honest, never silently overwritten, and a full one never locks the way out. */
class AuditLogTest {
    private TestCard card;
    private CardSession session;
    private TestCa ca;
    private List<Blob> blobs;

    @BeforeEach
    void setUp() throws Exception {
        start(Set.of(CardOption.FORCED_AUDIT));
    }

    private void start(Set<CardOption> options) throws Exception {
        card = TestCard.of(options);
        session = card.openVerified();
        ca = new TestCa("approver");
        session.anchors().importAnchor(ca.subject(), ca.spki());
        TestCard.create(session, 1_000, Policy.of(1_000, List.of(ca.spkiHash())));
        blobs = TestCard.wrap(session, 0, 1);
    }

    @AfterEach
    void close() {
        session.close();
        card.close();
    }

    /** Unwraps until the card refuses; one record each. */
    private int fill() throws CardException {
        for (int records = 0; records < 300; records++) {
            try {
                TestCard.unwrap(session, 0, blobs);
            } catch (LogFullException full) {
                return records;
            }
        }
        throw new AssertionError("the log never fills");
    }

    @Test
    void forcedModeRefusesWorkWhenFullAndSpendsNothing() throws Exception {
        long before = session.keys().read(0).remaining();
        int records = fill();
        assertEquals(256 - 8 - 3, records);
        assertEquals(before - records, session.keys().read(0).remaining());
        assertEquals(0, session.log().readState().free().count().getAsInt());
        assertThrows(LogFullException.class, () -> TestCard.create(session, 1, Policy.of(1, List.of())));
        assertThrows(LogFullException.class, () -> session.anchors().remove(0));
        ByteString identity = session.keys().read(0).identity();
        assertThrows(LogFullException.class, () -> session.keys().makeGeneration(0, identity));
        assertThrows(LogFullException.class, () -> session.keys().delete(0, identity));
    }

    @Test
    void aFullLogRefusesAnAnchorAndForgetsNoDate() throws Exception {
        redeem();
        ByteString identity = session.keys().read(0).identity();
        session.keys().delete(0, identity);
        session.anchors().remove(0);
        TestCard.create(session, 1_000, Policy.of(1_000, List.of()));
        blobs = TestCard.wrap(session, 0, 1);
        fill();
        TestCa other = new TestCa("other");
        assertThrows(LogFullException.class, () -> session.anchors().importAnchor(other.subject(), other.spki()));
        TestCard.acknowledgeAll(session);
        session.anchors().importAnchor(ca.subject(), ca.spki());
        assertTrue(session.anchors().read(0).latest().isPresent(), "the date of the anchor's last grant");
    }

    @Test
    void aFullLogStillReadsAcknowledgesAndRedeems() throws Exception {
        fill();
        for (int i = 0; i < 4; i++) {
            redeem();
        }
        ByteString fifth = ca.sign(new TestCa.Draft(session.grants().request(0, 500)));
        assertThrows(LogFullException.class, () -> session.grants().redeem(0, List.of(), fifth));
        readAndVerify();
        TestCard.acknowledgeAll(session);
        assertEquals(500, session.grants().redeem(0, List.of(), fifth));
        TestCard.unwrap(session, 0, blobs);
    }

    private void redeem() throws Exception {
        ByteString grant = ca.sign(new TestCa.Draft(session.grants().request(0, 500)));
        assertEquals(500, session.grants().redeem(0, List.of(), grant));
    }

    private void readAndVerify() throws Exception {
        LogState state = session.log().readState();
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        byte[] chain = state.chainBefore().toByteArray();
        long next = state.first();
        while (next <= state.last()) {
            for (ByteString record : session.log().read(next)) {
                sha256.update(chain);
                chain = sha256.digest(record.toByteArray());
                next++;
            }
        }
        assertEquals(state.chain(), ByteString.of(chain));
    }

    @Test
    void eightPinChangesOnAFullLogLeaveTheOtherWaysOpen() throws Exception {
        fill();
        int changed = 0;
        String pin = TestCard.USER_PIN;
        for (int i = 0; i < 8; i++) {
            try {
                TestCard.change(session, Pin.USER, pin, "change" + i);
                pin = "change" + i;
                changed++;
            } catch (LogFullException full) {
                assertEquals(5, session.device().read().userPin().left());
            }
        }
        assertEquals(2, changed);
        TestCard.reset(session, TestCard.USER_PIN);
        TestCard.reset(session, TestCard.USER_PIN);
        assertThrows(LogFullException.class, () -> TestCard.reset(session, TestCard.USER_PIN));
        TestCard.verify(session, Pin.USER, TestCard.USER_PIN);
        redeem();
        TestCard.acknowledgeAll(session);
        redeem();
        TestCard.acknowledgeAll(session);
        TestCard.initialize(session, Set.of(CardOption.FORCED_AUDIT));
        try (CardSession next = card.openVerified()) {
            assertEquals(2, next.identity().instance());
            assertTrue(next.device().readSuccession().isPresent());
            assertEquals(List.of(), next.keys().readAll());
        }
    }

    @Tag("campaign")
    @Test
    void tenThousandWrongRequestsDoNotFillIt() throws Exception {
        long last = session.log().readState().last();
        ByteString junk = ByteString.of(new byte[64]);
        for (int i = 0; i < 9_990; i++) {
            CardException refused =
                    assertThrows(CardException.class, () -> session.grants().redeem(0, List.of(), junk));
            assertTrue(refused.getMessage().length() > 0);
            if (i % 1_000 == 0) {
                session.grants().request(0, 1);
            }
        }
        for (int i = 0; i < 10; i++) {
            assertThrows(PinWrongException.class, () -> TestCard.verify(session, Pin.USER, "wrong pin"));
            TestCard.verify(session, Pin.USER, TestCard.USER_PIN);
        }
        LogState state = session.log().readState();
        assertEquals(last, state.last());
        assertEquals(9_990, state.failures().refusedGrants());
        assertEquals(10, state.failures().wrongPins());
        TestCard.unwrap(session, 0, blobs);
    }

    @ParameterizedTest(name = "a rewrap begun: {0}")
    @ValueSource(booleans = {false, true})
    void freedSlotsRefillTheSharesInTheirOrder(boolean isRewrapBegun) throws Exception {
        TestCard.create(session, 1, Policy.of(1, List.of()));
        List<Blob> old = TestCard.wrap(session, 1, 1);
        session.keys().makeGeneration(1, session.keys().read(1).identity());
        if (isRewrapBegun) {
            session.uses().rewrap(1, 1, TestCard.VOLUME, old);
        }
        fill();
        assertKept(4, 2, 2);
        TestCard.change(session, Pin.USER, TestCard.USER_PIN, "654321");
        assertKept(4, 2, 1);
        TestCard.change(session, Pin.USER, "654321", TestCard.USER_PIN);
        TestCard.reset(session, TestCard.USER_PIN);
        TestCard.reset(session, TestCard.USER_PIN);
        TestCard.verify(session, Pin.USER, TestCard.USER_PIN);
        assertKept(4, 0, 0);
        for (int i = 0; i < 4; i++) {
            redeem();
        }
        assertKept(0, 0, 0);
        acknowledge(1 + 2);
        assertKept(2, 0, 0);
        acknowledge(1 + 3);
        assertKept(4, 1, 0);
        acknowledge(1 + 2);
        assertKept(4, 2, 1);
        acknowledge(1 + 1);
        assertKept(4, 2, 2);
        assertEquals(0, session.log().readState().free().count().getAsInt());
        acknowledge(1 + 1);
        assertKept(4, 2, 2);
        assertEquals(1, session.log().readState().free().count().getAsInt());
    }

    private void assertKept(int forRedeeming, int forReset, int forChange) throws CardException {
        LogState state = session.log().readState();
        assertEquals(
                List.of(forRedeeming, forReset, forChange),
                List.of(state.keptForRedeeming(), state.keptForReset(), state.keptForChange()));
    }

    /** The oldest records; the acknowledgement takes one of their slots. */
    private void acknowledge(int count) throws Exception {
        LogState state = session.log().readState();
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        byte[] chain = state.chainBefore().toByteArray();
        for (ByteString record : session.log().read(state.first()).subList(0, count)) {
            sha256.update(chain);
            chain = sha256.digest(record.toByteArray());
        }
        session.log().acknowledge(state.first() + count - 1, ByteString.of(chain));
    }

    @Test
    void acknowledgingTakesTheChainValueAtThatRecord() throws Exception {
        LogState state = session.log().readState();
        ByteString wrong = ByteString.of(new byte[32]);
        assertRefused(Sw.LOG_CHAIN_DIFFERS, () -> session.log().acknowledge(state.last(), wrong));
        assertRefused(Sw.LOG_CHAIN_DIFFERS, () -> session.log().acknowledge(state.last() - 1, state.chain()));
        assertRefused(Sw.NOT_FOUND, () -> session.log().acknowledge(state.last() + 1, state.chain()));
        assertRefused(Sw.NOT_FOUND, () -> session.log().acknowledge(0, state.chainBefore()));
        assertEquals(state.outstanding(), session.log().readState().outstanding());
        session.log().acknowledge(state.last(), state.chain());
        assertEquals(1, session.log().readState().outstanding());
    }

    @Test
    void acknowledgementsAloneAreNotWorthAcknowledging() throws Exception {
        TestCard.acknowledgeAll(session);
        LogState state = session.log().readState();
        assertRefused(Sw.LOG_NOTHING_TO_ACKNOWLEDGE, () -> session.log().acknowledge(state.last(), state.chain()));
    }

    @Test
    void anOpenLeaseAlwaysFindsRoomForItsReturn() throws Exception {
        TestCard.create(session, 1_000, Policy.of(1_000, List.of()).withLease(5));
        List<Blob> leased = TestCard.wrap(session, 1, 1);
        for (int free = session.log().readState().free().count().getAsInt(); free > 3; free--) {
            TestCard.unwrap(session, 0, blobs);
        }
        TestCard.unwrap(session, 1, leased);
        assertEquals(1, session.log().readState().free().count().getAsInt());
        session.uses().endSession();
        assertEquals(1, session.log().readState().free().count().getAsInt());
        assertThrows(LogFullException.class, () -> TestCard.unwrap(session, 1, leased));
        assertEquals(999, session.keys().read(1).remaining());
    }

    @Test
    void onlyTheAdminAcknowledgesWhereThatWasChosen() throws Exception {
        close();
        start(Set.of(CardOption.FORCED_AUDIT, CardOption.ADMIN_ACKNOWLEDGES));
        session.pins().forget(Pin.ADMIN);
        assertThrows(NotAuthorisedException.class, () -> TestCard.acknowledgeAll(session));
        TestCard.verify(session, Pin.ADMIN, TestCard.ADMIN_PIN);
        TestCard.acknowledgeAll(session);
    }

    @Test
    void withoutForcedAuditingTheOldestGivesWayAndTheChainStillVerifies() throws Exception {
        close();
        start(Set.of());
        for (int i = 0; i < 300; i++) {
            TestCard.unwrap(session, 0, blobs);
        }
        assertEquals(256, session.log().readState().outstanding());
        readAndVerify();
        TestCard.acknowledgeAll(session);
        readAndVerify();
        TestCard.unwrap(session, 0, blobs);
        readAndVerify();
    }

    @Test
    void initialisingAgainNeedsAnAcknowledgedLog() throws Exception {
        assertRefused(Sw.LOG_OUTSTANDING, () -> TestCard.initialize(session, Set.of()));
    }
}
