package org.keymeter.simulator;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;
import org.keymeter.simulator.silicon.Reflection;

/**
 * SHA-256 over the shape of an applet just installed: its objects in the image's order, their classes with all fields,
 * and the lengths of the applet's own arrays. Two versions of an applet read each other's images if it is the same.
 * (Arrays inside jCardSim's objects are left out: a private key may be a byte shorter than another.)
 */
final class LayoutFingerprint {
    static final int LENGTH = 32;

    private final MessageDigest digest = Digests.sha256();
    private final Set<Class<?>> described = new HashSet<>();
    private final Set<Object> insideRuntime = Collections.newSetFromMap(new IdentityHashMap<>());

    private LayoutFingerprint() {}

    static byte[] of(CardImage installed) {
        LayoutFingerprint fingerprint = new LayoutFingerprint();
        installed.objects().forEach(fingerprint::add);
        return fingerprint.digest.digest();
    }

    private void add(Object object) {
        Class<?> type = object.getClass();
        add(type.getName());
        if (type.isArray() && !insideRuntime.contains(object)) {
            add(Integer.toString(Array.getLength(object)));
        }
        for (Field field : ClassLayout.of(type).fields()) {
            if (!described.contains(type)) {
                add(field.toString());
            }
            if (ClassLayout.isOfRuntime(type) && field.getType().isArray()) {
                insideRuntime.add(Reflection.get(field, object));
            }
        }
        described.add(type);
    }

    private void add(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
    }
}
