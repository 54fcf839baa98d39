package org.keymeter.card;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.keymeter.card.file.InvalidFileException;
import org.keymeter.card.grant.CaCertificate;
import org.keymeter.card.grant.CaKey;
import org.keymeter.card.grant.GrantIssuer;
import org.keymeter.card.grant.GrantRequest;

/** A CA on P-256, made for one test. */
record TestCa(CaCertificate certificate, CaKey key) {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    static TestCa make(String name) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            X500Name subject = new X500Name("CN=" + name);
            byte[] certificate = new JcaX509v3CertificateBuilder(
                            subject,
                            BigInteger.ONE,
                            Date.from(BEGIN),
                            Date.from(BEGIN.plus(Duration.ofDays(3650))),
                            subject,
                            pair.getPublic())
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(true))
                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))
                    .getEncoded();
            return new TestCa(
                    CaCertificate.parse(certificate),
                    CaKey.parse(pair.getPrivate().getEncoded(), () -> Secret.take(new byte[0])));
        } catch (GeneralSecurityException | OperatorCreationException | IOException | InvalidFileException e) {
            throw new IllegalStateException(e);
        }
    }

    ByteString subject() {
        return certificate.subject();
    }

    ByteString spki() {
        return certificate.spki();
    }

    ByteString spkiHash() {
        try {
            return ByteString.of(MessageDigest.getInstance("SHA-256").digest(spki().toByteArray()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A grant of as many uses as the request asks for, valid from that day of 2026. */
    ByteString grant(ByteString request, DeviceKey known, int day) {
        try {
            GrantRequest parsed = GrantRequest.parse(request.toByteArray());
            Instant from = BEGIN.plus(Duration.ofDays(day));
            return ByteString.of(new GrantIssuer(certificate, key)
                    .issue(parsed, known, parsed.terms().uses(), from, Duration.ofDays(30)));
        } catch (InvalidFileException e) {
            throw new IllegalStateException(e);
        }
    }
}
