package org.keymeter.card.grant;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v1CertificateBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.keymeter.card.AnchorInfo;
import org.keymeter.card.ByteString;

/** A CA that issues whatever a test wants, right or wrong. */
final class TestCa {
    static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    final X500Name name;
    final KeyPair keys;
    private final String signatureAlgorithm;
    private final String kind;

    /** @param kind "P-256", "P-384" or "RSA-2048"; others too, which no card takes */
    TestCa(String kind, String name) throws Exception {
        this.kind = kind;
        this.name = new X500Name(name);
        boolean isRsa = kind.startsWith("RSA-");
        KeyPairGenerator generator = KeyPairGenerator.getInstance(isRsa ? "RSA" : "EC");
        generator.initialize(
                isRsa
                        ? new RSAKeyGenParameterSpec(Integer.parseInt(kind.substring(4)), RSAKeyGenParameterSpec.F4)
                        : new ECGenParameterSpec(
                                kind.equals("P-256") ? "secp256r1" : kind.equals("P-384") ? "secp384r1" : kind));
        keys = generator.generateKeyPair();
        signatureAlgorithm = isRsa ? "SHA256withRSA" : "SHA256withECDSA";
    }

    static TestCa p256(String name) throws Exception {
        return new TestCa("P-256", name);
    }

    /** Basic constraints and key usage as the recipes have them. */
    static List<Extension> grantExtensions() throws Exception {
        return List.of(
                new Extension(Extension.basicConstraints, true, new BasicConstraints(false).getEncoded()),
                new Extension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature).getEncoded()));
    }

    static List<Extension> caExtensions() throws Exception {
        return List.of(
                new Extension(Extension.basicConstraints, true, new BasicConstraints(true).getEncoded()),
                new Extension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign).getEncoded()));
    }

    /** This CA's certificate, signed by itself. */
    byte[] root() throws Exception {
        return issue(name, keys.getPublic(), caExtensions());
    }

    byte[] issue(X500Name subject, PublicKey key, List<Extension> extensions) throws Exception {
        return issue(subject, key, extensions, NOW.minusSeconds(60), NOW.plusSeconds(86_400), signatureAlgorithm);
    }

    byte[] issue(
            X500Name subject, PublicKey key, List<Extension> extensions, Instant from, Instant until, String algorithm)
            throws Exception {
        X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                name,
                new BigInteger(100, new SecureRandom()),
                Date.from(from),
                Date.from(until),
                subject,
                SubjectPublicKeyInfo.getInstance(key.getEncoded()));
        for (Extension extension : extensions) {
            builder.addExtension(extension);
        }
        return builder.build(signer(algorithm)).getEncoded();
    }

    byte[] issueVersion1(X500Name subject, PublicKey key) throws Exception {
        return new X509v1CertificateBuilder(
                        name,
                        BigInteger.TEN,
                        Date.from(NOW),
                        Date.from(NOW.plusSeconds(60)),
                        subject,
                        SubjectPublicKeyInfo.getInstance(key.getEncoded()))
                .build(signer(signatureAlgorithm))
                .getEncoded();
    }

    private ContentSigner signer(String algorithm) throws Exception {
        return new JcaContentSignerBuilder(algorithm).build(keys.getPrivate());
    }

    /** As the card lists it. */
    AnchorInfo anchor() throws Exception {
        ByteString spki = ByteString.of(keys.getPublic().getEncoded());
        return new AnchorInfo(
                0,
                switch (kind) {
                    case "P-256" -> AnchorInfo.Kind.P256;
                    case "P-384" -> AnchorInfo.Kind.P384;
                    default -> AnchorInfo.Kind.RSA_2048;
                },
                IssuerKey.fingerprint(spki.toByteArray()),
                Optional.empty(),
                ByteString.of(name.getEncoded("DER")),
                spki);
    }
}
