package org.keymeter.card.grant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.misc.MiscObjectIdentifiers;
import org.bouncycastle.asn1.misc.ScryptParams;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keymeter.card.AnchorInfo;
import org.keymeter.card.Secret;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.card.file.PemFile;

/** Issues with CAs that the openssl command made, in every shape in which their keys come. */
class GrantIssuerTest {
    private static final Duration TWO_DAYS = Duration.ofDays(2);
    private static final String[] EC_256 = {"ec", "ec_paramgen_curve:P-256"};
    private static final CaKey.Passphrase NONE = () -> {
        throw new IOException("asked for a passphrase");
    };

    @TempDir
    private Path folder;

    private final RequestingCard card = new RequestingCard(100);

    GrantIssuerTest() throws Exception {}

    private static CaKey.Passphrase passphrase(String text) {
        return () -> Secret.take(text.getBytes(StandardCharsets.UTF_8));
    }

    private void makeCa(String... kind) throws Exception {
        new Command(folder)
                .run(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        kind[0],
                        "-pkeyopt",
                        kind[1],
                        "-nodes",
                        "-keyout",
                        "ca.key",
                        "-out",
                        "ca.pem",
                        "-days",
                        "365",
                        "-subj",
                        "/C=DE/O=Example/CN=Approvals");
    }

    private CaCertificate ca() throws Exception {
        return CaCertificate.parse(Files.readAllBytes(folder.resolve("ca.pem")));
    }

    private CaKey key(String file, CaKey.Passphrase passphrase) throws Exception {
        return CaKey.parse(Files.readAllBytes(folder.resolve(file)), passphrase);
    }

    private static AnchorInfo anchor(CaCertificate ca) {
        return new AnchorInfo(0, ca.kind(), ca.fingerprint(), Optional.empty(), ca.subject(), ca.spki());
    }

    @ParameterizedTest
    @CsvSource({"ec,ec_paramgen_curve:P-256", "ec,ec_paramgen_curve:P-384", "rsa,rsa_keygen_bits:2048"})
    void issuesWhatTheCardAcceptsAndOpensslReads(String algorithm, String option) throws Exception {
        makeCa(algorithm, option);
        GrantIssuer issuer = new GrantIssuer(ca(), key("ca.key", NONE));
        byte[] grant = issuer.issue(GrantRequest.parse(card.request()), card.deviceKey(), 40, TestCa.NOW, TWO_DAYS);
        assertTrue(grant.length <= GrantIssuer.LENGTH_MAXIMUM);
        assertEquals(card.terms.withUses(40), Grant.parse(grant).terms());
        GrantTarget target = card.target(0, anchor(ca()));
        GrantPath path = GrantPath.find(List.of(grant), target.anchors());
        assertEquals(GrantVerdict.ACCEPTED, new GrantJudge(target, TestCa.NOW).judge(path));

        Files.write(folder.resolve("grant.der"), grant);
        Command command = new Command(folder);
        command.run("openssl", "verify", "-ignore_critical", "-CAfile", "ca.pem", "grant.der");
        String text = command.run("openssl", "x509", "-in", "grant.der", "-noout", "-text");
        assertTrue(text.contains("URI:urn:keymeter:grant"), text);
        assertTrue(text.contains("1.3.6.1.4.1.32473.7.1: critical"), text);
        assertTrue(text.contains("CA:FALSE"), text);
        assertFalse(text.contains("32473.7.2"), "what the card says of itself is not copied: " + text);
    }

    @Test
    void copiesNothingThatARequestAsksForBesides() throws Exception {
        makeCa(EC_256);
        List<Extension> extensions = new ArrayList<>(List.of(
                card.grantExtension(true),
                card.statusExtension(),
                new Extension(Extension.basicConstraints, true, new BasicConstraints(true).getEncoded()),
                new Extension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(new GeneralName(GeneralName.dNSName, "bank.example")).getEncoded())));
        GrantRequest request = GrantRequest.parse(card.request(extensions, new X500Name("CN=bank.example")));
        GrantIssuer issuer = new GrantIssuer(ca(), key("ca.key", NONE));
        Grant grant = Grant.parse(issuer.issue(request, card.deviceKey(), 100, TestCa.NOW, TWO_DAYS));
        assertEquals(
                List.of(
                        "basicConstraints CA:FALSE (critical)",
                        "keyUsage digitalSignature (critical)",
                        "extendedKeyUsage keymeterGrantUsage",
                        "subjectAltName URI:urn:keymeter:grant",
                        "subjectKeyIdentifier",
                        "authorityKeyIdentifier"),
                grant.extensions());
        assertFalse(GrantDescription.of(grant).lines().toString().contains("bank"));
    }

    @Test
    void refusesACardThatItDoesNotKnowAndUsesThatWereNotAsked() throws Exception {
        makeCa(EC_256);
        GrantIssuer issuer = new GrantIssuer(ca(), key("ca.key", NONE));
        GrantRequest request = GrantRequest.parse(card.request());
        assertThrows(
                ForeignDeviceException.class,
                () -> issuer.issue(request, new RequestingCard(1).deviceKey(), 1, TestCa.NOW, TWO_DAYS));
        for (long uses : new long[] {0, -1, 101}) {
            assertThrows(
                    InvalidFileException.class,
                    () -> issuer.issue(request, card.deviceKey(), uses, TestCa.NOW, TWO_DAYS));
        }
    }

    @Test
    void saysWhenACaNameMakesTheGrantTooLong() throws Exception {
        TestCa ca = new TestCa("RSA-2048", "CN=Approvals,OU=" + "long ".repeat(40));
        Files.write(folder.resolve("ca.pem"), ca.root());
        Files.write(folder.resolve("ca.key"), ca.keys.getPrivate().getEncoded());
        GrantIssuer issuer = new GrantIssuer(ca(), key("ca.key", NONE));
        GrantRequest request = GrantRequest.parse(card.request());
        // The longest name that a card takes still fits.
        assertTrue(ca().subject().length() > 200);
        assertTrue(
                issuer.issue(request, card.deviceKey(), 1, TestCa.NOW, TWO_DAYS).length <= GrantIssuer.LENGTH_MAXIMUM);
    }

    @Test
    void readsKeysInEveryUsualForm() throws Exception {
        makeCa(EC_256);
        Command command = new Command(folder);
        command.run("openssl", "ec", "-in", "ca.key", "-out", "sec1.key");
        command.run("openssl", "pkcs8", "-topk8", "-in", "ca.key", "-passout", "pass:secret", "-out", "pkcs8.key");
        command.run("openssl", "ec", "-in", "ca.key", "-aes256", "-passout", "pass:secret", "-out", "legacy.key");
        command.run("openssl", "pkcs8", "-topk8", "-nocrypt", "-in", "ca.key", "-outform", "DER", "-out", "der.key");
        command.run(
                "openssl",
                "pkcs12",
                "-export",
                "-inkey",
                "ca.key",
                "-in",
                "ca.pem",
                "-passout",
                "pass:secret",
                "-out",
                "ca.p12");
        command.run("sh", "-c", "openssl ecparam -name prime256v1 >params.key && cat sec1.key >>params.key");
        for (String file : List.of("ca.key", "sec1.key", "der.key", "params.key")) {
            new GrantIssuer(ca(), key(file, NONE));
        }
        for (String file : List.of("pkcs8.key", "legacy.key", "ca.p12")) {
            new GrantIssuer(ca(), key(file, passphrase("secret")));
            assertThrows(InvalidFileException.class, () -> key(file, passphrase("wrong")), file);
            assertThrows(IOException.class, () -> key(file, NONE), file);
        }
    }

    @Test
    void readsRsaKeysInPkcs1() throws Exception {
        makeCa("rsa", "rsa_keygen_bits:2048");
        new Command(folder).run("openssl", "rsa", "-in", "ca.key", "-traditional", "-out", "pkcs1.key");
        new GrantIssuer(ca(), key("pkcs1.key", NONE));
    }

    @Test
    void refusesAKeyThatIsNotTheCas() throws Exception {
        makeCa(EC_256);
        for (String kind : List.of("P-256", "P-384", "RSA-2048")) {
            Files.write(
                    folder.resolve("other.key"),
                    new TestCa(kind, "CN=Other").keys.getPrivate().getEncoded());
            assertThrows(InvalidFileException.class, () -> new GrantIssuer(ca(), key("other.key", NONE)), kind);
        }
        for (byte[] nonsense : List.of(
                new byte[0], new byte[] {0x30, (byte) 0x84, 0x7F}, "-----BEGIN ".getBytes(StandardCharsets.US_ASCII))) {
            assertThrows(InvalidFileException.class, () -> CaKey.parse(nonsense, passphrase("secret")));
        }
    }

    @Test
    void opensKeysOfScryptButNotForAllMemory() throws Exception {
        makeCa(EC_256);
        Command command = new Command(folder);
        command.run(
                "openssl",
                "pkcs8",
                "-topk8",
                "-scrypt",
                "-passout",
                "pass:secret",
                "-in",
                "ca.key",
                "-out",
                "usual.key");
        new GrantIssuer(ca(), key("usual.key", passphrase("secret")));

        KeyDerivationFunc derivation = new KeyDerivationFunc(
                MiscObjectIdentifiers.id_scrypt, new ScryptParams(new byte[16], 1 << 20, 8, 1, 32));
        EncryptionScheme cipher =
                new EncryptionScheme(NISTObjectIdentifiers.id_aes256_CBC, new DEROctetString(new byte[16]));
        AlgorithmIdentifier greedy =
                new AlgorithmIdentifier(PKCSObjectIdentifiers.id_PBES2, new PBES2Parameters(derivation, cipher));
        String pem =
                PemFile.write("ENCRYPTED PRIVATE KEY", new EncryptedPrivateKeyInfo(greedy, new byte[64]).getEncoded());
        InvalidFileException refused = assertThrows(
                InvalidFileException.class,
                () -> CaKey.parse(pem.getBytes(StandardCharsets.US_ASCII), passphrase("secret")));
        assertTrue(refused.getMessage().contains("memory"), refused.getMessage());
    }

    @Test
    void readsNoDamagedKeyWithAnotherError() throws Exception {
        makeCa(EC_256);
        byte[] pem = Files.readAllBytes(folder.resolve("ca.key"));
        byte[] der = TestCa.p256("CN=Other").keys.getPrivate().getEncoded();
        List<byte[]> damaged = new ArrayList<>(Damage.someFlips(pem));
        damaged.addAll(Damage.lengths(der));
        damaged.addAll(Damage.hostile(der, 3));
        for (byte[] bytes : damaged) {
            try {
                CaKey.parse(bytes, passphrase("secret"));
            } catch (InvalidFileException expected) {
                assertEquals("KM-F1", expected.code());
            }
        }
    }
}
