package org.keymeter.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardSession;
import org.keymeter.card.GrantRefusal;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.Policy;
import org.keymeter.card.grant.Redemption;

/** From files to the key on the card that their grant is for. */
class RedemptionTest {
    private static final int SLOT = 1;

    private TestCard card;
    private CardSession session;
    private TestCa ca;

    @BeforeEach
    void setUp() throws Exception {
        card = TestCard.forced();
        session = card.openVerified();
        ca = new TestCa("approver");
        session.anchors().importAnchor(ca.subject(), ca.spki());
        TestCard.create(session, 3, Policy.of(20, List.of(ca.spkiHash())));
        TestCard.create(session, 3, Policy.of(20, List.of(ca.spkiHash())).withIntermediates(1));
    }

    @AfterEach
    void close() {
        session.close();
        card.close();
    }

    private Redemption prepare(ByteString... files) throws Exception {
        return Redemption.prepare(
                session, List.of(files).stream().map(ByteString::toByteArray).toList());
    }

    private ByteString grantBy(TestCa issuer) throws Exception {
        return issuer.sign(new TestCa.Draft(session.grants().request(SLOT, 10)));
    }

    private void assertRefused(GrantRefusal reason, Redemption redemption) {
        assertEquals(Optional.of(reason), redemption.judge(Instant.now()).refusal());
    }

    @Test
    void findsTheKeyAndTheWayToIt() throws Exception {
        TestCa.Intermediate middle = ca.intermediate("middle");
        Redemption redemption = prepare(grantBy(middle.ca()), middle.certificate());
        assertEquals(Optional.of(SLOT), redemption.key().map(KeyInfo::slot));
        assertEquals(10, redemption.grant().terms().uses());
        assertTrue(redemption.judge(Instant.now()).isAccepted());
        assertEquals(10, redemption.redeem(session));
        assertEquals(3, session.keys().read(0).remaining());
        assertEquals(10, session.keys().read(SLOT).remaining());
    }

    @Test
    void judgesByTheAnchorsOfTheCard() throws Exception {
        TestCa stranger = new TestCa("stranger");
        ByteString grant = grantBy(stranger);
        assertRefused(GrantRefusal.ISSUER_UNKNOWN, prepare(grant));
        session.anchors().importAnchor(stranger.subject(), stranger.spki());
        assertRefused(GrantRefusal.ANCHOR_NOT_IN_POLICY, prepare(grant));
    }

    @Test
    void aKeyThatIsGoneIsNotThere() throws Exception {
        ByteString grant = grantBy(ca);
        session.keys().delete(SLOT, session.keys().read(SLOT).identity());
        Redemption redemption = prepare(grant);
        assertEquals(Optional.empty(), redemption.key());
        assertRefused(GrantRefusal.OTHER_KEY, redemption);
        assertThrows(NoSuchElementException.class, () -> redemption.redeem(session));
    }

    @Test
    void theGrantOfAnotherCardIsForAnotherDevice() throws Exception {
        ByteString grant = grantBy(ca);
        close();
        setUp();
        Redemption redemption = prepare(grant);
        assertEquals(Optional.empty(), redemption.key());
        assertRefused(GrantRefusal.SUBJECT_KEY, redemption);
    }
}
