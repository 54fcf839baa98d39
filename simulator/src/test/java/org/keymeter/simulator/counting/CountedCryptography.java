package org.keymeter.simulator.counting;

import java.util.Map;
import java.util.WeakHashMap;
import javacard.security.Key;
import javacard.security.KeyAgreement;
import javacard.security.KeyBuilder;
import javacard.security.MessageDigest;
import javacard.security.PrivateKey;
import javacard.security.RandomData;
import javacard.security.Signature;
import javacardx.crypto.Cipher;
import org.keymeter.simulator.silicon.EngineTwins;

/**
 * Twins of the Java Card API's methods that compute with keys, hash and draw random bytes: each counts, then calls the
 * method. Its name and parameters are those of the method, with the object in front and the part that calls behind;
 * {@link CountingMethod} finds it by them.
 */
public final class CountedCryptography {
    private static final byte ALG_AES_CMAC_128 = 49;

    /** Bits of the key that an engine was initialised with last. */
    private static final Map<Object, Integer> KEY_BITS = new WeakHashMap<>();

    private CountedCryptography() {}

    // Ciphers

    public static void init(Cipher engine, Key key, byte mode, int part) {
        KEY_BITS.put(engine, (int) key.getSize());
        Recorder.call(part, isEcb(engine) ? NativeCall.AES_ECB_INIT : NativeCall.AES_CBC_INIT, 0);
        engine.init(key, mode);
    }

    public static short doFinal(
            Cipher engine, byte[] from, short offset, short length, byte[] to, short toOffset, int part) {
        boolean isShort = KEY_BITS.get(engine) == KeyBuilder.LENGTH_AES_128;
        NativeCall ecb = isShort ? NativeCall.AES_128_ECB : NativeCall.AES_256_ECB;
        NativeCall cbc = isShort ? NativeCall.AES_128_CBC : NativeCall.AES_256_CBC;
        Recorder.call(part, isEcb(engine) ? ecb : cbc, length);
        return EngineTwins.doFinal(engine, from, offset, length, to, toOffset);
    }

    private static boolean isEcb(Cipher engine) {
        return engine.getAlgorithm() == Cipher.ALG_AES_BLOCK_128_ECB_NOPAD;
    }

    // Digests, random bytes

    public static short doFinal(
            MessageDigest engine, byte[] from, short offset, short length, byte[] to, short toOffset, int part) {
        Recorder.call(part, NativeCall.SHA_256, length);
        return EngineTwins.doFinal(engine, from, offset, length, to, toOffset);
    }

    public static void update(MessageDigest engine, byte[] from, short offset, short length, int part) {
        Recorder.call(part, NativeCall.SHA_256_UPDATE, length);
        engine.update(from, offset, length);
    }

    public static void reset(MessageDigest engine, int part) {
        Recorder.call(part, NativeCall.SHA_256_RESET, 0);
        engine.reset();
    }

    public static void generateData(RandomData engine, byte[] to, short offset, short length, int part) {
        Recorder.call(part, NativeCall.RANDOM, length);
        EngineTwins.generateData(engine, to, offset, length);
    }

    // Signatures and MACs

    public static void init(Signature engine, Key key, byte mode, int part) {
        KEY_BITS.put(engine, (int) key.getSize());
        Recorder.call(
                part,
                choose(
                        engine,
                        NativeCall.AES_MAC_INIT,
                        NativeCall.AES_MAC_INIT,
                        NativeCall.ECDSA_P256_INIT,
                        NativeCall.ECDSA_P384_INIT,
                        NativeCall.RSA_2048_INIT),
                0);
        engine.init(key, mode);
    }

    public static void update(Signature engine, byte[] from, short offset, short length, int part) {
        Recorder.call(part, choose(engine, null, NativeCall.AES_CBC_MAC_UPDATE, null, null, null), length);
        engine.update(from, offset, length);
    }

    public static short sign(
            Signature engine, byte[] from, short offset, short length, byte[] to, short toOffset, int part) {
        Recorder.call(
                part,
                choose(engine, NativeCall.AES_CMAC, NativeCall.AES_CBC_MAC, NativeCall.ECDSA_P256_SIGN, null, null),
                length);
        return EngineTwins.sign(engine, from, offset, length, to, toOffset);
    }

    public static boolean verify(
            Signature engine,
            byte[] from,
            short offset,
            short length,
            byte[] signature,
            short signatureOffset,
            short signatureLength,
            int part) {
        Recorder.call(
                part,
                choose(
                        engine,
                        null,
                        null,
                        NativeCall.ECDSA_P256_VERIFY,
                        NativeCall.ECDSA_P384_VERIFY,
                        NativeCall.RSA_2048_VERIFY),
                length);
        return engine.verify(from, offset, length, signature, signatureOffset, signatureLength);
    }

    private static NativeCall choose(
            Signature engine, NativeCall cmac, NativeCall cbcMac, NativeCall p256, NativeCall p384, NativeCall rsa) {
        boolean isP256 = KEY_BITS.get(engine) == KeyBuilder.LENGTH_EC_FP_256;
        NativeCall chosen =
                switch (engine.getAlgorithm()) {
                    case ALG_AES_CMAC_128 -> cmac;
                    case Signature.ALG_AES_MAC_128_NOPAD -> cbcMac;
                    case Signature.ALG_ECDSA_SHA_256, Signature.ALG_ECDSA_SHA_384 -> isP256 ? p256 : p384;
                    case Signature.ALG_RSA_SHA_256_PKCS1 -> rsa;
                    default -> null;
                };
        if (chosen == null) {
            throw new IllegalStateException("nobody counts this call of signature engine " + engine.getAlgorithm());
        }
        return chosen;
    }

    // Key agreement

    public static void init(KeyAgreement engine, PrivateKey key, int part) {
        Recorder.call(part, NativeCall.ECDH_P256_INIT, 0);
        engine.init(key);
    }

    public static short generateSecret(
            KeyAgreement engine, byte[] point, short offset, short length, byte[] to, short toOffset, int part) {
        Recorder.call(part, NativeCall.ECDH_P256, 0);
        return EngineTwins.generateSecret(engine, point, offset, length, to, toOffset);
    }
}
