package org.keymeter.simulator.silicon;

import javacard.framework.JCSystem;
import javacard.security.Key;
import javacard.security.KeyAgreement;
import javacard.security.KeyBuilder;
import javacard.security.KeyPair;
import javacard.security.MessageDigest;
import javacard.security.RandomData;
import javacard.security.Signature;
import javacardx.crypto.Cipher;

/**
 * What an applet's allocations become, and twins of the methods that make arrays, keys and engines: each takes memory, or
 * is refused. Found as {@link MemoryTwins} are, but that a getInstance has the name of its class.
 */
public final class AllocationTwins {
    private AllocationTwins() {}

    private static MemoryBudget budget() {
        return SiliconCard.current().memoryBudget();
    }

    /** Stands in front of an allocation. */
    public static void array(int length, int elementBytes) {
        budget().take(Footprint.ofArray(length * elementBytes));
    }

    /** Stands behind an allocation. */
    public static void object(Class<?> type) {
        budget().take(Footprint.ofObject(type));
    }

    /** Stands in front of the constructor that makes its own keys. */
    public static void keysOfPair(byte algorithm, short bits) {
        boolean isRsa = algorithm == KeyPair.ALG_RSA;
        budget().take(Footprint.ofKey(isRsa ? KeyBuilder.TYPE_RSA_PUBLIC : KeyBuilder.TYPE_EC_FP_PUBLIC, bits));
        budget().take(Footprint.ofKey(isRsa ? KeyBuilder.TYPE_RSA_PRIVATE : KeyBuilder.TYPE_EC_FP_PRIVATE, bits));
    }

    public static byte[] makeTransientByteArray(short length, byte event) {
        budget().take(Footprint.ofTransientArray(length));
        return JCSystem.makeTransientByteArray(length, event);
    }

    public static short[] makeTransientShortArray(short length, byte event) {
        budget().take(Footprint.ofTransientArray(length * Short.BYTES));
        return JCSystem.makeTransientShortArray(length, event);
    }

    public static boolean[] makeTransientBooleanArray(short length, byte event) {
        budget().take(Footprint.ofTransientArray(length));
        return JCSystem.makeTransientBooleanArray(length, event);
    }

    public static Object[] makeTransientObjectArray(short length, byte event) {
        budget().take(Footprint.ofTransientArray(length * Short.BYTES));
        return JCSystem.makeTransientObjectArray(length, event);
    }

    public static Key buildKey(byte type, short bits, boolean encrypted) {
        budget().take(Footprint.ofKey(type, bits));
        return KeyBuilder.buildKey(type, bits, encrypted);
    }

    public static Cipher cipher(byte algorithm, boolean external) {
        budget().take(Footprint.ofEngine("Cipher", algorithm));
        return Cipher.getInstance(algorithm, external);
    }

    public static Signature signature(byte algorithm, boolean external) {
        budget().take(Footprint.ofEngine("Signature", algorithm));
        return Signature.getInstance(algorithm, external);
    }

    public static MessageDigest messageDigest(byte algorithm, boolean external) {
        budget().take(Footprint.ofEngine("MessageDigest", algorithm));
        return MessageDigest.getInstance(algorithm, external);
    }

    public static KeyAgreement keyAgreement(byte algorithm, boolean external) {
        budget().take(Footprint.ofEngine("KeyAgreement", algorithm));
        return KeyAgreement.getInstance(algorithm, external);
    }

    public static RandomData randomData(byte algorithm) {
        budget().take(Footprint.ofEngine("RandomData", algorithm));
        return RandomData.getInstance(algorithm);
    }
}
