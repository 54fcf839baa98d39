package org.keymeter.card.grant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keymeter.card.AnchorInfo;
import org.keymeter.card.GrantRefusal;
import org.keymeter.card.file.InvalidFileException;

class GrantJudgeTest {
    private static final Instant NOW = TestCa.NOW;

    private final RequestingCard card = new RequestingCard(100);
    private final TestCa ca = TestCa.p256("C=DE,O=Example,CN=Approvals");

    GrantJudgeTest() throws Exception {}

    private X500Name subject() {
        return new X500Name("CN=keymeter " + card.terms.deviceId().toHex());
    }

    /** The recipe's extensions behind the grant. */
    private List<Extension> extensions(GrantTerms terms) throws Exception {
        List<Extension> extensions = new ArrayList<>();
        extensions.add(new Extension(Oids.GRANT, true, terms.encode()));
        extensions.addAll(TestCa.grantExtensions());
        return extensions;
    }

    private byte[] grant(GrantTerms terms) throws Exception {
        return ca.issue(subject(), card.publicKey(), extensions(terms));
    }

    private byte[] grantWith(Extension... others) throws Exception {
        List<Extension> extensions = new ArrayList<>(List.of(others));
        extensions.add(0, card.grantExtension(true));
        return ca.issue(subject(), card.publicKey(), extensions);
    }

    private static Optional<GrantRefusal> judge(GrantTarget target, byte[]... certificates) throws Exception {
        GrantPath path = GrantPath.find(List.of(certificates), target.anchors());
        return new GrantJudge(target, NOW).judge(path).refusal();
    }

    private void assertRefused(GrantRefusal expected, byte[]... certificates) throws Exception {
        assertEquals(Optional.of(expected), judge(card.target(0, ca.anchor()), certificates));
    }

    @ParameterizedTest
    @ValueSource(strings = {"P-256", "P-384", "RSA-2048"})
    void acceptsWhatEveryKindOfCaIssues(String kind) throws Exception {
        TestCa other = new TestCa(kind, "CN=Other");
        byte[] grant = other.issue(subject(), card.publicKey(), extensions(card.terms));
        assertEquals(Optional.empty(), judge(card.target(0, other.anchor()), grant));
    }

    @Test
    void acceptsFewerUsesAndNoConstraintsAtAll() throws Exception {
        GrantTarget target = card.target(0, ca.anchor());
        assertEquals(Optional.empty(), judge(target, grant(card.terms.withUses(1))));
        assertEquals(Optional.empty(), judge(target, grantWith()));
        assertTrue(new GrantJudge(target, NOW)
                .judge(GrantPath.find(List.of(grant(card.terms)), target.anchors()))
                .isAccepted());
    }

    @Test
    void refusesWhatIsTooLongOrNotVersion3() throws Exception {
        Extension long1 = new Extension(new ASN1ObjectIdentifier("2.999.1"), false, new byte[800]);
        assertRefused(GrantRefusal.MALFORMED, grantWith(long1));
        assertThrows(
                InvalidFileException.class,
                () -> judge(card.target(0, ca.anchor()), ca.issueVersion1(subject(), card.publicKey())));
        TestCa lower = TestCa.p256("CN=Lower");
        byte[] version1 = ca.issueVersion1(lower.name, lower.keys.getPublic());
        byte[] grant = lower.issue(subject(), card.publicKey(), extensions(card.terms));
        assertEquals(Optional.of(GrantRefusal.NOT_VERSION_3), judge(card.target(1, ca.anchor()), version1, grant));
    }

    @Test
    void refusesAlgorithmsThatTheCardHasNot() throws Exception {
        byte[] sha512 = ca.issue(
                subject(), card.publicKey(), extensions(card.terms), NOW, NOW.plusSeconds(60), "SHA512withECDSA");
        assertRefused(GrantRefusal.ALGORITHM, sha512);
    }

    @Test
    void refusesAnUnknownIssuerAndAnAnchorThatThePolicyDoesNotName() throws Exception {
        TestCa stranger = TestCa.p256("CN=Stranger");
        byte[] grant = stranger.issue(subject(), card.publicKey(), extensions(card.terms));
        assertRefused(GrantRefusal.ISSUER_UNKNOWN, grant);
        GrantTarget other = card.target(0, List.of(stranger.anchor(), ca.anchor()), List.of(ca.anchor()), true);
        assertEquals(Optional.of(GrantRefusal.ANCHOR_NOT_IN_POLICY), judge(other, grant));
        GrantTarget never = card.target(0, List.of(ca.anchor()), List.of(), true);
        assertEquals(Optional.of(GrantRefusal.NEVER), judge(never, grant(card.terms)));
    }

    @Test
    void refusesASignatureOfAnotherKeyOfTheSameName() throws Exception {
        TestCa impostor = TestCa.p256("C=DE,O=Example,CN=Approvals");
        assertRefused(GrantRefusal.SIGNATURE, impostor.issue(subject(), card.publicKey(), extensions(card.terms)));
    }

    @Test
    void findsTheRightAnchorAmongTwoOfOneName() throws Exception {
        TestCa renewed = TestCa.p256("C=DE,O=Example,CN=Approvals");
        GrantTarget target = card.target(0, renewed.anchor(), ca.anchor());
        assertEquals(Optional.empty(), judge(target, grant(card.terms)));
    }

    @Test
    void judgesValidityByTheAnchorsDateOnly() throws Exception {
        byte[] old = issueFor(NOW.minusSeconds(7_200), NOW.minusSeconds(3_600));
        assertEquals(Optional.empty(), judge(card.target(0, ca.anchor()), old));
        AnchorInfo a = ca.anchor();
        LocalDateTime later = LocalDateTime.ofInstant(NOW.minusSeconds(1_800), ZoneOffset.UTC);
        AnchorInfo dated = new AnchorInfo(0, a.kind(), a.spkiHash(), Optional.of(later), a.subject(), a.spki());
        assertEquals(Optional.of(GrantRefusal.EXPIRED), judge(card.target(0, dated), old));
        assertRefused(GrantRefusal.VALIDITY, issueFor(NOW, NOW.minusSeconds(1)));
    }

    @Test
    void passesNothingOnFromTheFuture() throws Exception {
        Instant from = NOW.plus(GrantJudge.CLOCK_SKEW).plusSeconds(1);
        assertRefused(GrantRefusal.FROM_THE_FUTURE, issueFor(from, from.plusSeconds(60)));
        byte[] slightly = issueFor(NOW.plusSeconds(200), NOW.plusSeconds(300));
        assertEquals(Optional.empty(), judge(card.target(0, ca.anchor()), slightly));
    }

    private byte[] issueFor(Instant from, Instant until) throws Exception {
        return ca.issue(subject(), card.publicKey(), extensions(card.terms), from, until, "SHA256withECDSA");
    }

    @Test
    void refusesUnknownCriticalExtensions() throws Exception {
        Extension unknown = new Extension(new ASN1ObjectIdentifier("2.999.2"), true, DERNull.INSTANCE.getEncoded());
        assertRefused(GrantRefusal.CRITICAL_EXTENSION, grantWith(unknown));
    }

    @Test
    void judgesTheRoleOfAGrant() throws Exception {
        assertRefused(
                GrantRefusal.IS_CA,
                grantWith(new Extension(Extension.basicConstraints, true, new BasicConstraints(true).getEncoded())));
        assertRefused(GrantRefusal.IS_CA, grantWith(keyUsage(KeyUsage.keyCertSign | KeyUsage.digitalSignature)));
        assertRefused(GrantRefusal.KEY_USAGE, grantWith(keyUsage(KeyUsage.keyAgreement)));
        assertRefused(GrantRefusal.EXTENDED_KEY_USAGE, grantWith(purposes(KeyPurposeId.id_kp_serverAuth)));
        GrantTarget target = card.target(0, ca.anchor());
        byte[] both = grantWith(purposes(KeyPurposeId.id_kp_serverAuth, KeyPurposeId.getInstance(Oids.GRANT_USAGE)));
        assertEquals(Optional.empty(), judge(target, both));
        byte[] otherKey = ca.issue(subject(), ca.keys.getPublic(), extensions(card.terms));
        assertRefused(GrantRefusal.SUBJECT_KEY, otherKey);
        byte[] notCritical = ca.issue(subject(), card.publicKey(), List.of(card.grantExtension(false)));
        assertRefused(GrantRefusal.NOT_CRITICAL, notCritical);
    }

    private static Extension keyUsage(int bits) throws Exception {
        return new Extension(Extension.keyUsage, true, new KeyUsage(bits).getEncoded());
    }

    private static Extension purposes(KeyPurposeId... purposes) throws Exception {
        return new Extension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes).getEncoded());
    }

    @Test
    void judgesEachTermOfAGrant() throws Exception {
        GrantTerms t = card.terms;
        assertRefused(
                GrantRefusal.OTHER_CARD,
                grant(new GrantTerms(t.nonce(), t.instance(), t.keyIdentity(), t.generation(), t.nonce(), 1)));
        assertRefused(
                GrantRefusal.OTHER_INSTANCE,
                grant(new GrantTerms(t.deviceId(), 4, t.keyIdentity(), t.generation(), t.nonce(), 1)));
        assertRefused(
                GrantRefusal.OTHER_KEY,
                grant(new GrantTerms(t.deviceId(), t.instance(), t.nonce(), t.generation(), t.nonce(), 1)));
        assertRefused(
                GrantRefusal.OTHER_GENERATION,
                grant(new GrantTerms(t.deviceId(), t.instance(), t.keyIdentity(), 9, t.nonce(), 1)));
        assertRefused(
                GrantRefusal.OTHER_NONCE,
                grant(new GrantTerms(t.deviceId(), t.instance(), t.keyIdentity(), t.generation(), t.deviceId(), 1)));
        assertRefused(GrantRefusal.USES, grant(t.withUses(0)));
        assertRefused(GrantRefusal.USES, grant(t.withUses(101)));
        GrantTarget notPending = card.target(0, List.of(ca.anchor()), List.of(ca.anchor()), false);
        assertEquals(Optional.of(GrantRefusal.NOT_REQUESTED), judge(notPending, grant(t)));
        GrantTarget known = card.target(0, ca.anchor());
        GrantTarget unknown =
                new GrantTarget(known.device(), known.deviceKey(), known.key(), known.anchors(), Optional.empty());
        assertEquals(
                Optional.of(GrantRefusal.ABOVE_CEILING), judge(unknown, grant(t.withUses(RequestingCard.CEILING + 1))));
    }

    @Test
    void allowsAsManyIntermediatesAsThePolicyAndTheirOwnLimits() throws Exception {
        TestCa upper = TestCa.p256("CN=Upper");
        TestCa lower = new TestCa("RSA-2048", "CN=Lower");
        byte[] upperCertificate = ca.issue(upper.name, upper.keys.getPublic(), TestCa.caExtensions());
        byte[] lowerCertificate = upper.issue(lower.name, lower.keys.getPublic(), TestCa.caExtensions());
        byte[] grant = lower.issue(subject(), card.publicKey(), extensions(card.terms));
        byte[][] bag = {lowerCertificate, ca.root(), grant, upperCertificate};
        assertEquals(Optional.empty(), judge(card.target(2, ca.anchor()), bag));
        assertEquals(Optional.of(GrantRefusal.PATH_LENGTH), judge(card.target(1, ca.anchor()), bag));
        byte[] limited = ca.issue(
                upper.name,
                upper.keys.getPublic(),
                List.of(new Extension(Extension.basicConstraints, true, new BasicConstraints(0).getEncoded())));
        assertEquals(
                Optional.of(GrantRefusal.PATH_LENGTH),
                judge(card.target(2, ca.anchor()), lowerCertificate, limited, grant));
        byte[] noCa = ca.issue(upper.name, upper.keys.getPublic(), TestCa.grantExtensions());
        assertEquals(
                Optional.of(GrantRefusal.ISSUER_NO_CA),
                judge(card.target(2, ca.anchor()), lowerCertificate, noCa, grant));
        assertEquals(
                Optional.of(GrantRefusal.ISSUER_UNKNOWN), judge(card.target(2, ca.anchor()), lowerCertificate, grant));
    }

    @Test
    void takesNoIntermediateForAnotherPurpose() throws Exception {
        TestCa upper = TestCa.p256("CN=Upper");
        byte[] grant = upper.issue(subject(), card.publicKey(), extensions(card.terms));
        for (KeyPurposeId purpose : List.of(KeyPurposeId.id_kp_serverAuth, KeyPurposeId.anyExtendedKeyUsage)) {
            List<Extension> extensions = new ArrayList<>(TestCa.caExtensions());
            extensions.add(
                    new Extension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose).getEncoded()));
            byte[] certificate = ca.issue(upper.name, upper.keys.getPublic(), extensions);
            assertEquals(
                    Optional.of(GrantRefusal.EXTENDED_KEY_USAGE),
                    judge(card.target(1, ca.anchor()), certificate, grant));
        }
    }

    @Test
    void readsNothingThatIsDamagedAsAGrantThatIsAccepted() throws Exception {
        byte[] good = grant(card.terms);
        GrantTarget target = card.target(0, ca.anchor());
        List<byte[]> damaged = new ArrayList<>(Damage.someFlips(good));
        damaged.addAll(Damage.lengths(good));
        damaged.addAll(Damage.hostile(good, 2));
        for (byte[] bytes : damaged) {
            assertFalse(isAccepted(target, bytes), () -> Arrays.toString(bytes));
        }
        assertTrue(isAccepted(target, good));
    }

    private static boolean isAccepted(GrantTarget target, byte[] certificate) {
        try {
            return judge(target, certificate).isEmpty();
        } catch (InvalidFileException refused) {
            return false;
        } catch (Exception other) {
            throw new AssertionError(other);
        }
    }
}
