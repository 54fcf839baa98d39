package org.keymeter.card.grant;

import java.io.IOException;
import java.math.BigInteger;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** Names kinds of public key that no card takes, for the message that refuses them. */
final class ForeignKey {
    private ForeignKey() {}

    static String describe(byte[] spki) {
        try {
            SubjectPublicKeyInfo info = SubjectPublicKeyInfo.getInstance(spki);
            ASN1ObjectIdentifier algorithm = info.getAlgorithm().getAlgorithm();
            if (algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)) {
                return describeRsa(info);
            }
            if (algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
                return describeCurve(info);
            }
            return "its algorithm is " + ExtensionWords.of(algorithm);
        } catch (RuntimeException | IOException damaged) {
            return "it is damaged";
        }
    }

    private static String describeRsa(SubjectPublicKeyInfo info) throws IOException {
        RSAPublicKey rsa = RSAPublicKey.getInstance(info.parsePublicKey());
        BigInteger exponent = rsa.getPublicExponent();
        return "it is RSA-" + rsa.getModulus().bitLength()
                + (exponent.bitLength() > Integer.SIZE ? " with a large exponent" : " with exponent " + exponent);
    }

    private static String describeCurve(SubjectPublicKeyInfo info) {
        if (!(info.getAlgorithm().getParameters() instanceof ASN1ObjectIdentifier curve)) {
            return "its curve is given by parameters instead of a name";
        }
        String name = ECNamedCurveTable.getName(curve);
        return "it is on " + (name == null ? "the curve " + curve.getId() : name)
                + ", or not written in the usual form";
    }
}
