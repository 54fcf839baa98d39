package org.keymeter.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardSession;
import org.keymeter.card.GrantRefusal;
import org.keymeter.card.GrantRefusedException;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.Policy;
import org.keymeter.scenario.TestCa.Draft;

/** P3: only a grant refills, once, on one card, for one key, as the answer to one request. Each reason apart; uses unchanged. */
class GrantRefusalTest {
    private static final long USES = 3;

    private TestCard card;
    private CardSession session;
    private TestCa ca;
    private int anchorSlot;

    @BeforeEach
    void setUp() throws Exception {
        card = TestCard.forced();
        session = card.openVerified();
        ca = new TestCa("approver");
        anchorSlot = session.anchors().importAnchor(ca.subject(), ca.spki());
        createKey();
    }

    @AfterEach
    void close() {
        session.close();
        card.close();
    }

    private void createKey() throws Exception {
        TestCard.create(session, USES, Policy.of(20, List.of(ca.spkiHash())));
    }

    private Draft answer() throws Exception {
        return new Draft(session.grants().request(0, 10));
    }

    private void assertRefused(GrantRefusal reason, ByteString grant, ByteString... intermediates) throws Exception {
        KeyInfo before = session.keys().read(0);
        GrantRefusedException refused = assertThrows(
                GrantRefusedException.class, () -> session.grants().redeem(0, List.of(intermediates), grant));
        assertEquals(reason, refused.reason());
        assertEquals(before.remaining(), session.keys().read(0).remaining());
    }

    @Test
    void theGrantThatAnswersIsRedeemedOnce() throws Exception {
        ByteString grant = ca.sign(answer().uses(7));
        assertEquals(7, session.grants().redeem(0, List.of(), grant));
        assertRefused(GrantRefusal.NOT_REQUESTED, grant);
        assertEquals(7, session.keys().read(0).remaining());
    }

    @Test
    void aGrantSetsAndNeverAdds() throws Exception {
        assertEquals(2, session.grants().redeem(0, List.of(), ca.sign(answer().uses(2))));
        assertEquals(10, session.grants().redeem(0, List.of(), ca.sign(answer())));
    }

    @Test
    void aboveTheCeiling() throws Exception {
        GrantRefusedException refused =
                assertThrows(GrantRefusedException.class, () -> session.grants().request(0, 21));
        assertEquals(GrantRefusal.ABOVE_CEILING, refused.reason());
        assertRefused(GrantRefusal.USES, ca.sign(answer().uses(21)));
    }

    @Test
    void moreUsesThanAsked() throws Exception {
        assertRefused(GrantRefusal.USES, ca.sign(answer().uses(11)));
        assertRefused(GrantRefusal.USES, ca.sign(answer().uses(0)));
    }

    @Test
    void forAnotherCard() throws Exception {
        assertRefused(GrantRefusal.OTHER_CARD, ca.sign(answer().with(1, new byte[16])));
        try (TestCard other = TestCard.forced();
                CardSession theirs = other.openVerified()) {
            theirs.anchors().importAnchor(ca.subject(), ca.spki());
            TestCard.create(theirs, USES, Policy.of(20, List.of(ca.spkiHash())));
            answer();
            assertRefused(
                    GrantRefusal.SUBJECT_KEY, ca.sign(new Draft(theirs.grants().request(0, 10))));
        }
    }

    @Test
    void forAnotherInstance() throws Exception {
        assertRefused(GrantRefusal.OTHER_INSTANCE, ca.sign(answer().with(2, 2)));
        assertRefused(GrantRefusal.OTHER_INSTANCE, ca.sign(answer().with(2, 1L << 24 | 1)));
    }

    @Test
    void forAnotherKey() throws Exception {
        createKey();
        Draft other = new Draft(session.grants().request(1, 10));
        answer();
        assertRefused(GrantRefusal.OTHER_KEY, ca.sign(other));
    }

    @Test
    void forAnotherGeneration() throws Exception {
        assertRefused(GrantRefusal.OTHER_GENERATION, ca.sign(answer().with(4, 2)));
        assertRefused(GrantRefusal.OTHER_GENERATION, ca.sign(answer().with(4, 1 << 16 | 1)));
    }

    @Test
    void aGenerationMadeOrRetiredEndsTheRequest() throws Exception {
        ByteString identity = session.keys().read(0).identity();
        ByteString before = ca.sign(answer());
        session.keys().makeGeneration(0, identity);
        assertRefused(GrantRefusal.NOT_REQUESTED, before);
        ByteString between = ca.sign(answer());
        session.keys().retireGeneration(0, identity);
        assertRefused(GrantRefusal.NOT_REQUESTED, between);
    }

    @Test
    void toAnOldNonce() throws Exception {
        ByteString old = ca.sign(answer());
        answer();
        assertRefused(GrantRefusal.OTHER_NONCE, old);
    }

    @Test
    void fromAnAnchorThatThePolicyDoesNotName() throws Exception {
        TestCa other = new TestCa("other");
        session.anchors().importAnchor(other.subject(), other.spki());
        assertRefused(GrantRefusal.ANCHOR_NOT_IN_POLICY, other.sign(answer()));
        assertRefused(GrantRefusal.ISSUER_UNKNOWN, new TestCa("nobody").sign(answer()));
    }

    @Test
    void fromAnotherCaInTheSlotOfARemovedOne() throws Exception {
        TestCa other = new TestCa("other");
        session.anchors().remove(anchorSlot);
        assertRefused(GrantRefusal.ISSUER_UNKNOWN, ca.sign(answer()));
        assertEquals(anchorSlot, session.anchors().importAnchor(other.subject(), other.spki()));
        assertRefused(GrantRefusal.ANCHOR_NOT_IN_POLICY, other.sign(answer()));
    }

    @Test
    void fromAnotherCaOfTheSameName() throws Exception {
        TestCa twin = new TestCa("approver");
        assertRefused(GrantRefusal.SIGNATURE, twin.sign(answer()));
        session.anchors().importAnchor(twin.subject(), twin.spki());
        assertRefused(GrantRefusal.SIGNATURE, twin.sign(answer()));
        assertEquals(10, session.grants().redeem(0, List.of(), ca.sign(answer())));
    }

    @Test
    void aRenewedCaWithTheSameKeyStillFits() throws Exception {
        session.anchors().remove(anchorSlot);
        session.anchors().importAnchor(ca.subject(), ca.spki());
        assertEquals(10, session.grants().redeem(0, List.of(), ca.sign(answer())));
    }

    @Test
    void expiredByTheAnchorsDate() throws Exception {
        Instant later = Instant.now().plus(30, ChronoUnit.DAYS);
        Draft future = answer();
        future.notBefore = later;
        future.notAfter = later.plus(1, ChronoUnit.DAYS);
        session.grants().redeem(0, List.of(), ca.sign(future));
        assertRefused(GrantRefusal.EXPIRED, ca.sign(answer()));

        session.anchors().remove(anchorSlot);
        session.anchors().importAnchor(ca.subject(), ca.spki());
        assertRefused(GrantRefusal.EXPIRED, ca.sign(answer()));

        Draft longer = answer();
        longer.notAfter = later;
        session.grants().redeem(0, List.of(), ca.sign(longer));
    }

    @Test
    void withAnUnknownCriticalExtension() throws Exception {
        Draft draft = answer();
        ASN1ObjectIdentifier unknown = new ASN1ObjectIdentifier("1.3.6.1.4.1.32473.99");
        draft.extra = new Extension(unknown, true, new DEROctetString(DERNull.INSTANCE.getEncoded()));
        assertRefused(GrantRefusal.CRITICAL_EXTENSION, ca.sign(draft));
        draft.extra = new Extension(unknown, false, new DEROctetString(DERNull.INSTANCE.getEncoded()));
        assertEquals(10, session.grants().redeem(0, List.of(), ca.sign(draft)));
    }

    @Test
    void withTheGrantNotCritical() throws Exception {
        Draft draft = answer();
        draft.isGrantCritical = false;
        assertRefused(GrantRefusal.NOT_CRITICAL, ca.sign(draft));
    }

    @Test
    void thatIsACaOrSignsCertificates() throws Exception {
        Draft draft = answer();
        draft.constraints = new BasicConstraints(true);
        assertRefused(GrantRefusal.IS_CA, ca.sign(draft));
        draft.constraints = null;
        draft.usage = new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyCertSign);
        assertRefused(GrantRefusal.IS_CA, ca.sign(draft));
    }

    @Test
    void withTheWrongUsage() throws Exception {
        Draft draft = answer();
        draft.usage = new KeyUsage(KeyUsage.keyEncipherment);
        assertRefused(GrantRefusal.KEY_USAGE, ca.sign(draft));
        draft.usage = null;
        draft.extendedUsage = KeyPurposeId.id_kp_serverAuth;
        assertRefused(GrantRefusal.EXTENDED_KEY_USAGE, ca.sign(draft));
        draft.extendedUsage = null;
        assertEquals(10, session.grants().redeem(0, List.of(), ca.sign(draft)));
    }

    @Test
    void withNotBeforeAfterNotAfter() throws Exception {
        Draft draft = answer();
        draft.notAfter = draft.notBefore.minusSeconds(1);
        assertRefused(GrantRefusal.VALIDITY, ca.sign(draft));
    }

    @Test
    void throughAnIntermediateThatThePolicyDoesNotAllow() throws Exception {
        TestCa.Intermediate middle = ca.intermediate("middle");
        assertRefused(GrantRefusal.PATH_LENGTH, middle.ca().sign(answer()), middle.certificate());
        assertRefused(GrantRefusal.ISSUER_UNKNOWN, middle.ca().sign(answer()));
    }

    @Test
    void throughIntermediatesWithinPolicyAndPathLength() throws Exception {
        TestCard.create(session, USES, Policy.of(20, List.of(ca.spkiHash())).withIntermediates(2));
        TestCa.Intermediate first = ca.intermediate("first");
        TestCa.Intermediate second = first.ca().intermediate("second");
        TestCa.Intermediate third = second.ca().intermediate("third");
        List<ByteString> two = List.of(first.certificate(), second.certificate());
        Draft draft = new Draft(session.grants().request(1, 10));
        assertEquals(10, session.grants().redeem(1, two, second.ca().sign(draft)));

        Draft deeper = new Draft(session.grants().request(1, 10));
        List<ByteString> three = List.of(first.certificate(), second.certificate(), third.certificate());
        GrantRefusedException refused = assertThrows(GrantRefusedException.class, () -> session.grants()
                .redeem(1, three, third.ca().sign(deeper)));
        assertEquals(GrantRefusal.PATH_LENGTH, refused.reason());

        TestCa.Intermediate narrow =
                ca.intermediate("narrow", new BasicConstraints(0), new KeyUsage(KeyUsage.keyCertSign));
        TestCa.Intermediate below = narrow.ca().intermediate("below");
        refused = assertThrows(GrantRefusedException.class, () -> session.grants()
                .redeem(
                        1,
                        List.of(narrow.certificate(), below.certificate()),
                        below.ca().sign(deeper)));
        assertEquals(GrantRefusal.PATH_LENGTH, refused.reason());
    }

    @Test
    void fromAnIssuerThatIsNoCa() throws Exception {
        TestCard.create(session, USES, Policy.of(20, List.of(ca.spkiHash())).withIntermediates(1));
        for (TestCa.Intermediate leaf : List.of(
                ca.intermediate("without constraints", null, new KeyUsage(KeyUsage.keyCertSign)),
                ca.intermediate("not a CA", new BasicConstraints(false), null),
                ca.intermediate("no certificates", new BasicConstraints(true), new KeyUsage(KeyUsage.cRLSign)))) {
            Draft draft = new Draft(session.grants().request(1, 10));
            GrantRefusedException refused = assertThrows(GrantRefusedException.class, () -> session.grants()
                    .redeem(1, List.of(leaf.certificate()), leaf.ca().sign(draft)));
            assertEquals(GrantRefusal.ISSUER_NO_CA, refused.reason());
        }
    }

    @Test
    void fromAnIssuerForAnotherPurpose() throws Exception {
        TestCard.create(session, USES, Policy.of(20, List.of(ca.spkiHash())).withIntermediates(1));
        TestCa.Intermediate tls = ca.intermediate("TLS", KeyPurposeId.id_kp_serverAuth);
        assertRefusedAt(
                1,
                GrantRefusal.EXTENDED_KEY_USAGE,
                tls,
                new Draft(session.grants().request(1, 10)));
        TestCa.Intermediate named = ca.intermediate("grants", KeyPurposeId.getInstance(TestCa.GRANT_USAGE));
        Draft draft = new Draft(session.grants().request(1, 10));
        assertEquals(
                10,
                session.grants()
                        .redeem(1, List.of(named.certificate()), named.ca().sign(draft)));
    }

    @Test
    void eightBadSignaturesEndTheRequest() throws Exception {
        Draft draft = answer();
        TestCa twin = new TestCa("approver");
        for (int i = 0; i < 8; i++) {
            assertRefused(GrantRefusal.SIGNATURE, twin.sign(draft));
        }
        assertRefused(GrantRefusal.NOT_REQUESTED, ca.sign(draft));
        assertEquals(9, session.log().readState().failures().refusedGrants());
    }

    @Test
    void anAlgorithmThatTheCardHasNotCostsTheRequestNothing() throws Exception {
        Draft draft = answer();
        draft.algorithm = "SHA512withECDSA";
        for (int i = 0; i < 9; i++) {
            assertRefused(GrantRefusal.ALGORITHM, ca.sign(draft));
        }
        draft.algorithm = "SHA256withECDSA";
        assertEquals(10, session.grants().redeem(0, List.of(), ca.sign(draft)));
    }

    @Test
    void eightBadIntermediatesEndTheRequestAndGoodOnesCostNothing() throws Exception {
        TestCard.create(session, USES, Policy.of(20, List.of(ca.spkiHash())).withIntermediates(1));
        TestCa.Intermediate good = ca.intermediate("middle");
        TestCa.Intermediate bad = new TestCa("approver").intermediate("middle");
        Draft draft = new Draft(session.grants().request(1, 10));
        for (int i = 0; i < 7; i++) {
            assertRefusedAt(1, GrantRefusal.SIGNATURE, bad, draft);
        }
        Draft tooMany = new Draft(session.grants().request(1, 10)).uses(11);
        for (int i = 0; i < 20; i++) {
            assertRefusedAt(1, GrantRefusal.USES, good, tooMany);
        }
        for (int i = 0; i < 8; i++) {
            assertRefusedAt(1, GrantRefusal.SIGNATURE, bad, tooMany);
        }
        assertRefusedAt(1, GrantRefusal.NOT_REQUESTED, good, tooMany.uses(10));
    }

    private void assertRefusedAt(int slot, GrantRefusal reason, TestCa.Intermediate middle, Draft draft)
            throws Exception {
        ByteString grant = middle.ca().sign(draft);
        GrantRefusedException refused = assertThrows(
                GrantRefusedException.class, () -> session.grants().redeem(slot, List.of(middle.certificate()), grant));
        assertEquals(reason, refused.reason());
    }

    @Test
    void seventeenBadSignaturesOverAnotherNonceDoNotEndIt() throws Exception {
        Draft old = answer();
        Draft draft = answer();
        TestCa twin = new TestCa("approver");
        for (int i = 0; i < 17; i++) {
            assertRefused(GrantRefusal.SIGNATURE, twin.sign(old));
        }
        assertEquals(10, session.grants().redeem(0, List.of(), ca.sign(draft)));
    }

    @Test
    void forAKeyThatIsNeverRefilled() throws Exception {
        TestCard.create(session, USES, Policy.of(20, List.of()));
        GrantRefusedException refused =
                assertThrows(GrantRefusedException.class, () -> session.grants().request(1, 1));
        assertEquals(GrantRefusal.NEVER, refused.reason());
    }

    @Test
    void trailingBytesAndEveryTruncation() throws Exception {
        byte[] good = ca.sign(answer()).toByteArray();
        assertRefused(GrantRefusal.MALFORMED, ByteString.of(Arrays.copyOf(good, good.length + 1)));
        for (int length = 1; length < good.length; length += 7) {
            assertRefused(GrantRefusal.MALFORMED, ByteString.of(Arrays.copyOf(good, length)));
        }
        assertEquals(10, session.grants().redeem(0, List.of(), ByteString.of(good)));
    }
}
