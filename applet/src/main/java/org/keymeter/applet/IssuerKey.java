package org.keymeter.applet;

import javacard.framework.ISOException;
import javacard.framework.Util;
import javacard.security.CryptoException;
import javacard.security.ECPublicKey;
import javacard.security.PublicKey;
import javacard.security.Signature;
import org.keymeter.protocol.Code;
import org.keymeter.protocol.Sw;

/**
 * The public key of whoever issued the next certificate: one working key object for each kind, loaded from a SubjectPublicKeyInfo. Which
 * key a kind holds, and whether it may be trusted, is known to the caller alone. DER leaves no choice in such an info, nor in an algorithm
 * identifier, so that each kind is known by its exact first bytes.
 */
final class IssuerKey {
    /** The whole SubjectPublicKeyInfo of a P-256 key but its point. */
    static final byte[] P256_PREFIX = {
        (byte) 0x30, (byte) 0x59, (byte) 0x30, (byte) 0x13, (byte) 0x06, (byte) 0x07, (byte) 0x2A, (byte) 0x86,
        (byte) 0x48, (byte) 0xCE, (byte) 0x3D, (byte) 0x02, (byte) 0x01, (byte) 0x06, (byte) 0x08, (byte) 0x2A,
        (byte) 0x86, (byte) 0x48, (byte) 0xCE, (byte) 0x3D, (byte) 0x03, (byte) 0x01, (byte) 0x07, (byte) 0x03,
        (byte) 0x42, (byte) 0x00,
    };

    /** AlgorithmIdentifier ecdsa-with-SHA256. */
    static final byte[] ECDSA_SHA_256 = {
        0x30, 0x0A, 0x06, 0x08, 0x2A, (byte) 0x86, 0x48, (byte) 0xCE, 0x3D, 0x04, 0x03, 0x02,
    };

    private static final byte[] P384_PREFIX = {
        (byte) 0x30, (byte) 0x76, (byte) 0x30, (byte) 0x10, (byte) 0x06, (byte) 0x07, (byte) 0x2A, (byte) 0x86,
        (byte) 0x48, (byte) 0xCE, (byte) 0x3D, (byte) 0x02, (byte) 0x01, (byte) 0x06, (byte) 0x05, (byte) 0x2B,
        (byte) 0x81, (byte) 0x04, (byte) 0x00, (byte) 0x22, (byte) 0x03, (byte) 0x62, (byte) 0x00,
    };
    private static final byte[] RSA_2048_PREFIX = {
        (byte) 0x30, (byte) 0x82, (byte) 0x01, (byte) 0x22, (byte) 0x30, (byte) 0x0D, (byte) 0x06, (byte) 0x09,
        (byte) 0x2A, (byte) 0x86, (byte) 0x48, (byte) 0x86, (byte) 0xF7, (byte) 0x0D, (byte) 0x01, (byte) 0x01,
        (byte) 0x01, (byte) 0x05, (byte) 0x00, (byte) 0x03, (byte) 0x82, (byte) 0x01, (byte) 0x0F, (byte) 0x00,
        (byte) 0x30, (byte) 0x82, (byte) 0x01, (byte) 0x0A, (byte) 0x02, (byte) 0x82, (byte) 0x01, (byte) 0x01,
        (byte) 0x00,
    };
    private static final short MODULUS_LENGTH = 256;

    /** What follows the modulus: the INTEGER 65537. */
    private static final byte[] RSA_EXPONENT = {0x02, 0x03, 0x01, 0x00, 0x01};

    private static final short EXPONENT = 2;
    private static final short EXPONENT_LENGTH = 3;

    private static final byte[] ECDSA_SHA_384 = {
        0x30, 0x0A, 0x06, 0x08, 0x2A, (byte) 0x86, 0x48, (byte) 0xCE, 0x3D, 0x04, 0x03, 0x03,
    };
    private static final byte[] RSA_SHA_256 = {
        0x30, 0x0D, 0x06, 0x09, 0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 0x01, 0x01, 0x0B, 0x05, 0x00,
    };

    private final Engines engines;
    private final ECPublicKey p256 = Engines.newPublicKey();

    IssuerKey(Engines engines) {
        this.engines = engines;
    }

    /** The kind of key, Code.SPKI_*, that a SubjectPublicKeyInfo holds. Throws GRANT_ALGORITHM if the card has not that kind. */
    byte kindOf(byte[] source, short offset, short length) {
        if (isPoint(source, offset, length, P256_PREFIX, Curve.P256_POINT_LENGTH)) {
            return Code.SPKI_P256;
        }
        if (engines.has(Code.CAPABILITY_P384)
                && isPoint(source, offset, length, P384_PREFIX, Curve.P384_POINT_LENGTH)) {
            return Code.SPKI_P384;
        }
        short modulus = (short) (offset + RSA_2048_PREFIX.length);
        if (!engines.has(Code.CAPABILITY_RSA_2048)
                || length != (short) (RSA_2048_PREFIX.length + MODULUS_LENGTH + RSA_EXPONENT.length)
                || !stands(source, offset, RSA_2048_PREFIX)
                || source[modulus] >= 0
                || !stands(source, (short) (modulus + MODULUS_LENGTH), RSA_EXPONENT)) {
            ISOException.throwIt(Sw.GRANT_ALGORITHM);
        }
        return Code.SPKI_RSA_2048;
    }

    /**
     * Loads the key of a SubjectPublicKeyInfo and returns its kind. Throws GRANT_ALGORITHM for a key that the card will not take.
     *
     * @param work 97 bytes to overwrite at {@code workOffset}
     */
    byte load(byte[] source, short offset, short length, byte[] work, short workOffset) {
        byte kind = kindOf(source, offset, length);
        try {
            if (kind == Code.SPKI_P256) {
                setPoint(
                        p256, source, (short) (offset + P256_PREFIX.length), Curve.P256_POINT_LENGTH, work, workOffset);
            } else if (kind == Code.SPKI_P384) {
                short point = (short) (offset + P384_PREFIX.length);
                setPoint(engines.p384, source, point, Curve.P384_POINT_LENGTH, work, workOffset);
            } else {
                engines.rsa2048.setModulus(source, (short) (offset + RSA_2048_PREFIX.length), MODULUS_LENGTH);
                engines.rsa2048.setExponent(RSA_EXPONENT, EXPONENT, EXPONENT_LENGTH);
            }
        } catch (CryptoException badKey) {
            ISOException.throwIt(Sw.GRANT_ALGORITHM);
        }
        return kind;
    }

    /** Spares the persistent write when it is the key of the time before, as it mostly is: grants tend to come from one CA. */
    private static void setPoint(
            ECPublicKey key, byte[] source, short point, short length, byte[] work, short workOffset) {
        if (!key.isInitialized()
                || key.getW(work, workOffset) != length
                || Util.arrayCompare(work, workOffset, source, point, length) != 0) {
            key.setW(source, point, length);
        }
    }

    /**
     * Whether the key of this kind that was loaded last signed the certificate that was read last. Throws GRANT_ALGORITHM for an algorithm
     * that the card has not, or not for this kind.
     */
    boolean verifies(byte kind, byte[] bytes, Certificate certificate) {
        Signature engine = engine(kind, bytes, certificate);
        PublicKey key = engines.rsa2048;
        if (kind == Code.SPKI_P256) {
            key = p256;
        } else if (kind == Code.SPKI_P384) {
            key = engines.p384;
        }
        try {
            engine.init(key, Signature.MODE_VERIFY);
            return engine.verify(
                    bytes,
                    certificate.offset(Certificate.SIGNED),
                    certificate.length(Certificate.SIGNED),
                    bytes,
                    certificate.offset(Certificate.SIGNATURE),
                    certificate.length(Certificate.SIGNATURE));
        } catch (RuntimeException malformed) {
            // CARD: some throw instead of answering false, when the signature is none of two numbers or the key no
            // point.
            return false;
        }
    }

    /** Throws GRANT_ALGORITHM for an algorithm that the card has not, whatever the kind of key. */
    void requireAlgorithm(byte[] bytes, Certificate certificate) {
        if (engineOrNull(Code.SPKI_P256, bytes, certificate) == null) {
            engine(Code.SPKI_RSA_2048, bytes, certificate);
        }
    }

    private Signature engine(byte kind, byte[] bytes, Certificate certificate) {
        Signature engine = engineOrNull(kind, bytes, certificate);
        if (engine == null) {
            ISOException.throwIt(Sw.GRANT_ALGORITHM);
        }
        return engine;
    }

    private Signature engineOrNull(byte kind, byte[] bytes, Certificate certificate) {
        short offset = certificate.offset(Certificate.ALGORITHM);
        short length = certificate.length(Certificate.ALGORITHM);
        Signature engine = null;
        if (kind == Code.SPKI_RSA_2048) {
            engine = is(bytes, offset, length, RSA_SHA_256) ? engines.rsaSha256 : null;
        } else if (is(bytes, offset, length, ECDSA_SHA_256)) {
            engine = engines.ecdsa;
        } else if (is(bytes, offset, length, ECDSA_SHA_384)) {
            engine = engines.ecdsaSha384;
        }
        return engine;
    }

    private static boolean isPoint(byte[] source, short offset, short length, byte[] prefix, short pointLength) {
        return length == (short) (prefix.length + pointLength)
                && stands(source, offset, prefix)
                && source[(short) (offset + prefix.length)] == Curve.UNCOMPRESSED;
    }

    private static boolean is(byte[] bytes, short offset, short length, byte[] expected) {
        return length == (short) expected.length && stands(bytes, offset, expected);
    }

    private static boolean stands(byte[] bytes, short offset, byte[] expected) {
        return Util.arrayCompare(bytes, offset, expected, (short) 0, (short) expected.length) == 0;
    }
}
