package org.keymeter.card.grant;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.card.file.PemFile;

class CaCertificateTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"P-256", "P-384", "RSA-2048"})
    void readsWhatCardsTake(String kind) throws Exception {
        TestCa ca = new TestCa(kind, "C=DE,O=Example,CN=Approvals");
        byte[] root = ca.root();
        CaCertificate read = CaCertificate.parse(root);
        assertEquals(ca.anchor().kind(), read.kind());
        assertEquals(ca.anchor().subject(), read.subject());
        assertEquals(ca.anchor().spki(), read.spki());
        assertEquals(ca.anchor().spkiHash(), read.fingerprint());
        assertEquals("C=DE, O=Example, CN=Approvals", read.name());
        assertEquals(CardDate.of(TestCa.NOW.minusSeconds(60)), read.notBefore());
        String pem = "some text\n" + PemFile.write("CERTIFICATE", root);
        assertEquals(
                read.der(),
                CaCertificate.parse(pem.getBytes(StandardCharsets.US_ASCII)).der());
    }

    @ParameterizedTest
    @CsvSource({"RSA-3072,RSA-3072", "RSA-4096,RSA-4096", "secp521r1,secp521r1"})
    void saysWhichKeyNoCardTakesAndWhatToUse(String kind, String named) throws Exception {
        byte[] root = new TestCa(kind, "CN=Big").root();
        InvalidFileException refused = assertThrows(InvalidFileException.class, () -> CaCertificate.parse(root));
        assertTrue(refused.happened().contains(named), refused.happened());
        assertTrue(refused.remedy().contains("P-256"), refused.remedy());
    }

    @Test
    void refusesCurvesByParametersAndOtherExponents() throws Exception {
        Command command = new Command(folder);
        command.run(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-pkeyopt",
                "ec_param_enc:explicit",
                "-nodes",
                "-keyout",
                "a.key",
                "-out",
                "a.pem",
                "-subj",
                "/CN=a");
        command.run(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa",
                "-pkeyopt",
                "rsa_keygen_pubexp:3",
                "-nodes",
                "-keyout",
                "b.key",
                "-out",
                "b.pem",
                "-subj",
                "/CN=b");
        command.run(
                "openssl", "req", "-x509", "-newkey", "ed25519", "-nodes", "-keyout", "c.key", "-out", "c.pem", "-subj",
                "/CN=c");
        assertRefused("a.pem", "parameters");
        assertRefused("b.pem", "exponent 3");
        assertRefused("c.pem", "Ed25519");
    }

    private void assertRefused(String file, String word) throws Exception {
        byte[] bytes = Files.readAllBytes(folder.resolve(file));
        InvalidFileException refused = assertThrows(InvalidFileException.class, () -> CaCertificate.parse(bytes));
        assertTrue(refused.happened().contains(word), refused.happened());
    }

    @Test
    void refusesWhatIsNoCa() throws Exception {
        TestCa ca = TestCa.p256("CN=Approvals");
        Extension isCa = new Extension(Extension.basicConstraints, true, new BasicConstraints(true).getEncoded());
        Extension signs = new Extension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature).getEncoded());
        for (List<Extension> wrong : List.of(List.<Extension>of(), TestCa.grantExtensions(), List.of(isCa, signs))) {
            byte[] certificate = ca.issue(ca.name, ca.keys.getPublic(), wrong);
            InvalidFileException refused =
                    assertThrows(InvalidFileException.class, () -> CaCertificate.parse(certificate));
            assertFalse(refused.remedy().isEmpty());
        }
        CaCertificate.parse(ca.issue(ca.name, ca.keys.getPublic(), List.of(isCa)));
    }

    @Test
    void refusesNamesThatCardsDoNotTake() throws Exception {
        for (String name : List.of(
                "",
                "CN=a,OU=" + "x".repeat(60) + ",OU=" + "y".repeat(64) + ",OU=" + "z".repeat(64) + ",OU="
                        + "w".repeat(64))) {
            TestCa ca = TestCa.p256("CN=a");
            byte[] certificate = ca.issue(new X500Name(name), ca.keys.getPublic(), TestCa.caExtensions());
            assertThrows(InvalidFileException.class, () -> CaCertificate.parse(certificate), name);
        }
    }

    @Test
    void refusesABundle() throws Exception {
        String root = PemFile.write("CERTIFICATE", TestCa.p256("CN=a").root());
        assertThrows(
                InvalidFileException.class,
                () -> CaCertificate.parse((root + root).getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void readsNothingDamagedWithAnotherError() throws Exception {
        for (String kind : List.of("P-256", "RSA-2048")) {
            byte[] good = new TestCa(kind, "CN=Approvals").root();
            List<byte[]> damaged = new ArrayList<>(Damage.someFlips(good));
            damaged.addAll(Damage.lengths(good));
            damaged.addAll(Damage.hostile(good, 4));
            for (byte[] bytes : damaged) {
                try {
                    assertArrayEquals(bytes, CaCertificate.parse(bytes).der().toByteArray());
                } catch (InvalidFileException expected) {
                    assertEquals("KM-F1", expected.code());
                }
            }
        }
    }

    /** 16,000 elements one in another, as many as fit a file that is read at all. */
    @ParameterizedTest
    @ValueSource(ints = {0x30, 0x31, 0xA0, 0x24})
    void nestingDoesNotExhaustTheStack(int tag) {
        byte[] nested = {0x05, 0x00};
        for (int i = 0; i < 16_000; i++) {
            nested = element(tag, nested);
        }
        byte[] key = element(0x30, nested);
        byte[] algorithm = {0x06, 0x03, 0x2A, 0x03, 0x04};
        byte[] parameters = element(
                0x30, concatenate(element(0x30, concatenate(algorithm, nested)), new byte[] {0x03, 0x01, 0x00}));
        for (byte[] bytes : List.of(nested, key, parameters)) {
            assertThrows(InvalidFileException.class, () -> CaCertificate.parse(bytes));
            assertThrows(InvalidFileException.class, () -> GrantRequest.parse(bytes));
            assertFalse(ForeignKey.describe(bytes).isEmpty());
            assertFalse(DistinguishedName.describe(bytes).isEmpty());
        }
    }

    private static byte[] element(int tag, byte[] contents) {
        int length = contents.length;
        byte[] header = length < 0x80
                ? new byte[] {(byte) tag, (byte) length}
                : length <= 0xFF
                        ? new byte[] {(byte) tag, (byte) 0x81, (byte) length}
                        : length <= 0xFFFF
                                ? new byte[] {(byte) tag, (byte) 0x82, (byte) (length >> 8), (byte) length}
                                : new byte[] {
                                    (byte) tag, (byte) 0x83, (byte) (length >> 16), (byte) (length >> 8), (byte) length
                                };
        return concatenate(header, contents);
    }

    private static byte[] concatenate(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }
}
