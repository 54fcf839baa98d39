package org.keymeter.simulator;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the persistent memory of a card holds at one moment: every object reachable from those it starts with, numbered
 * in the order in which it is met, breadth first.
 *
 * <p>As bytes (big-endian): number of types (u16) ‖ their names (modified UTF-8) ‖ number of objects (u32) ‖ per object
 * {type (u16) ‖ looked into (1) ‖ elements, if an array (u32)} ‖ per object looked into, its fields or elements. A
 * reference is the object's number + 1 (u32), 0 for null.
 */
final class CardImage {
    private final CardMemory memory;
    private final List<Object> objects = new ArrayList<>();
    private final Map<Object, Integer> numbers = new IdentityHashMap<>();
    private final Map<String, Integer> types = new LinkedHashMap<>();
    private final byte[] bytes;

    private CardImage(CardMemory memory, Iterable<?> roots) {
        this.memory = memory;
        roots.forEach(this::reference);
        try {
            bytes = encode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param roots the objects to start with; they get the first numbers
     */
    static CardImage of(Iterable<?> roots, CardMemory memory) {
        return new CardImage(memory, roots);
    }

    /** The objects themselves, in their order, those that are not looked into among them. */
    List<Object> objects() {
        return objects;
    }

    /** The image's own array, not a copy. */
    byte[] bytes() {
        return bytes;
    }

    private boolean isLookedInto(Object object) {
        return !ClassLayout.of(object.getClass()).isOpaque() && !memory.isVolatile(object);
    }

    private byte[] encode() throws IOException {
        ByteArrayOutputStream bodies = new ByteArrayOutputStream(1 << 15);
        DataOutputStream body = new DataOutputStream(bodies);
        ByteArrayOutputStream entries = new ByteArrayOutputStream(1 << 12);
        DataOutputStream entry = new DataOutputStream(entries);
        for (int i = 0; i < objects.size(); i++) { // grows as it is walked
            Object object = objects.get(i);
            boolean lookedInto = isLookedInto(object);
            entry.writeShort(types.computeIfAbsent(object.getClass().getName(), name -> types.size()));
            entry.writeBoolean(lookedInto);
            if (object.getClass().isArray()) {
                entry.writeInt(Array.getLength(object));
            }
            if (lookedInto) {
                encode(object, body);
            }
        }
        ByteArrayOutputStream image = new ByteArrayOutputStream(entries.size() + bodies.size() + 1024);
        DataOutputStream head = new DataOutputStream(image);
        head.writeShort(types.size());
        for (String name : types.keySet()) {
            head.writeUTF(name);
        }
        head.writeInt(objects.size());
        entries.writeTo(image);
        bodies.writeTo(image);
        return image.toByteArray();
    }

    private void encode(Object object, DataOutputStream body) throws IOException {
        if (object instanceof byte[] array) {
            body.write(array);
        } else if (object instanceof short[] array) {
            for (short element : array) {
                body.writeShort(element);
            }
        } else if (object instanceof boolean[] array) {
            for (boolean element : array) {
                body.writeBoolean(element);
            }
        } else if (object instanceof Object[] array) {
            for (Object element : array) {
                body.writeInt(reference(element));
            }
        } else if (object.getClass().isArray()) {
            throw new IllegalStateException(
                    "no array of Java Card: " + object.getClass().getName());
        } else {
            for (Field field : ClassLayout.of(object.getClass()).fields()) {
                encode(field, object, body);
            }
        }
    }

    private void encode(Field field, Object owner, DataOutputStream body) throws IOException {
        try {
            Class<?> type = field.getType();
            if (type == byte.class) {
                body.writeByte(field.getByte(owner));
            } else if (type == short.class) {
                body.writeShort(field.getShort(owner));
            } else if (type == boolean.class) {
                body.writeBoolean(field.getBoolean(owner));
            } else if (type.isPrimitive()) {
                throw new IllegalStateException("no type of Java Card: " + field);
            } else {
                body.writeInt(reference(field.get(owner)));
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private int reference(Object object) {
        if (object == null) {
            return 0;
        }
        Integer known = numbers.putIfAbsent(object, objects.size());
        if (known != null) {
            return known + 1;
        }
        objects.add(object);
        return objects.size();
    }
}
