package org.keymeter.simulator.counting;

import javacard.security.AESKey;
import javacard.security.ECPublicKey;
import javacard.security.Key;
import javacard.security.KeyAgreement;
import javacard.security.KeyBuilder;
import javacard.security.KeyPair;
import javacard.security.MessageDigest;
import javacard.security.RSAPublicKey;
import javacard.security.RandomData;
import javacard.security.Signature;
import javacardx.crypto.Cipher;
import org.keymeter.simulator.counting.Allocation.Kind;
import org.keymeter.simulator.silicon.AllocationTwins;
import org.keymeter.simulator.silicon.EngineTwins;
import org.keymeter.simulator.silicon.KeyTwins;

/**
 * Twins of the Java Card API's methods that make keys and engines, and that write keys: each counts, then calls the
 * twin that writes a card's memory. Its name and parameters are those of the method, with the object in front and the part that calls behind;
 * {@link CountingMethod} finds it by them.
 */
public final class CountedKeys {
    private CountedKeys() {}

    public static void genKeyPair(KeyPair pair, int part) {
        Recorder.call(part, NativeCall.EC_P256_GENERATE, 0);
        keyWritten(pair.getPublic(), part);
        keyWritten(pair.getPrivate(), part);
        KeyTwins.genKeyPair(pair);
    }

    public static void setKey(AESKey key, byte[] from, short offset, int part) {
        Recorder.call(part, NativeCall.AES_SET_KEY, 0);
        keyWritten(key, part);
        KeyTwins.setKey(key, from, offset);
    }

    public static byte getKey(AESKey key, byte[] to, short offset, int part) {
        Recorder.call(part, NativeCall.AES_GET_KEY, 0);
        return EngineTwins.getKey(key, to, offset);
    }

    public static void clearKey(AESKey key, int part) {
        Recorder.call(part, NativeCall.AES_CLEAR_KEY, 0);
        keyWritten(key, part);
        KeyTwins.clearKey(key);
    }

    public static void setW(ECPublicKey key, byte[] from, short offset, short length, int part) {
        boolean isP256 = key.getSize() == KeyBuilder.LENGTH_EC_FP_256;
        Recorder.call(part, isP256 ? NativeCall.EC_P256_SET_POINT : NativeCall.EC_P384_SET_POINT, 0);
        keyWritten(key, part);
        KeyTwins.setW(key, from, offset, length);
    }

    public static short getW(ECPublicKey key, byte[] to, short offset, int part) {
        Recorder.call(part, NativeCall.EC_GET_POINT, 0);
        return EngineTwins.getW(key, to, offset);
    }

    public static void setModulus(RSAPublicKey key, byte[] from, short offset, short length, int part) {
        Recorder.call(part, NativeCall.RSA_2048_SET_MODULUS, 0);
        keyWritten(key, part);
        KeyTwins.setModulus(key, from, offset, length);
    }

    public static void setExponent(RSAPublicKey key, byte[] from, short offset, short length, int part) {
        Recorder.call(part, NativeCall.RSA_2048_SET_EXPONENT, 0);
        keyWritten(key, part);
        KeyTwins.setExponent(key, from, offset, length);
    }

    private static void keyWritten(Key key, int part) {
        Recorder.persistentStores(part, KeyTwins.isTransient(key.getType()) ? 0 : 1);
    }

    public static Key buildKey(byte type, short bits, boolean encrypted, int part) {
        Kind kind = KeyTwins.isTransient(type) ? Kind.TRANSIENT_KEY : Kind.KEY;
        Recorder.allocated(part, kind, "key of type " + type + ", " + bits + " bits", 0);
        return AllocationTwins.buildKey(type, bits, encrypted);
    }

    public static Cipher cipher(byte algorithm, boolean external, int part) {
        engine("Cipher", algorithm, part);
        return AllocationTwins.cipher(algorithm, external);
    }

    public static Signature signature(byte algorithm, boolean external, int part) {
        engine("Signature", algorithm, part);
        return AllocationTwins.signature(algorithm, external);
    }

    public static MessageDigest messageDigest(byte algorithm, boolean external, int part) {
        engine("MessageDigest", algorithm, part);
        return AllocationTwins.messageDigest(algorithm, external);
    }

    public static KeyAgreement keyAgreement(byte algorithm, boolean external, int part) {
        engine("KeyAgreement", algorithm, part);
        return AllocationTwins.keyAgreement(algorithm, external);
    }

    public static RandomData randomData(byte algorithm, int part) {
        engine("RandomData", algorithm, part);
        return AllocationTwins.randomData(algorithm);
    }

    private static void engine(String type, byte algorithm, int part) {
        Recorder.allocated(part, Kind.ENGINE, type + " " + algorithm, 0);
    }
}
