package org.keymeter.simulator.fuzz;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;

/** A CA whose grants a card should take. */
final class Authority {
    private static final ASN1ObjectIdentifier GRANT = new ASN1ObjectIdentifier("1.3.6.1.4.1.32473.7.1");
    private static final int USES = 6;
    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant UNTIL = Instant.parse("2027-01-01T00:00:00Z");

    private final X500Name name;
    private final KeyPair keys;
    private final byte[] spkiHash;

    Authority(String name) {
        this.name = new X500Name("CN=" + name);
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            keys = generator.generateKeyPair();
            spkiHash = MessageDigest.getInstance("SHA-256").digest(spki());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Data of IMPORT ANCHOR. */
    byte[] anchor() {
        try {
            byte[] subject = name.getEncoded();
            return Command.join(Command.u16(subject.length), subject, spki());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] spki() {
        return keys.getPublic().getEncoded();
    }

    byte[] spkiHash() {
        return spkiHash;
    }

    /**
     * The grant that answers a request.
     *
     * @param days by which notBefore is moved
     */
    byte[] grant(byte[] request, long uses, int days) {
        try {
            PKCS10CertificationRequest parsed = new PKCS10CertificationRequest(request);
            ASN1Sequence asked =
                    ASN1Sequence.getInstance(parsed.getRequestedExtensions().getExtensionParsedValue(GRANT));
            ASN1EncodableVector terms = new ASN1EncodableVector();
            for (int i = 0; i < asked.size(); i++) {
                terms.add(i == USES ? new ASN1Integer(uses) : asked.getObjectAt(i));
            }
            return new X509v3CertificateBuilder(
                            name,
                            BigInteger.valueOf(1_000_000 + days),
                            Date.from(FROM.plusSeconds(days * 86_400L)),
                            Date.from(UNTIL),
                            parsed.getSubject(),
                            parsed.getSubjectPublicKeyInfo())
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                    .addExtension(GRANT, true, new DERSequence(terms))
                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))
                    .getEncoded();
        } catch (IOException | OperatorException e) {
            throw new IllegalStateException(e);
        }
    }
}
