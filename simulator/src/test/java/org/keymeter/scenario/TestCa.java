package org.keymeter.scenario;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.keymeter.card.ByteString;

/** A CA made of BouncyCastle's parts, because real ones refuse to issue what a card must refuse. */
final class TestCa {
    static final ASN1ObjectIdentifier GRANT = new ASN1ObjectIdentifier("1.3.6.1.4.1.32473.7.1");
    static final ASN1ObjectIdentifier GRANT_USAGE = new ASN1ObjectIdentifier("1.3.6.1.4.1.32473.7.3");

    final X500Name name;
    private final KeyPair keys;

    TestCa(String name) throws Exception {
        this(name, newKeys());
    }

    TestCa(String name, KeyPair keys) {
        this.name = new X500Name("CN=" + name);
        this.keys = keys;
    }

    static KeyPair newKeys() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    ByteString subject() throws Exception {
        return ByteString.of(name.getEncoded());
    }

    ByteString spki() {
        return ByteString.of(keys.getPublic().getEncoded());
    }

    ByteString spkiHash() throws Exception {
        return ByteString.of(
                MessageDigest.getInstance("SHA-256").digest(keys.getPublic().getEncoded()));
    }

    /** An intermediate of this CA, and its certificate. */
    Intermediate intermediate(String name, BasicConstraints constraints, KeyUsage usage) throws Exception {
        return intermediate(name, constraints, usage, null);
    }

    /** One that serves this purpose only. */
    Intermediate intermediate(String name, KeyPurposeId purpose) throws Exception {
        return intermediate(name, new BasicConstraints(true), new KeyUsage(KeyUsage.keyCertSign), purpose);
    }

    private Intermediate intermediate(String name, BasicConstraints constraints, KeyUsage usage, KeyPurposeId purpose)
            throws Exception {
        TestCa child = new TestCa(name);
        Draft draft = new Draft(child.keys.getPublic()).named(child.name);
        draft.constraints = constraints;
        draft.usage = usage;
        draft.extendedUsage = purpose;
        return new Intermediate(child, sign(draft));
    }

    record Intermediate(TestCa ca, ByteString certificate) {}

    Intermediate intermediate(String name) throws Exception {
        return intermediate(name, new BasicConstraints(true), new KeyUsage(KeyUsage.keyCertSign));
    }

    ByteString sign(Draft draft) throws Exception {
        X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                name,
                new BigInteger(120, new SecureRandom()),
                Date.from(draft.notBefore),
                Date.from(draft.notAfter),
                draft.subject,
                draft.key);
        if (draft.constraints != null) {
            builder.addExtension(Extension.basicConstraints, true, draft.constraints);
        }
        if (draft.usage != null) {
            builder.addExtension(Extension.keyUsage, true, draft.usage);
        }
        if (draft.extendedUsage != null) {
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(draft.extendedUsage));
        }
        if (draft.terms != null) {
            builder.addExtension(GRANT, draft.isGrantCritical, draft.terms);
        }
        if (draft.extra != null) {
            builder.addExtension(draft.extra);
        }
        return ByteString.of(builder.build(new JcaContentSignerBuilder(draft.algorithm).build(keys.getPrivate()))
                .getEncoded());
    }

    /** A certificate in the making: by default the grant that answers a request in full. */
    static final class Draft {
        Instant notBefore = Instant.now().minus(1, ChronoUnit.MINUTES);
        Instant notAfter = notBefore.plus(2, ChronoUnit.DAYS);
        X500Name subject = new X500Name("CN=grant");
        SubjectPublicKeyInfo key;
        BasicConstraints constraints = new BasicConstraints(false);
        KeyUsage usage = new KeyUsage(KeyUsage.digitalSignature);
        KeyPurposeId extendedUsage = KeyPurposeId.getInstance(GRANT_USAGE);
        boolean isGrantCritical = true;
        ASN1Sequence terms;
        Extension extra;
        String algorithm = "SHA256withECDSA";

        Draft(PublicKey key) {
            this.key = SubjectPublicKeyInfo.getInstance(key.getEncoded());
        }

        Draft(ByteString request) throws Exception {
            PKCS10CertificationRequest parsed = new PKCS10CertificationRequest(request.toByteArray());
            key = parsed.getSubjectPublicKeyInfo();
            subject = parsed.getSubject();
            terms = ASN1Sequence.getInstance(parsed.getRequestedExtensions().getExtensionParsedValue(GRANT));
        }

        Draft named(X500Name name) {
            subject = name;
            return this;
        }

        /** Another value in place {@code index} of the terms (0 version, 1 device, 2 instance, 3 key, 4 generation, 5 nonce, 6 uses). */
        Draft with(int index, Object value) {
            ASN1EncodableVector changed = new ASN1EncodableVector();
            for (int i = 0; i < terms.size(); i++) {
                if (i != index) {
                    changed.add(terms.getObjectAt(i));
                } else if (value instanceof Number number) {
                    changed.add(new ASN1Integer(number.longValue()));
                } else {
                    changed.add(new DEROctetString((byte[]) value));
                }
            }
            terms = new DERSequence(changed);
            return this;
        }

        Draft uses(long uses) {
            return with(6, uses);
        }
    }
}
