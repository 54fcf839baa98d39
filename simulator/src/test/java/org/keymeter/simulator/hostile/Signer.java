package org.keymeter.simulator.hostile;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * A CA: its name, its key, and how it signs.
 *
 * @param name a Name
 * @param algorithm in Java's words
 * @param algorithmId AlgorithmIdentifier that says so
 */
record Signer(Der name, KeyPair keys, String algorithm, Der algorithmId) {
    static final Provider BC = new BouncyCastleProvider();
    static final String ECDSA_SHA_256 = "1.2.840.10045.4.3.2";
    static final String ECDSA_SHA_384 = "1.2.840.10045.4.3.3";
    static final String RSA_SHA_256 = "1.2.840.113549.1.1.11";

    static Signer p256(String name) {
        return new Signer(commonName(name), ecKeys("secp256r1"), "SHA256withECDSA", ecdsa(ECDSA_SHA_256));
    }

    static Signer p384(String name) {
        return new Signer(commonName(name), ecKeys("secp384r1"), "SHA384withECDSA", ecdsa(ECDSA_SHA_384));
    }

    static Signer rsa2048(String name) {
        return rsa(name, 2048, RSAKeyGenParameterSpec.F4.intValue());
    }

    static Signer rsa(String name, int bits, int exponent) {
        KeyPair keys = keys("RSA", new RSAKeyGenParameterSpec(bits, BigInteger.valueOf(exponent)));
        return new Signer(
                commonName(name),
                keys,
                "SHA256withRSA",
                new Der(Der.SEQUENCE, Der.oid(RSA_SHA_256), new Der(Der.NULL)));
    }

    /** On any named curve, signing with SHA-256. */
    static KeyPair ecKeys(String curve) {
        return keys("EC", new ECGenParameterSpec(curve));
    }

    private static KeyPair keys(String kind, AlgorithmParameterSpec parameters) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(kind, BC);
            generator.initialize(parameters);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static Der ecdsa(String oid) {
        return new Der(Der.SEQUENCE, Der.oid(oid));
    }

    static Der commonName(String name) {
        return new Der(
                Der.SEQUENCE,
                new Der(Der.SET, new Der(Der.SEQUENCE, Der.oid("2.5.4.3"), Der.text(Der.UTF8_STRING, name))));
    }

    /** The same key under another name. */
    Signer named(Der other) {
        return new Signer(other, keys, algorithm, algorithmId);
    }

    /** The same CA signing by another algorithm. */
    Signer signing(String otherAlgorithm, Der id) {
        return new Signer(name, keys, otherAlgorithm, id);
    }

    Der spki() {
        return Der.parse(keys.getPublic().getEncoded());
    }

    byte[] sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance(algorithm, BC);
            signature.initSign(keys.getPrivate());
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
