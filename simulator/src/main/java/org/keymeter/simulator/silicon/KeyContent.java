package org.keymeter.simulator.silicon;

import com.licel.jcardsim.crypto.ByteContainer;
import com.licel.jcardsim.crypto.KeyImpl;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javacard.security.Key;

/** What a key object in persistent memory holds at one moment, part by part: value, curve, modulus, exponent. */
final class KeyContent {
    private static final Field DATA = Reflection.field(ByteContainer.class, "data");
    private static final Field LENGTH = Reflection.field(ByteContainer.class, "length");
    private static final ClassValue<List<Field>> CONTAINERS = new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
            List<Field> fields = new ArrayList<>();
            for (Class<?> c = type; c != KeyImpl.class; c = c.getSuperclass()) {
                Stream.of(c.getDeclaredFields())
                        .filter(field -> field.getType() == ByteContainer.class)
                        .forEach(fields::add);
            }
            fields.forEach(field -> field.setAccessible(true));
            return fields;
        }
    };

    private final List<Part> parts = new ArrayList<>();

    /** @param value null before the first */
    private record Part(ByteContainer container, byte[] value, short length) {
        static Part of(ByteContainer container) {
            byte[] value = (byte[]) Reflection.get(DATA, container);
            return new Part(container, value == null ? null : value.clone(), (short) Reflection.get(LENGTH, container));
        }

        boolean isSame(Part other) {
            return length == other.length && Arrays.equals(value, other.value);
        }

        void restore() {
            Reflection.set(DATA, container, value == null ? null : value.clone());
            Reflection.set(LENGTH, container, length);
        }

        /** Leaves one of: the old value, the new one, none, a mixture, garbage; the latter two may call themselves a value. */
        void tear(Part after, Random random) {
            switch (random.nextInt(5)) {
                case 0 -> restore();
                case 1 -> after.restore();
                case 2 -> new Part(container, new byte[size(after)], (short) 0).restore();
                default -> {
                    byte[] torn = value == null ? new byte[size(after)] : Arrays.copyOf(value, size(after));
                    byte[] next = after.value == null ? new byte[size(after)] : Arrays.copyOf(after.value, size(after));
                    Tear.bytes(torn, 0, torn.length, next, random);
                    new Part(container, torn, (short) Math.max(length, after.length)).restore();
                }
            }
        }

        private int size(Part other) {
            return Math.max(value == null ? 0 : value.length, other.value == null ? 0 : other.value.length);
        }
    }

    private KeyContent(Key key) {
        for (Field field : CONTAINERS.get(key.getClass())) {
            ByteContainer container = (ByteContainer) Reflection.get(field, key);
            if (container != null) {
                parts.add(Part.of(container));
            }
        }
    }

    static KeyContent of(Key key) {
        return new KeyContent(key);
    }

    void restore() {
        parts.forEach(Part::restore);
    }

    /** Leaves each part that was to become what {@code after} has half written. */
    void tear(KeyContent after, Random random) {
        for (int i = 0; i < parts.size(); i++) {
            Part next = after.parts.get(i);
            if (!parts.get(i).isSame(next)) {
                parts.get(i).tear(next, random);
            }
        }
    }
}
