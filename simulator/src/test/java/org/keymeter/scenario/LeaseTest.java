package org.keymeter.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.keymeter.card.Blob;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardConnection;
import org.keymeter.card.CardException;
import org.keymeter.card.CardSession;
import org.keymeter.card.CreatedKey;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.Pin;
import org.keymeter.card.Policy;
import org.keymeter.card.UsesRefusedException;

/** Leases: whatever happens to one, no use too many comes of it (P2, P3), and none is lost while the card has power. */
class LeaseTest {
    private static final long USES = 100;
    private static final int LEASE = 10;

    private TestCard card;
    private CardConnection power;
    private CardSession session;
    private TestCa ca;
    private CreatedKey key;
    private List<Blob> blobs;

    @BeforeEach
    void setUp() throws Exception {
        card = TestCard.forced();
        power = card.reader.connect();
        session = card.openVerified();
        ca = new TestCa("approver");
        session.anchors().importAnchor(ca.subject(), ca.spki());
        key = TestCard.create(
                session, USES, Policy.of(200, List.of(ca.spkiHash())).withLease(LEASE));
        blobs = TestCard.wrap(session, 0, 40);
        assertEquals(List.of(true), open(1));
        assertEquals(LEASE - 1, session.keys().read(0).openLease());
    }

    @AfterEach
    void close() throws CardException {
        session.close();
        power.close();
        card.close();
    }

    private List<Boolean> open(int count) throws CardException {
        return TestCard.unwrap(session, 0, blobs.subList(0, count));
    }

    private void assertMeter(long remaining, long lease, long spent) throws CardException {
        KeyInfo now = session.keys().read(0);
        assertEquals(remaining, now.remaining());
        assertEquals(lease, now.openLease());
        assertEquals(spent, now.spentEver());
        assertEquals(USES, remaining + spent);
    }

    @Test
    void countsDownInMemoryAndTakesTheNextOneWhole() throws Exception {
        assertMeter(USES - LEASE, LEASE - 1, LEASE);
        open(9);
        assertMeter(USES - LEASE, 0, LEASE);
        open(1);
        assertMeter(USES - 2 * LEASE, LEASE - 1, 2 * LEASE);
    }

    @Test
    void endingTheSessionReturnsExactlyWhatIsLeftAndTwiceIsHarmless() throws Exception {
        open(3);
        session.uses().endSession();
        assertMeter(USES - 4, 0, 4);
        long records = session.log().readState().last();
        session.uses().endSession();
        session.uses().endSession();
        assertMeter(USES - 4, 0, 4);
        assertEquals(records, session.log().readState().last());
    }

    @Test
    void powerLossCostsWhatWasHeldAndNoMore() throws Exception {
        card.reader.interruptPower();
        session = card.openVerified();
        assertMeter(USES - LEASE, 0, LEASE);
    }

    @Test
    void pullingTheCardCostsWhatWasHeldAndNoMore() throws Exception {
        card.reader.remove();
        card.reader.insert();
        session = card.openVerified();
        assertMeter(USES - LEASE, 0, LEASE);
    }

    @Test
    void aSecondChannelReturnsIt() throws Exception {
        try (CardSession other = card.open()) {
            KeyInfo seen = other.keys().read(0);
            assertEquals(USES - 1, seen.remaining());
            assertEquals(0, seen.openLease());
        }
        assertThrows(CardException.class, () -> open(1));
        session = card.openVerified();
        assertMeter(USES - 1, 0, 1);
    }

    @Tag("campaign")
    @Test
    void aHundredForeignChannelsAndSelectsCostNoUse() throws Exception {
        int opened = 1;
        for (int i = 0; i < 50; i++) {
            card.open().close();
            session = card.openVerified();
            open(1);
            selectAnotherApplet();
            session = card.openVerified();
            opened++;
        }
        assertMeter(USES - opened, 0, opened);
    }

    /** SELECT of the issuer security domain, as any program of GlobalPlatform begins. */
    private void selectAnotherApplet() throws CardException {
        try (CardConnection foreign = card.reader.connect()) {
            foreign.transmit(ByteString.ofHex("00a4040008a00000015100000000").toByteArray());
        }
    }

    @Test
    void deletingAndCreatingInTheSameSlotLeavesNothingOfIt() throws Exception {
        session.keys().delete(0, key.identity());
        TestCard.create(session, 0, Policy.of(200, List.of(ca.spkiHash())).withLease(LEASE));
        KeyInfo fresh = session.keys().read(0);
        assertFalse(fresh.identity().equals(key.identity()));
        assertEquals(0, fresh.remaining());
        assertEquals(0, fresh.openLease());
        assertThrows(UsesRefusedException.class, () -> open(1));
        session.uses().endSession();
        assertEquals(0, session.keys().read(0).remaining());
    }

    @Test
    void redeemingReturnsItFirstSoThatTheGrantSetsTheWhole() throws Exception {
        ByteString grant = ca.sign(new TestCa.Draft(session.grants().request(0, 50)));
        assertEquals(50, session.grants().redeem(0, List.of(), grant));
        assertEquals(0, session.keys().read(0).openLease());
        session.uses().endSession();
        assertEquals(50, session.keys().read(0).remaining());
    }

    @Test
    void rotatingReturnsIt() throws Exception {
        session.keys().makeGeneration(0, key.identity());
        assertMeter(USES - 1, 0, 1);
        assertEquals(0, session.keys().read(0).spentInGeneration());
        session.keys().retireGeneration(0, key.identity());
        session.uses().endSession();
        assertMeter(USES - 1, 0, 1);
    }

    @Test
    void changingAPinReturnsIt() throws Exception {
        TestCard.change(session, Pin.USER, TestCard.USER_PIN, "654321");
        assertMeter(USES - 1, 0, 1);
    }

    @Test
    void creatingAnotherKeyReturnsIt() throws Exception {
        TestCard.create(session, 1, Policy.of(1, List.of()));
        assertMeter(USES - 1, 0, 1);
    }

    @Test
    void usingAnotherKeyReturnsIt() throws Exception {
        TestCard.create(session, 5, Policy.of(5, List.of()).withLease(2));
        TestCard.unwrap(session, 1, TestCard.wrap(session, 1, 1));
        assertMeter(USES - 1, 0, 1);
        assertEquals(1, session.keys().read(1).openLease());
    }

    @Test
    void theAdminsResetDropsIt() throws Exception {
        TestCard.reset(session, "abcdef");
        assertEquals(0, session.keys().read(0).remaining());
        session.uses().endSession();
        assertEquals(0, session.keys().read(0).remaining());
    }

    @Test
    void theLastLeaseIsCutToWhatIsLeft() throws Exception {
        session.uses().endSession();
        for (int i = 0; i < 9; i++) {
            open(10);
        }
        open(5);
        assertEquals(4, TestCard.left(session, 0));
        open(4);
        assertEquals(0, TestCard.left(session, 0));
        UsesRefusedException refused = assertThrows(UsesRefusedException.class, () -> open(1));
        assertTrue(refused.getMessage().contains("0 uses"), refused.getMessage());
    }

    @Test
    void burstAndLifetimeCutIt() throws Exception {
        TestCard.create(
                session, 50, Policy.of(50, List.of()).withLease(20).withBurst(7).withLifetime(12));
        List<Blob> own = TestCard.wrap(session, 1, 12);
        TestCard.unwrap(session, 1, own.subList(0, 5));
        KeyInfo now = session.keys().read(1);
        assertEquals(43, now.remaining());
        assertEquals(2, now.openLease());
        UsesRefusedException refused =
                assertThrows(UsesRefusedException.class, () -> TestCard.unwrap(session, 1, own.subList(0, 3)));
        assertTrue(refused.getMessage().contains("2 uses left"), refused.getMessage());
        TestCard.verify(session, Pin.USER, TestCard.USER_PIN);
        TestCard.unwrap(session, 1, own.subList(0, 7));
        TestCard.verify(session, Pin.USER, TestCard.USER_PIN);
        refused = assertThrows(UsesRefusedException.class, () -> TestCard.unwrap(session, 1, own.subList(0, 1)));
        assertTrue(refused.getMessage().contains("0 uses left"), refused.getMessage());
        assertEquals(12, session.keys().read(1).spentEver());
    }
}
