package org.keymeter.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardException;
import org.keymeter.card.CardSession;
import org.keymeter.card.GrantRefusal;
import org.keymeter.card.GrantRefusedException;
import org.keymeter.card.Policy;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.card.grant.GrantJudge;
import org.keymeter.card.grant.GrantPath;
import org.keymeter.card.grant.GrantRequest;
import org.keymeter.card.grant.GrantTarget;
import org.keymeter.card.grant.GrantVerdict;
import org.keymeter.scenario.TestCa.Draft;

/** The host's judge says of a certificate what the card then says. */
class GrantJudgeTest {
    private TestCard card;
    private CardSession session;
    private TestCa ca;
    private GrantRequest request;

    @BeforeEach
    void setUp() throws Exception {
        card = TestCard.forced();
        session = card.openVerified();
        ca = new TestCa("approver");
        session.anchors().importAnchor(ca.subject(), ca.spki());
        TestCard.create(session, 0, Policy.of(20, List.of(ca.spkiHash())).withIntermediates(1));
    }

    @AfterEach
    void close() {
        session.close();
        card.close();
    }

    /** A new request, answered in full. */
    private Draft answer() throws Exception {
        ByteString der = session.grants().request(0, 10);
        request = GrantRequest.parse(der.toByteArray());
        return new Draft(der);
    }

    private GrantTarget target() throws CardException {
        return new GrantTarget(
                session.device().read(),
                session.identity().deviceKey(),
                session.keys().read(0),
                session.anchors().readAll(),
                Optional.of(request.terms()));
    }

    private Optional<GrantRefusal> judge(ByteString... certificates) throws Exception {
        List<byte[]> files = new ArrayList<>();
        for (ByteString certificate : certificates) {
            files.add(certificate.toByteArray());
        }
        GrantTarget target = target();
        GrantPath path = GrantPath.find(files, target.anchors());
        return new GrantJudge(target, Instant.now()).judge(path).refusal();
    }

    private Optional<GrantRefusal> redeem(ByteString grant, ByteString... intermediates) throws CardException {
        try {
            session.grants().redeem(0, List.of(intermediates), grant);
            return Optional.empty();
        } catch (GrantRefusedException refused) {
            return Optional.of(refused.reason());
        }
    }

    private void assertAgreed(ByteString grant, ByteString... intermediates) throws Exception {
        ByteString[] bag = new ByteString[intermediates.length + 1];
        bag[0] = grant;
        System.arraycopy(intermediates, 0, bag, 1, intermediates.length);
        Optional<GrantRefusal> judged = judge(bag);
        assertEquals(redeem(grant, intermediates), judged);
    }

    @Test
    void agreesOnWhatIsWrongWithAGrant() throws Exception {
        assertAgreed(ca.sign(answer()));
        assertAgreed(ca.sign(answer().with(1, new byte[16])));
        assertAgreed(ca.sign(answer().with(2, 9)));
        assertAgreed(ca.sign(answer().with(3, new byte[16])));
        assertAgreed(ca.sign(answer().with(4, 9)));
        assertAgreed(ca.sign(answer().with(5, new byte[16])));
        for (long uses : new long[] {0, 1, 10, 11, 21}) {
            assertAgreed(ca.sign(answer().uses(uses)));
        }
        assertAgreed(new TestCa("nobody").sign(answer()));
        assertAgreed(new TestCa("approver").sign(answer()));
    }

    @Test
    void agreesOnWhatSurroundsAGrant() throws Exception {
        Draft draft = answer();
        draft.isGrantCritical = false;
        assertAgreed(ca.sign(draft));
        draft = answer();
        draft.constraints = new BasicConstraints(true);
        assertAgreed(ca.sign(draft));
        draft = answer();
        draft.usage = new KeyUsage(KeyUsage.keyAgreement);
        assertAgreed(ca.sign(draft));
        draft = answer();
        draft.extendedUsage = KeyPurposeId.id_kp_serverAuth;
        assertAgreed(ca.sign(draft));
        draft = answer();
        draft.usage = null;
        draft.extendedUsage = null;
        draft.constraints = null;
        assertAgreed(ca.sign(draft));
        draft = answer();
        draft.notAfter = draft.notBefore.minusSeconds(1);
        assertAgreed(ca.sign(draft));
        draft = answer();
        draft.extra = new Extension(new ASN1ObjectIdentifier("2.999.1"), true, DERNull.INSTANCE.getEncoded());
        assertAgreed(ca.sign(draft));
        draft = answer();
        draft.notBefore = draft.notBefore.minusSeconds(600);
        draft.notAfter = draft.notBefore.plusSeconds(60);
        assertAgreed(ca.sign(draft));
    }

    @Test
    void agreesOnIntermediates() throws Exception {
        TestCa.Intermediate upper = ca.intermediate("upper");
        TestCa.Intermediate lower = upper.ca().intermediate("lower");
        assertAgreed(upper.ca().sign(answer()), upper.certificate());
        assertAgreed(upper.ca().sign(answer()));
        assertAgreed(lower.ca().sign(answer()), upper.certificate(), lower.certificate());
        TestCa.Intermediate noCa = ca.intermediate("no CA", new BasicConstraints(false), null);
        assertAgreed(noCa.ca().sign(answer()), noCa.certificate());
    }

    @Test
    void refusesFromTheFutureWhatTheCardWouldTake() throws Exception {
        Draft draft = answer();
        draft.notBefore = Instant.now().plusSeconds(3_600);
        draft.notAfter = draft.notBefore.plusSeconds(60);
        ByteString grant = ca.sign(draft);
        assertEquals(Optional.of(GrantRefusal.FROM_THE_FUTURE), judge(grant));
        assertEquals(Optional.empty(), redeem(grant));
    }

    @Test
    void neverAcceptsADamagedGrantAndNeitherDoesTheCard() throws Exception {
        byte[] good = ca.sign(answer()).toByteArray();
        for (int i = 0; i < good.length; i += 3) {
            if (i % 18 == 0) {
                good = ca.sign(answer()).toByteArray();
            }
            byte[] damaged = good.clone();
            int at = Math.min(i, good.length - 1);
            damaged[at] ^= (byte) (1 << i % 8);
            assertFalse(isAccepted(damaged), () -> "byte " + at);
            assertTrue(redeem(ByteString.of(damaged)).isPresent(), () -> "byte " + at);
        }
        good = ca.sign(answer()).toByteArray();
        assertTrue(isAccepted(good));
        assertEquals(Optional.empty(), redeem(ByteString.of(good)));
    }

    private boolean isAccepted(byte[] certificate) throws Exception {
        GrantTarget target = target();
        try {
            GrantPath path = GrantPath.find(List.of(certificate), target.anchors());
            GrantVerdict verdict = new GrantJudge(target, Instant.now()).judge(path);
            return verdict.isAccepted();
        } catch (InvalidFileException damaged) {
            return false;
        }
    }
}
