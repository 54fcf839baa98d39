package org.keymeter.simulator.silicon;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.stream.Stream;
import javacard.framework.OwnerPIN;

/**
 * The bytes that something takes on a J3R180: arrays by their elements, keys and engines as JCAlgTest measured them
 * (NXP_J3R180_ALGSUPPORT of crocs-muni/jcalgtest_results: bytes gone after one was made, persistent and cleared on
 * deselection).
 *
 * @param kind what things of this sort are called
 * @param persistent bytes
 * @param ram bytes
 */
public record Footprint(String kind, int persistent, int ram) {
    /** Not measured, and so assumed: what says of which type and length an object is. */
    private static final int HEADER = 8;

    /** Not measured, and so assumed: value, length, counter and limit, some of them twice. */
    private static final int PIN_CONTENT = 32;

    private enum Measured {
        ECB("AES ECB cipher", 48, 16, "Cipher 14"),
        CBC("AES CBC cipher", 48, 48, "Cipher 13"),
        CMAC("AES CMAC", 48, 32, "Signature 49"),
        CBC_MAC("AES CBC-MAC", 48, 32, "Signature 18"),
        ECDSA("ECDSA with SHA-256", 68, 128, "Signature 33"),
        ECDSA_384("ECDSA with SHA-384", 68, 208, "Signature 34"),
        RSA("RSA with SHA-256", 72, 112, "Signature 40"),
        SHA("SHA-256", 40, 128, "MessageDigest 4"),
        ECDH("ECDH", 24, 0, "KeyAgreement 3"),
        RANDOM("random numbers", 20, 0, "RandomData 2"),
        AES_256("AES-256 key", 88, 0, "key of type 15, 256 bits"),
        AES_TRANSIENT("AES-128 key in RAM", 40, 32, "key of type 14, 128 bits"),
        EC_PUBLIC("P-256 public key (a pair less its private key)", 404, 0, "key of type 11, 256 bits"),
        EC_PUBLIC_384("P-384 public key (a pair less its private key)", 532, 0, "key of type 11, 384 bits"),
        EC_PRIVATE("P-256 private key", 368, 0, "key of type 12, 256 bits"),
        EC_TRANSIENT("P-256 private key in RAM", 84, 288, "key of type 31, 256 bits"),
        RSA_PUBLIC("RSA-2048 public key", 316, 0, "key of type 4, 2048 bits");

        private final Footprint footprint;
        private final String what;

        Measured(String name, int persistent, int ram, String what) {
            footprint = new Footprint(name, persistent, ram);
            this.what = what;
        }
    }

    /**
     * Of a key or an engine; of one that nobody measured, as much as the dearest that was.
     *
     * @param what "key of type T, N bits" or the simple name of its class and its algorithm
     */
    public static Footprint of(String what) {
        return Arrays.stream(Measured.values())
                .filter(measured -> measured.what.equals(what))
                .map(measured -> measured.footprint)
                .findFirst()
                .orElse(new Footprint(what + " (not measured)", 532, 288));
    }

    /** @param type KeyBuilder.TYPE_* */
    static Footprint ofKey(byte type, short bits) {
        return of("key of type " + type + ", " + bits + " bits");
    }

    /** @param type simple name of its class */
    static Footprint ofEngine(String type, byte algorithm) {
        return of(type + " " + algorithm);
    }

    static Footprint ofArray(int bytes) {
        return new Footprint("array", HEADER + Math.max(bytes, 0), 0);
    }

    static Footprint ofTransientArray(int bytes) {
        return new Footprint("transient array", HEADER, Math.max(bytes, 0));
    }

    static Footprint ofObject(Class<?> type) {
        if (type == OwnerPIN.class) {
            return new Footprint("PIN (not measured)", HEADER + PIN_CONTENT, 0);
        }
        int bytes = HEADER;
        for (Class<?> c = type; c != Object.class; c = c.getSuperclass()) {
            bytes += Short.BYTES
                    * (int) Stream.of(c.getDeclaredFields())
                            .filter(field -> !Modifier.isStatic(field.getModifiers()))
                            .count();
        }
        return new Footprint("object", bytes, 0);
    }

    Footprint plus(Footprint other) {
        return new Footprint(kind, persistent + other.persistent, ram + other.ram);
    }
}
