package org.keymeter.card.grant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.keymeter.card.Secret;
import org.keymeter.card.file.PemFile;

/**
 * A CA for grants made here, for where there is no other: a P-256 key and a self-signed certificate.
 *
 * @param certificate PEM
 * @param key PKCS #8 in PEM, not encrypted; the caller closes it
 */
public record NewCa(String certificate, Secret key) {
    private static final int SERIAL_BITS = 127;

    /** @param name its common name */
    public static NewCa make(String name, Instant from, Duration validity) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            String certificate = PemFile.write("CERTIFICATE", sign(name, pair, from, validity));
            String key = PemFile.write("PRIVATE KEY", pair.getPrivate().getEncoded());
            return new NewCa(certificate, Secret.take(key.toCharArray()));
        } catch (GeneralSecurityException | OperatorCreationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] sign(String commonName, KeyPair pair, Instant from, Duration validity)
            throws OperatorCreationException {
        X500Name name = new X500NameBuilder().addRDN(BCStyle.CN, commonName).build();
        try {
            return new X509v3CertificateBuilder(
                            name,
                            new BigInteger(SERIAL_BITS, new SecureRandom()).setBit(SERIAL_BITS - 1),
                            Date.from(from),
                            Date.from(from.plus(validity)),
                            name,
                            SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()))
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))
                    .getEncoded();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
