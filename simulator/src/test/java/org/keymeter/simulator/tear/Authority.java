package org.keymeter.simulator.tear;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.keymeter.card.ByteString;
import org.keymeter.card.CardSession;
import org.keymeter.card.Secret;
import org.keymeter.card.grant.CaCertificate;
import org.keymeter.card.grant.CaKey;
import org.keymeter.card.grant.GrantIssuer;
import org.keymeter.card.grant.GrantRequest;

/** A CA: one that cards trust, or one below it. */
final class Authority {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration YEARS = Duration.ofDays(3650);

    private final String algorithm;
    private final KeyPair keys;
    private final X500Name name;
    private final CaCertificate certificate;
    /** Certificates from below the anchor down to this CA's own; none if it is the anchor. */
    private final List<ByteString> path;

    private int grants;

    private Authority(String name, KeyPair keys, String algorithm, Authority above) throws Exception {
        this.name = new X500Name("CN=" + name);
        this.keys = keys;
        this.algorithm = algorithm;
        Authority issuer = above == null ? this : above;
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                issuer.name,
                BigInteger.TWO,
                Date.from(BEGIN),
                Date.from(BEGIN.plus(YEARS)),
                this.name,
                keys.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
        certificate = CaCertificate.parse(
                builder.build(new JcaContentSignerBuilder(issuer.algorithm).build(issuer.keys.getPrivate()))
                        .getEncoded());
        path = above == null
                ? List.of()
                : Stream.concat(above.path.stream(), Stream.of(certificate.der()))
                        .toList();
    }

    static Authority p256(String name) throws Exception {
        return new Authority(name, make("EC", new ECGenParameterSpec("secp256r1")), "SHA256withECDSA", null);
    }

    static Authority p384(String name) throws Exception {
        return new Authority(name, make("EC", new ECGenParameterSpec("secp384r1")), "SHA384withECDSA", null);
    }

    static Authority rsa(String name) throws Exception {
        RSAKeyGenParameterSpec size = new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4);
        return new Authority(name, make("RSA", size), "SHA256withRSA", null);
    }

    Authority below(String name) throws Exception {
        return new Authority(name, make("EC", new ECGenParameterSpec("secp256r1")), "SHA256withECDSA", this);
    }

    private static KeyPair make(String kind, AlgorithmParameterSpec parameters) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
        generator.initialize(parameters);
        return generator.generateKeyPair();
    }

    /** SHA-256 of its public key. */
    ByteString hash() throws Exception {
        byte[] spki = certificate.spki().toByteArray();
        return ByteString.of(MessageDigest.getInstance("SHA-256").digest(spki));
    }

    List<ByteString> path() {
        return path;
    }

    Step trust() {
        return session -> session.anchors().importAnchor(certificate.subject(), certificate.spki());
    }

    /** Asks for a grant and issues it; the request stays pending. */
    ByteString grant(CardSession session, int slot, long uses) throws Exception {
        GrantRequest request =
                GrantRequest.parse(session.grants().request(slot, uses).toByteArray());
        grants++;
        try (Secret pkcs8 = Secret.take(keys.getPrivate().getEncoded())) {
            CaKey key = CaKey.parse(pkcs8.expose(), () -> Secret.take(new byte[0]));
            return ByteString.of(new GrantIssuer(certificate, key)
                    .issue(
                            request,
                            session.identity().deviceKey(),
                            uses,
                            BEGIN.plus(Duration.ofDays(grants)),
                            Duration.ofDays(30)));
        }
    }
}
