package org.keymeter.simulator.silicon;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javacard.security.AESKey;
import javacard.security.ECKey;
import javacard.security.ECPrivateKey;
import javacard.security.ECPublicKey;
import javacard.security.Key;
import javacard.security.KeyBuilder;
import javacard.security.KeyPair;
import javacard.security.RSAPublicKey;

/**
 * Twins of the Java Card API's methods that write key objects: no transaction undoes them, and power loss leaves anything.
 * (The API is silent about both, and cards differ.) Found as {@link MemoryTwins} are.
 */
public final class KeyTwins {
    private KeyTwins() {}

    public static void setKey(AESKey key, byte[] from, short offset) {
        write(() -> key.setKey(from, offset), key);
    }

    public static void clearKey(AESKey key) {
        write(key::clearKey, key);
    }

    public static void setW(ECPublicKey key, byte[] from, short offset, short length) {
        write(() -> key.setW(from, offset, length), key);
    }

    public static void setS(ECPrivateKey key, byte[] from, short offset, short length) {
        write(() -> key.setS(from, offset, length), key);
    }

    public static void setFieldFP(ECKey key, byte[] from, short offset, short length) {
        write(() -> key.setFieldFP(from, offset, length), (Key) key);
    }

    public static void setA(ECKey key, byte[] from, short offset, short length) {
        write(() -> key.setA(from, offset, length), (Key) key);
    }

    public static void setB(ECKey key, byte[] from, short offset, short length) {
        write(() -> key.setB(from, offset, length), (Key) key);
    }

    public static void setG(ECKey key, byte[] from, short offset, short length) {
        write(() -> key.setG(from, offset, length), (Key) key);
    }

    public static void setR(ECKey key, byte[] from, short offset, short length) {
        write(() -> key.setR(from, offset, length), (Key) key);
    }

    public static void setK(ECKey key, short cofactor) {
        write(() -> key.setK(cofactor), (Key) key);
    }

    public static void setModulus(RSAPublicKey key, byte[] from, short offset, short length) {
        write(() -> key.setModulus(from, offset, length), key);
    }

    public static void setExponent(RSAPublicKey key, byte[] from, short offset, short length) {
        write(() -> key.setExponent(from, offset, length), key);
    }

    /** Two writes, in an order that is the card's own affair. */
    public static void genKeyPair(KeyPair pair) {
        write(pair::genKeyPair, pair.getPublic(), pair.getPrivate());
    }

    private static void write(Runnable write, Key... keys) {
        List<Key> persistent = Stream.of(keys)
                .filter(key -> key != null && !isTransient(key.getType()))
                .toList();
        if (persistent.isEmpty()) {
            write.run();
            return;
        }
        List<KeyContent> before = persistent.stream().map(KeyContent::of).toList();
        write.run();
        List<KeyContent> after = persistent.stream().map(KeyContent::of).toList();
        before.forEach(KeyContent::restore);
        PersistentMemory memory = SiliconCard.current().persistentMemory();
        for (int i = 0; i < before.size(); i++) {
            int done = i;
            KeyContent old = before.get(i);
            memory.beforeLastingWrite(
                    Kindness.KEYS_ROLL_BACK,
                    old::restore,
                    random -> tear(before, after, done, memory.is(Kindness.KEYS_ARE_WRITTEN_WHOLE), random));
            after.get(i).restore();
        }
    }

    /** Leaves so many keys written, in any order, and the next one half. */
    private static void tear(List<KeyContent> before, List<KeyContent> after, int done, boolean whole, Random random) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            before.get(i).restore();
            order.add(i);
        }
        Collections.shuffle(order, random);
        order.subList(0, done).forEach(i -> after.get(i).restore());
        if (!whole) {
            int torn = order.get(done);
            before.get(torn).tear(after.get(torn), random);
        }
    }

    /** Whether keys of a type, KeyBuilder.TYPE_*, live in RAM. */
    public static boolean isTransient(byte type) {
        return switch (type) {
            case KeyBuilder.TYPE_AES_TRANSIENT_RESET,
                    KeyBuilder.TYPE_AES_TRANSIENT_DESELECT,
                    KeyBuilder.TYPE_EC_FP_PRIVATE_TRANSIENT_RESET,
                    KeyBuilder.TYPE_EC_FP_PRIVATE_TRANSIENT_DESELECT -> true;
            default -> false;
        };
    }
}
