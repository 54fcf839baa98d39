package org.keymeter.applet;

import javacard.framework.ISOException;
import javacard.security.CryptoException;
import javacard.security.ECKey;
import javacard.security.ECPublicKey;
import javacard.security.Key;
import javacard.security.KeyAgreement;
import javacard.security.KeyBuilder;
import javacard.security.KeyPair;
import javacard.security.MessageDigest;
import javacard.security.PrivateKey;
import javacard.security.PublicKey;
import javacard.security.RSAPublicKey;
import javacard.security.RandomData;
import javacard.security.Signature;
import javacardx.crypto.Cipher;
import org.keymeter.protocol.Code;
import org.keymeter.protocol.Sw;

/**
 * The card's cryptography, made once at installation and shared, for every engine takes RAM. Whoever takes an engine initialises it
 * first, but for the secure channel's own ones.
 */
final class Engines {
    /** Signature.ALG_AES_CMAC_128 of Java Card 3.0.5, by its number, so that the class converts for 3.0.4. */
    private static final byte ALG_AES_CMAC_128 = 49;

    private static final short SECRET_LENGTH = 32;

    final MessageDigest sha256;
    final Signature ecdsa;
    private final RandomData random;
    final KeyAgreement ecdh;

    /** AES in blocks, for 128 and 256 bits. */
    final Cipher ecb;

    /** Code.CAPABILITY_* of what is used. */
    final short capabilities;

    // The secure channel's own, initialised once a channel. Both MACs are CMAC if the card can, else CBC-MAC without
    // padding.
    final Cipher channelCounter;
    final Cipher channelDecipher;
    final Cipher channelEncipher;
    final Signature channelCommandMac;
    final Signature channelResponseMac;
    final KeyPair channelEphemeral;

    // What a verified certificate may need besides P-256; null where the card lacks it.
    final ECPublicKey p384;
    final RSAPublicKey rsa2048;
    final Signature ecdsaSha384;
    final Signature rsaSha256;

    /**
     * Refuses a card without the floor (section 11 of the protocol, LACKS_AES_256 to LACKS_RANDOM, in that order).
     *
     * @param work 130 bytes to overwrite
     * @param withheld capabilities not to use although the card has them: 0, but in tests that stand for a lesser card
     */
    Engines(byte[] work, short withheld) {
        short found = 0;

        ecb = cipher(Cipher.ALG_AES_BLOCK_128_ECB_NOPAD);
        Key aes256 = key(KeyBuilder.TYPE_AES, KeyBuilder.LENGTH_AES_256);
        channelCounter = cipher(Cipher.ALG_AES_BLOCK_128_ECB_NOPAD);
        require(ecb != null && channelCounter != null && aes256 != null, Sw.LACKS_AES_256);

        channelDecipher = cipher(Cipher.ALG_AES_BLOCK_128_CBC_NOPAD);
        channelEncipher = cipher(Cipher.ALG_AES_BLOCK_128_CBC_NOPAD);
        require(channelDecipher != null && channelEncipher != null, Sw.LACKS_AES_CBC);

        byte macAlgorithm = ALG_AES_CMAC_128;
        Signature mac = (withheld & Code.CAPABILITY_CMAC) == 0 ? signature(macAlgorithm) : null;
        if (mac != null) {
            found |= Code.CAPABILITY_CMAC;
        } else {
            macAlgorithm = Signature.ALG_AES_MAC_128_NOPAD;
            mac = signature(macAlgorithm);
        }
        channelCommandMac = mac;
        channelResponseMac = signature(macAlgorithm);
        require(channelCommandMac != null && channelResponseMac != null, Sw.LACKS_AES_MAC);

        sha256 = digest();
        require(sha256 != null, Sw.LACKS_SHA_256);
        ecdsa = signature(Signature.ALG_ECDSA_SHA_256);
        require(ecdsa != null, Sw.LACKS_ECDSA);

        // CARD: JCOP 4, SECORA and G+D 7 have transient EC keys; JCOP 3 and older do not.
        KeyPair ephemeral = (withheld & Code.CAPABILITY_TRANSIENT_EC) == 0
                ? generatedPair(KeyBuilder.TYPE_EC_FP_PRIVATE_TRANSIENT_DESELECT)
                : null;
        if (ephemeral != null) {
            found |= Code.CAPABILITY_TRANSIENT_EC;
        } else {
            ephemeral = generatedPair(KeyBuilder.TYPE_EC_FP_PRIVATE);
        }
        channelEphemeral = ephemeral;
        require(ephemeral != null, Sw.LACKS_P256);

        ecdh = agreement();
        require(ecdh != null && agreesOnGenerator(work), Sw.LACKS_ECDH);
        require(refusesPointOffCurve(work), Sw.LACKS_POINT_CHECK);
        random = secureRandom();
        require(random != null, Sw.LACKS_RANDOM);

        p384 = (withheld & Code.CAPABILITY_P384) == 0 ? p384Key() : null;
        found |= p384 != null ? Code.CAPABILITY_P384 : 0;
        ecdsaSha384 = (withheld & Code.CAPABILITY_ECDSA_SHA_384) == 0 ? signature(Signature.ALG_ECDSA_SHA_384) : null;
        found |= ecdsaSha384 != null ? Code.CAPABILITY_ECDSA_SHA_384 : 0;
        boolean rsa = (withheld & Code.CAPABILITY_RSA_2048) == 0;
        rsa2048 = rsa ? (RSAPublicKey) key(KeyBuilder.TYPE_RSA_PUBLIC, KeyBuilder.LENGTH_RSA_2048) : null;
        rsaSha256 = rsa2048 != null ? signature(Signature.ALG_RSA_SHA_256_PKCS1) : null;
        found |= rsaSha256 != null ? Code.CAPABILITY_RSA_2048 : 0;
        capabilities = found;
    }

    /** Fills with secure random bytes. */
    @SuppressWarnings("deprecation")
    void fillRandomly(byte[] to, short offset, short length) {
        random.generateData(to, offset, length);
    }

    /** Makes a new ephemeral key of the channel. */
    void makeEphemeral() {
        if (has(Code.CAPABILITY_TRANSIENT_EC)) {
            // CARD: the curve is part of a transient key's data, and is gone with them on some cards after deselection
            // or reset.
            Curve.setP256((ECKey) channelEphemeral.getPrivate());
        }
        channelEphemeral.genKeyPair();
    }

    boolean has(byte capability) {
        return (capabilities & capability) != 0;
    }

    /** A persistent pair on P-256 that has no key yet. Allocates: at installation only. */
    static KeyPair newKeyPair() {
        return pair(KeyBuilder.TYPE_EC_FP_PRIVATE);
    }

    /** An empty public key on P-256. Allocates: at installation only. */
    static ECPublicKey newPublicKey() {
        ECPublicKey key =
                (ECPublicKey) KeyBuilder.buildKey(KeyBuilder.TYPE_EC_FP_PUBLIC, KeyBuilder.LENGTH_EC_FP_256, false);
        Curve.setP256(key);
        return key;
    }

    private static KeyPair pair(byte privateType) {
        PublicKey open = newPublicKey();
        PrivateKey secret = (PrivateKey) KeyBuilder.buildKey(privateType, KeyBuilder.LENGTH_EC_FP_256, false);
        Curve.setP256((ECKey) secret);
        return new KeyPair(open, secret);
    }

    private static KeyPair generatedPair(byte privateType) {
        try {
            KeyPair pair = pair(privateType);
            pair.genKeyPair();
            return pair;
        } catch (RuntimeException absent) {
            return null;
        }
    }

    private boolean agreesOnGenerator(byte[] work) {
        Curve.copyGenerator(work, (short) 0);
        try {
            ecdh.init(channelEphemeral.getPrivate());
            return ecdh.generateSecret(work, (short) 0, Curve.P256_POINT_LENGTH, work, Curve.P256_POINT_LENGTH)
                    == SECRET_LENGTH;
        } catch (RuntimeException absent) {
            return false;
        }
    }

    /** SECURITY: from secrets with points of other, weaker curves a host would learn the card's static key. */
    private boolean refusesPointOffCurve(byte[] work) {
        work[(short) (Curve.P256_POINT_LENGTH - 1)] ^= 1;
        try {
            ecdh.generateSecret(work, (short) 0, Curve.P256_POINT_LENGTH, work, Curve.P256_POINT_LENGTH);
            return false;
        } catch (RuntimeException refused) {
            // CARD: the exception differs from card to card.
            return true;
        }
    }

    private static ECPublicKey p384Key() {
        try {
            ECPublicKey key =
                    (ECPublicKey) KeyBuilder.buildKey(KeyBuilder.TYPE_EC_FP_PUBLIC, KeyBuilder.LENGTH_EC_FP_384, false);
            Curve.setP384(key);
            return key;
        } catch (RuntimeException absent) {
            return null;
        }
    }

    private static Key key(byte type, short length) {
        try {
            return KeyBuilder.buildKey(type, length, false);
        } catch (CryptoException absent) {
            return null;
        }
    }

    private static Cipher cipher(byte algorithm) {
        try {
            return Cipher.getInstance(algorithm, false);
        } catch (CryptoException absent) {
            return null;
        }
    }

    private static Signature signature(byte algorithm) {
        try {
            return Signature.getInstance(algorithm, false);
        } catch (CryptoException absent) {
            return null;
        }
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance(MessageDigest.ALG_SHA_256, false);
        } catch (CryptoException absent) {
            return null;
        }
    }

    private static KeyAgreement agreement() {
        try {
            return KeyAgreement.getInstance(KeyAgreement.ALG_EC_SVDP_DH_PLAIN, false);
        } catch (CryptoException absent) {
            return null;
        }
    }

    /** Under the name it has had since Java Card 2.2; 3.0.5 renames it. */
    @SuppressWarnings("deprecation")
    private static RandomData secureRandom() {
        try {
            return RandomData.getInstance(RandomData.ALG_SECURE_RANDOM);
        } catch (CryptoException absent) {
            return null;
        }
    }

    private static void require(boolean present, short reason) {
        if (!present) {
            ISOException.throwIt(reason);
        }
    }
}
