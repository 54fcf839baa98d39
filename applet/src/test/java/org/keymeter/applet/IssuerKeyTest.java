package org.keymeter.applet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.licel.jcardsim.base.Simulator;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import javacard.framework.ISOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keymeter.protocol.Code;
import org.keymeter.protocol.Sw;

/** Certificates from the real openssl, whole and damaged. */
class IssuerKeyTest {
    private static final int OFFSET = CommandBuffer.DATA;
    private static final long SEED = 5280;

    /** What a certificate may be refused for by itself. */
    private static final Set<Short> REASONS = Set.of(
            Sw.GRANT_MALFORMED,
            Sw.GRANT_NOT_V3,
            Sw.GRANT_ALGORITHM,
            Sw.GRANT_VALIDITY,
            Sw.GRANT_CRITICAL_EXTENSION,
            Sw.GRANT_NOT_CRITICAL);

    private static final String INTERMEDIATE = """
            basicConstraints = critical,CA:TRUE,pathlen:0
            keyUsage = critical,keyCertSign,cRLSign
            """;
    private static final String GRANT = """
            1.3.6.1.4.1.32473.7.1 = critical,DER:300702010102020100
            basicConstraints = critical,CA:FALSE
            keyUsage = critical,digitalSignature
            extendedKeyUsage = 1.3.6.1.4.1.32473.7.3
            subjectAltName = URI:urn:keymeter:grant
            """;

    private final Simulator simulator = new Simulator();
    private final byte[] bytes = new byte[1056];
    private final byte[] work = new byte[256];
    private final Certificate certificate = new Certificate(bytes);
    private final IssuerKey issuerKey = new IssuerKey(new Engines(new byte[130], (short) 0));

    @TempDir
    Path directory;

    private OpenSsl openSsl() {
        return new OpenSsl(directory);
    }

    /** Makes a key by its openssl name: a curve, or RSA and its bits. */
    private static void newKey(OpenSsl openSsl, String name, String kind) throws Exception {
        if (kind.startsWith("RSA")) {
            openSsl.newKey(name, "RSA", "rsa_keygen_bits:" + kind.substring(3));
        } else {
            openSsl.newKey(name, "EC", "ec_paramgen_curve:" + kind);
        }
    }

    private byte load(byte[] spki) {
        return issuerKey.load(spki, (short) 0, (short) spki.length, new byte[100], (short) 3);
    }

    private boolean verifies(byte kind, byte[] encoded) {
        System.arraycopy(encoded, 0, bytes, OFFSET, encoded.length);
        certificate.read((short) OFFSET, (short) encoded.length, work);
        return issuerKey.verifies(kind, bytes, certificate);
    }

    private byte[] part(short which) {
        int start = certificate.offset(which);
        return Arrays.copyOfRange(bytes, start, start + certificate.length(which));
    }

    private static void assertAlgorithm(Runnable action) {
        ISOException thrown = assertThrows(ISOException.class, action::run);
        assertEquals(Integer.toHexString(Sw.GRANT_ALGORITHM), Integer.toHexString(thrown.getReason()));
    }

    private void assertAsJavaReadsIt(byte[] encoded) throws Exception {
        X509Certificate peer = (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
        assertArrayEquals(peer.getTBSCertificate(), part(Certificate.SIGNED));
        assertArrayEquals(peer.getSignature(), part(Certificate.SIGNATURE));
        assertArrayEquals(peer.getIssuerX500Principal().getEncoded(), part(Certificate.ISSUER));
        assertArrayEquals(peer.getSubjectX500Principal().getEncoded(), part(Certificate.SUBJECT));
        assertArrayEquals(peer.getPublicKey().getEncoded(), part(Certificate.SPKI));
        assertEquals(peer.getBasicConstraints() >= 0, certificate.isCa());
        if (certificate.isCa()) {
            int limit = peer.getBasicConstraints();
            assertEquals(limit == Integer.MAX_VALUE ? Certificate.NONE : limit, certificate.pathLength());
        }
        boolean[] usage = peer.getKeyUsage();
        assertEquals(usage != null, certificate.hasKeyUsage());
        for (int i = 0; usage != null && i < 8; i++) {
            assertEquals(usage[i], (certificate.keyUsage() & 0x80 >> i) != 0);
        }
        DateTimeFormatter digits = DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);
        String validity = digits.format(peer.getNotBefore().toInstant())
                + digits.format(peer.getNotAfter().toInstant());
        assertEquals(validity, new String(work, 0, 28, StandardCharsets.US_ASCII));
    }

    @ParameterizedTest
    @CsvSource({
        "P-256, P-256, -sha256", "P-256, P-384, -sha384", "P-384, P-256, -sha256", "P-384, P-384, -sha384",
        "P-256, P-256, -sha384", "RSA2048, P-256, -sha256", "P-256, RSA2048, -sha256", "RSA2048, RSA2048, -sha256"
    })
    void chainIsFollowed(String rootKind, String intermediateKind, String hash) throws Exception {
        OpenSsl openSsl = openSsl();
        newKey(openSsl, "root", rootKind);
        newKey(openSsl, "intermediate", intermediateKind);
        newKey(openSsl, "card", "P-256");
        byte[] root = openSsl.newRoot("root", hash);
        byte[] intermediate = openSsl.issue("intermediate", "root", INTERMEDIATE, hash);
        byte[] grant = openSsl.issue("card", "intermediate", GRANT, hash);

        byte rootKey = load(openSsl.spki("root"));
        assertEquals(issuerKey.kindOf(openSsl.spki("root"), (short) 0, (short) openSsl.spki("root").length), rootKey);
        assertTrue(verifies(rootKey, root));
        assertAsJavaReadsIt(root);
        assertEquals(rootKey, load(openSsl.spki("root")));
        assertTrue(verifies(rootKey, intermediate));
        assertAsJavaReadsIt(intermediate);
        byte[] spki = part(Certificate.SPKI);
        assertArrayEquals(openSsl.spki("intermediate"), spki);
        byte intermediateKey = issuerKey.load(
                bytes, certificate.offset(Certificate.SPKI), certificate.length(Certificate.SPKI), new byte[97], (short)
                        0);
        assertTrue(verifies(intermediateKey, grant));
        assertAsJavaReadsIt(grant);
        assertTrue(certificate.hasGrant() && certificate.hasGrantUsage() && !certificate.isCa());
        assertArrayEquals(new byte[] {0x30, 7, 2, 1, 1, 2, 2, 1, 0}, part(Certificate.GRANT));
    }

    @Tag("campaign")
    @ParameterizedTest
    @CsvSource({"P-256, 1", "P-384, 11", "RSA2048, 1"})
    void noDamageIsAccepted(String kind, int step) throws Exception {
        OpenSsl openSsl = openSsl();
        newKey(openSsl, "root", kind);
        newKey(openSsl, "card", "P-256");
        openSsl.newRoot("root");
        byte[] grant = openSsl.issue("card", "root", GRANT);
        byte key = load(openSsl.spki("root"));
        assertTrue(verifies(key, grant));
        for (int bit = 0; bit < grant.length * 8; bit += step) {
            byte[] damaged = grant.clone();
            damaged[bit / 8] ^= (byte) (1 << (bit % 8));
            assertNotAccepted(key, damaged, "bit " + bit);
        }
        for (int length = 0; length < grant.length; length++) {
            assertNotAccepted(key, Arrays.copyOf(grant, length), "cut to " + length);
        }
        assertNotAccepted(key, Arrays.copyOf(grant, grant.length + 1), "a byte more");
        Random random = new Random(SEED);
        for (int i = 0; i < 300; i++) {
            byte[] damaged = grant.clone();
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                int at = random.nextInt(grant.length);
                damaged[at] = (byte) (damaged[at] + 1 + random.nextInt(255));
            }
            if (!Arrays.equals(grant, damaged)) {
                assertNotAccepted(key, damaged, "seed " + SEED + ", round " + i);
            }
        }
        assertTrue(verifies(key, grant), "the good one is accepted as before");
    }

    private void assertNotAccepted(byte key, byte[] damaged, String how) {
        try {
            assertFalse(verifies(key, damaged), how);
        } catch (ISOException e) {
            assertTrue(REASONS.contains(e.getReason()), how + ": " + Integer.toHexString(e.getReason()));
        }
    }

    @Test
    void otherKeyOfTheSameKindDoesNotVerify() throws Exception {
        OpenSsl openSsl = openSsl();
        for (String kind : new String[] {"P-256", "P-384", "RSA2048"}) {
            newKey(openSsl, "one", kind);
            newKey(openSsl, "two", kind);
            byte[] root = openSsl.newRoot("one");
            assertFalse(verifies(load(openSsl.spki("two")), root));
            assertTrue(verifies(load(openSsl.spki("one")), root));
        }
    }

    @Test
    void kindsOfKeysMustFitTheAlgorithm() throws Exception {
        OpenSsl openSsl = openSsl();
        newKey(openSsl, "ec", "P-256");
        newKey(openSsl, "rsa", "RSA2048");
        byte[] ec = openSsl.newRoot("ec");
        byte[] rsa = openSsl.newRoot("rsa");
        byte ecKey = load(openSsl.spki("ec"));
        byte rsaKey = load(openSsl.spki("rsa"));
        assertAlgorithm(() -> verifies(ecKey, rsa));
        assertAlgorithm(() -> verifies(rsaKey, ec));
        assertTrue(verifies(ecKey, ec) && verifies(rsaKey, rsa));
    }

    @ParameterizedTest
    @CsvSource({"P-256, -sha512", "P-256, -sha1", "RSA2048, -sha384", "RSA2048, -sha1"})
    void otherHashesAreRefused(String kind, String hash) throws Exception {
        OpenSsl openSsl = openSsl();
        newKey(openSsl, "root", kind);
        byte[] root = openSsl.newRoot("root", hash);
        byte key = load(openSsl.spki("root"));
        assertAlgorithm(() -> verifies(key, root));
    }

    @Test
    void rsaPssIsRefused() throws Exception {
        OpenSsl openSsl = openSsl();
        newKey(openSsl, "root", "RSA2048");
        byte[] root = openSsl.newRoot("root", "-sigopt", "rsa_padding_mode:pss");
        byte key = load(openSsl.spki("root"));
        assertAlgorithm(() -> verifies(key, root));
    }

    @Test
    void otherKeysAreRefused() throws Exception {
        OpenSsl openSsl = openSsl();
        openSsl.newKey("k1", "EC", "ec_paramgen_curve:secp256k1");
        openSsl.newKey("p521", "EC", "ec_paramgen_curve:P-521");
        openSsl.newKey("explicit", "EC", "ec_paramgen_curve:P-256", "ec_param_enc:explicit");
        openSsl.newKey("rsa1024", "RSA", "rsa_keygen_bits:1024");
        openSsl.newKey("rsa3072", "RSA", "rsa_keygen_bits:3072");
        openSsl.newKey("exponent3", "RSA", "rsa_keygen_bits:2048", "rsa_keygen_pubexp:3");
        openSsl.newKey("pss", "RSA-PSS", "rsa_keygen_bits:2048");
        openSsl.newKey("ed25519", "ED25519");
        for (String name :
                new String[] {"k1", "p521", "explicit", "rsa1024", "rsa3072", "exponent3", "pss", "ed25519"}) {
            byte[] spki = openSsl.spki(name);
            assertAlgorithm(() -> issuerKey.kindOf(spki, (short) 0, (short) spki.length));
            assertAlgorithm(() -> load(spki));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"P-256", "P-384", "RSA2048"})
    void damagedKeysAreRefusedOrAreOtherKeys(String kind) throws Exception {
        OpenSsl openSsl = openSsl();
        newKey(openSsl, "key", kind);
        byte[] spki = openSsl.spki("key");
        for (int length = 0; length < spki.length; length++) {
            byte[] cut = Arrays.copyOf(spki, spki.length);
            short end = (short) length;
            assertAlgorithm(() -> issuerKey.kindOf(cut, (short) 0, end));
        }
        int value = kind.equals("P-256") ? 27 : kind.equals("P-384") ? 24 : 33;
        for (int i = 0; i < value; i++) {
            byte[] damaged = spki.clone();
            damaged[i] ^= 2;
            assertAlgorithm(() -> load(damaged));
        }
    }

    @Test
    void whatTheCardLacksIsRefused() throws Exception {
        OpenSsl openSsl = openSsl();
        newKey(openSsl, "p384", "P-384");
        newKey(openSsl, "rsa", "RSA2048");
        newKey(openSsl, "p256", "P-256");
        byte[] sha384 = openSsl.newRoot("p256", "-sha384");
        short lacking = Code.CAPABILITY_P384 | Code.CAPABILITY_RSA_2048 | Code.CAPABILITY_ECDSA_SHA_384;
        IssuerKey lesser = new IssuerKey(new Engines(new byte[130], lacking));
        for (String name : new String[] {"p384", "rsa"}) {
            byte[] spki = openSsl.spki(name);
            assertAlgorithm(() -> lesser.kindOf(spki, (short) 0, (short) spki.length));
            assertAlgorithm(() -> lesser.load(spki, (short) 0, (short) spki.length, new byte[97], (short) 0));
        }
        byte[] spki = openSsl.spki("p256");
        byte kind = lesser.load(spki, (short) 0, (short) spki.length, new byte[97], (short) 0);
        assertEquals(Code.SPKI_P256, kind);
        System.arraycopy(sha384, 0, bytes, OFFSET, sha384.length);
        certificate.read((short) OFFSET, (short) sha384.length, work);
        assertAlgorithm(() -> lesser.verifies(kind, bytes, certificate));
    }

    @Test
    void version1IsRefused() throws Exception {
        OpenSsl openSsl = openSsl();
        newKey(openSsl, "root", "P-256");
        openSsl.newRoot("root");
        newKey(openSsl, "card", "P-256");
        byte[] version1 = openSsl.issue("card", "root", "");
        ISOException thrown = assertThrows(ISOException.class, () -> verifies(Code.SPKI_P256, version1));
        assertEquals(Sw.GRANT_NOT_V3, thrown.getReason());
    }
}
