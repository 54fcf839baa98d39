package org.keymeter.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keymeter.card.Blob;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardException;
import org.keymeter.card.CardSession;
import org.keymeter.card.GrantRefusal;
import org.keymeter.card.GrantRefusedException;
import org.keymeter.card.NotAuthorisedException;
import org.keymeter.card.Pin;
import org.keymeter.card.PinBlockedException;
import org.keymeter.card.PinWrongException;
import org.keymeter.card.Policy;
import org.keymeter.card.Secret;
import org.keymeter.card.UsesRefusedException;

/** P4 and P7: PINs, their tries, and what setting a new one costs. */
class PinTest {
    private TestCard card;
    private CardSession session;

    @BeforeEach
    void setUp() throws Exception {
        card = TestCard.forced();
        session = card.open();
    }

    @AfterEach
    void close() {
        session.close();
        card.close();
    }

    private void assertWrong(Pin which, int triesLeft) {
        PinWrongException wrong =
                assertThrows(PinWrongException.class, () -> TestCard.verify(session, which, "wrong pin"));
        assertEquals(triesLeft, wrong.triesLeft());
    }

    @Test
    void triesCountDownAreRestoredAndBlock() throws Exception {
        assertWrong(Pin.USER, 4);
        assertWrong(Pin.USER, 3);
        TestCard.verify(session, Pin.USER, TestCard.USER_PIN);
        for (int left = 4; left >= 0; left--) {
            assertWrong(Pin.USER, left);
        }
        assertThrows(PinBlockedException.class, () -> TestCard.verify(session, Pin.USER, TestCard.USER_PIN));
        assertThrows(PinBlockedException.class, () -> TestCard.change(session, Pin.USER, TestCard.USER_PIN, "654321"));
        assertEquals(0, session.device().read().userPin().left());
    }

    @Test
    void triesDoNotComeBackWithPowerOrANewChannel() throws Exception {
        assertWrong(Pin.USER, 4);
        card.reader.interruptPower();
        session = card.open();
        assertWrong(Pin.USER, 3);
        session = card.open();
        assertWrong(Pin.USER, 2);
    }

    @Test
    void aWrongPinTakesTheAuthorityAway() throws Exception {
        TestCard.verify(session, Pin.ADMIN, TestCard.ADMIN_PIN);
        assertTrue(session.pins().readVerified(Pin.ADMIN));
        assertWrong(Pin.ADMIN, 4);
        assertFalse(session.pins().readVerified(Pin.ADMIN));
        assertThrows(NotAuthorisedException.class, () -> TestCard.create(session, 0, Policy.of(1, List.of())));
    }

    @Test
    void unblockingSetsANewPinAndZeroesWhatCanBeRefilled() throws Exception {
        TestCa ca = new TestCa("approver");
        session = card.openVerified();
        session.anchors().importAnchor(ca.subject(), ca.spki());
        Policy refillable = Policy.of(9, List.of(ca.spkiHash()));
        TestCard.create(session, 9, refillable);
        TestCard.create(session, 9, refillable.withPinRequired(false));
        TestCard.create(session, 9, Policy.of(9, List.of()));
        for (int i = 0; i < 5; i++) {
            assertWrong(Pin.USER, 4 - i);
        }
        TestCard.reset(session, TestCard.USER_PIN);
        assertEquals(
                List.of(0L, 9L, 9L),
                session.keys().readAll().stream().map(key -> key.remaining()).toList());
        assertThrows(NotAuthorisedException.class, () -> TestCard.wrap(session, 0, 1));
        TestCard.verify(session, Pin.USER, TestCard.USER_PIN);
        List<Blob> blobs = TestCard.wrap(session, 0, 1);
        assertThrows(UsesRefusedException.class, () -> TestCard.unwrap(session, 0, blobs));
        assertEquals(5, session.device().read().userPin().left());
    }

    @Test
    void settingANewUserPinEndsARequestAndKeepsALeaseThatCantBeRefilled() throws Exception {
        TestCa ca = new TestCa("approver");
        session = card.openVerified();
        session.anchors().importAnchor(ca.subject(), ca.spki());
        TestCard.create(session, 9, Policy.of(9, List.of(ca.spkiHash())));
        TestCard.create(session, 9, Policy.of(9, List.of()).withLease(5));
        ByteString meantForTheUser = ca.sign(new TestCa.Draft(session.grants().request(0, 9)));
        TestCard.unwrap(session, 1, TestCard.wrap(session, 1, 1));
        TestCard.reset(session, "abcdef");
        TestCard.verify(session, Pin.USER, "abcdef");
        GrantRefusedException refused =
                assertThrows(GrantRefusedException.class, () -> session.grants().redeem(0, List.of(), meantForTheUser));
        assertEquals(GrantRefusal.NOT_REQUESTED, refused.reason());
        assertEquals(0, session.keys().read(0).remaining());
        assertEquals(8, session.keys().read(1).remaining());
    }

    @Test
    void onlyTheAdminUnblocks() throws Exception {
        TestCard.verify(session, Pin.USER, TestCard.USER_PIN);
        assertThrows(NotAuthorisedException.class, () -> TestCard.reset(session, "abcdef"));
    }

    @Test
    void aBlockedAdminPinStaysBlocked() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertWrong(Pin.ADMIN, 4 - i);
        }
        assertThrows(PinBlockedException.class, () -> TestCard.verify(session, Pin.ADMIN, TestCard.ADMIN_PIN));
        session = card.open();
        assertThrows(PinBlockedException.class, () -> TestCard.verify(session, Pin.ADMIN, TestCard.ADMIN_PIN));
        TestCard.verify(session, Pin.USER, TestCard.USER_PIN);
        assertThrows(NotAuthorisedException.class, () -> TestCard.reset(session, "abcdef"));
    }

    @Test
    void everyLengthFromNoneTo255() throws Exception {
        TestCard.verify(session, Pin.ADMIN, TestCard.ADMIN_PIN);
        for (int length = 0; length <= 255; length++) {
            byte[] bytes = new byte[length];
            Arrays.fill(bytes, (byte) 'x');
            try (Secret pin = Secret.take(bytes.clone())) {
                if (length >= 6 && length <= 16) {
                    session.pins().reset(pin);
                    session.pins().verify(Pin.USER, pin);
                    TestCard.acknowledgeAll(session);
                } else {
                    assertThrows(Exception.class, () -> session.pins().reset(pin));
                    assertThrows(Exception.class, () -> session.pins().verify(Pin.USER, pin));
                }
            }
        }
        assertEquals(5, session.device().read().userPin().left());
        assertEquals(0, session.log().readState().failures().wrongPins());
    }

    @Test
    void changingNeedsTheOldOneAndAsksForTheNewOneAnew() throws Exception {
        TestCard.verify(session, Pin.USER, TestCard.USER_PIN);
        assertThrows(PinWrongException.class, () -> TestCard.change(session, Pin.USER, "wrong pin", "654321"));
        TestCard.change(session, Pin.USER, TestCard.USER_PIN, "654321");
        assertFalse(session.pins().readVerified(Pin.USER));
        assertWrong(Pin.USER, 4);
        TestCard.verify(session, Pin.USER, "654321");
    }

    @Test
    void authorityBelongsToOneChannel() throws Exception {
        session = card.openVerified();
        try (CardSession other = card.open()) {
            assertFalse(other.pins().readVerified(Pin.ADMIN));
            assertThrows(NotAuthorisedException.class, () -> TestCard.create(other, 0, Policy.of(1, List.of())));
        }
        assertThrows(CardException.class, () -> TestCard.create(session, 0, Policy.of(1, List.of())));
    }
}
