package org.keymeter.simulator.silicon;

import javacard.security.AESKey;
import javacard.security.ECPrivateKey;
import javacard.security.ECPublicKey;
import javacard.security.KeyAgreement;
import javacard.security.MessageDigest;
import javacard.security.RSAPublicKey;
import javacard.security.RandomData;
import javacard.security.Signature;
import javacardx.crypto.Cipher;

/** Twins of the methods whose output may go straight into persistent memory. Found as {@link MemoryTwins} are. */
@SuppressWarnings("deprecation") // what Java Card 3.0.4 applets call
public final class EngineTwins {
    private EngineTwins() {}

    private static PersistentMemory memory() {
        return SiliconCard.current().persistentMemory();
    }

    public static short doFinal(Cipher engine, byte[] from, short offset, short length, byte[] to, short toOffset) {
        return memory().output(to, toOffset, () -> engine.doFinal(from, offset, length, to, toOffset));
    }

    public static short doFinal(
            MessageDigest engine, byte[] from, short offset, short length, byte[] to, short toOffset) {
        return memory().output(to, toOffset, () -> engine.doFinal(from, offset, length, to, toOffset));
    }

    public static short sign(Signature engine, byte[] from, short offset, short length, byte[] to, short toOffset) {
        return memory().output(to, toOffset, () -> engine.sign(from, offset, length, to, toOffset));
    }

    public static short generateSecret(
            KeyAgreement engine, byte[] point, short offset, short length, byte[] to, short toOffset) {
        return memory().output(to, toOffset, () -> engine.generateSecret(point, offset, length, to, toOffset));
    }

    public static void generateData(RandomData engine, byte[] to, short offset, short length) {
        memory().overwrite(to, offset, length, () -> {
            engine.generateData(to, offset, length);
            return null;
        });
    }

    public static short nextBytes(RandomData engine, byte[] to, short offset, short length) {
        return memory().overwrite(to, offset, length, () -> engine.nextBytes(to, offset, length));
    }

    public static byte getKey(AESKey key, byte[] to, short offset) {
        return memory().output(to, offset, () -> key.getKey(to, offset));
    }

    public static short getW(ECPublicKey key, byte[] to, short offset) {
        return memory().output(to, offset, () -> key.getW(to, offset));
    }

    public static short getS(ECPrivateKey key, byte[] to, short offset) {
        return memory().output(to, offset, () -> key.getS(to, offset));
    }

    public static short getModulus(RSAPublicKey key, byte[] to, short offset) {
        return memory().output(to, offset, () -> key.getModulus(to, offset));
    }
}
