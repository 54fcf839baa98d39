package org.keymeter.simulator;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import javacard.security.Checksum;
import javacard.security.KeyAgreement;
import javacard.security.MessageDigest;
import javacard.security.RandomData;
import javacard.security.Signature;
import javacardx.crypto.Cipher;

/**
 * How the objects of one class take part in a card's image: their instance fields, those of superclasses first, by name
 * within a class (the order that reflection gives them in is promised by nobody).
 */
final class ClassLayout {
    private static final List<Class<?>> ENGINES = List.of(
            Cipher.class,
            Signature.class,
            MessageDigest.class,
            KeyAgreement.class,
            RandomData.class,
            Checksum.class,
            SecureRandom.class);
    private static final ClassValue<ClassLayout> LAYOUTS = new ClassValue<>() {
        @Override
        protected ClassLayout computeValue(Class<?> type) {
            return new ClassLayout(type);
        }
    };

    private final boolean opaque;
    private final List<Field> fields;

    private ClassLayout(Class<?> type) {
        opaque = isForeign(type) || ENGINES.stream().anyMatch(engine -> engine.isAssignableFrom(type));
        fields = opaque || type.isArray() ? List.of() : instanceFields(type);
    }

    static ClassLayout of(Class<?> type) {
        return LAYOUTS.get(type);
    }

    /** Engines of jCardSim and whatever belongs to the JDK or to BouncyCastle: noticed, never looked into. */
    boolean isOpaque() {
        return opaque;
    }

    List<Field> fields() {
        return fields;
    }

    static boolean isOfRuntime(Class<?> type) {
        return type.getName().startsWith("com.licel.") || type.getName().startsWith("javacard");
    }

    private static List<Field> instanceFields(Class<?> type) {
        Deque<Class<?>> chain = new ArrayDeque<>();
        for (Class<?> c = type; c != Object.class; c = c.getSuperclass()) {
            chain.push(c);
        }
        List<Field> fields = new ArrayList<>();
        for (Class<?> c : chain) {
            refuseStaticState(c);
            Stream.of(c.getDeclaredFields())
                    .filter(field -> !Modifier.isStatic(field.getModifiers()) && isOfTheCard(field.getType()))
                    .sorted(Comparator.comparing(Field::getName))
                    .forEach(fields::add);
        }
        fields.forEach(field -> field.setAccessible(true));
        return List.copyOf(fields);
    }

    /** All cards of a process would share it, and no image would hold it. */
    private static void refuseStaticState(Class<?> type) {
        for (Field field : type.getDeclaredFields()) {
            int modifiers = field.getModifiers();
            if (Modifier.isStatic(modifiers)
                    && !Modifier.isFinal(modifiers)
                    && !field.isSynthetic()
                    && !isOfRuntime(type)) {
                throw new IllegalStateException("a card's state must not be static: " + field);
            }
        }
    }

    private static boolean isOfTheCard(Class<?> declared) {
        return declared.isPrimitive() || declared.isArray() || declared == Object.class || !isForeign(declared);
    }

    private static boolean isForeign(Class<?> type) {
        String name = type.getName();
        return !type.isArray()
                && (name.startsWith("java.")
                        || name.startsWith("javax.")
                        || name.startsWith("jdk.")
                        || name.startsWith("sun.")
                        || name.contains(".bouncycastle.")
                        || type.isEnum());
    }
}
