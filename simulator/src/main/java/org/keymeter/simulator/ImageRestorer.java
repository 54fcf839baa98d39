package org.keymeter.simulator;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.keymeter.simulator.silicon.Reflection;

/**
 * Puts an image back: into the very objects it was taken from, or into those of the same applets installed anew.
 *
 * <p>An installation makes the same objects in the same order each time, and the image starts with them. What it has
 * beyond them are arrays that jCardSim made later, for the value of a key; those are made again.
 */
final class ImageRestorer {
    private static final int NO_ARRAY = -1;
    /** Bytes of the shortest entry of an object: its type, and whether it is looked into. */
    private static final int ENTRY_MINIMUM = 3;

    private final ByteBuffer image;
    private final String[] types;
    private final boolean[] lookedInto;
    private final int[] lengths;
    private final Object[] objects;
    /** Elements of all arrays that were made; their values have yet to come, so that a few bytes cannot ask for much memory. */
    private long made;

    private ImageRestorer(byte[] bytes, List<?> known) throws ImageMismatchException {
        image = ByteBuffer.wrap(bytes);
        String[] names = new String[Short.toUnsignedInt(image.getShort())];
        for (int i = 0; i < names.length; i++) {
            names[i] = readName();
        }
        int count = image.getInt();
        check(count >= known.size() && count <= image.remaining() / ENTRY_MINIMUM, "object count " + count);
        types = new String[count];
        lookedInto = new boolean[count];
        lengths = new int[count];
        objects = new Object[count];
        for (int i = 0; i < count; i++) {
            types[i] = names[Short.toUnsignedInt(image.getShort())];
            lookedInto[i] = image.get() != 0;
            boolean isArray = types[i].startsWith("[");
            lengths[i] = isArray ? image.getInt() : NO_ARRAY;
            check(!isArray || lengths[i] >= 0, "array of " + lengths[i]);
        }
        for (int i = 0; i < count; i++) {
            objects[i] = i < known.size() && fits(i, known.get(i)) ? known.get(i) : makeArray(i);
        }
    }

    /**
     * Restores the image into other objects than it was taken from.
     *
     * @param installed those that the installation made, in the image's order
     * @throws ImageMismatchException if the image is damaged or of another layout; the objects are then half restored
     */
    static void restore(byte[] image, List<?> installed) throws ImageMismatchException {
        try {
            new ImageRestorer(image, installed).restore();
        } catch (BufferUnderflowException | IndexOutOfBoundsException | ArrayStoreException e) {
            throw new ImageMismatchException("holds no objects", e);
        }
    }

    private void restore() throws ImageMismatchException {
        for (int i = 0; i < objects.length; i++) {
            if (lookedInto[i]) {
                restore(objects[i]);
            }
        }
        check(!image.hasRemaining(), "bytes after the end");
    }

    private void restore(Object object) throws ImageMismatchException {
        if (object instanceof byte[] array) {
            image.get(array);
        } else if (object instanceof short[] array) {
            for (int i = 0; i < array.length; i++) {
                array[i] = image.getShort();
            }
        } else if (object instanceof boolean[] array) {
            for (int i = 0; i < array.length; i++) {
                array[i] = image.get() != 0;
            }
        } else if (object instanceof Object[] array) {
            for (int i = 0; i < array.length; i++) {
                array[i] = readReference();
            }
        } else {
            for (Field field : ClassLayout.of(object.getClass()).fields()) {
                restore(field, object);
            }
        }
    }

    private void restore(Field field, Object owner) throws ImageMismatchException {
        Object now = Reflection.get(field, owner);
        Object then = readValue(field.getType());
        boolean same = field.getType().isPrimitive() ? then.equals(now) : then == now;
        if (!same) {
            check(!Modifier.isFinal(field.getModifiers()), field + " has another value");
            check(
                    then == null
                            || field.getType().isPrimitive()
                            || field.getType().isInstance(then),
                    field + " differs");
            Reflection.set(field, owner, then);
        }
    }

    private Object readValue(Class<?> type) {
        if (type == byte.class) {
            return image.get();
        } else if (type == short.class) {
            return image.getShort();
        } else if (type == boolean.class) {
            return image.get() != 0;
        }
        return readReference();
    }

    private Object readReference() {
        int number = image.getInt();
        return number == 0 ? null : objects[number - 1];
    }

    private boolean fits(int number, Object object) {
        return object.getClass().getName().equals(types[number])
                && (lengths[number] == NO_ARRAY || lengths[number] == Array.getLength(object));
    }

    private Object makeArray(int number) throws ImageMismatchException {
        int length = lengths[number];
        made += length;
        check(made <= image.remaining(), "array of " + length);
        return switch (types[number]) {
            case "[B" -> new byte[length];
            case "[S" -> new short[length];
            case "[Z" -> new boolean[length];
            default -> throw new ImageMismatchException("object " + number + " should be a " + types[number]);
        };
    }

    private String readName() {
        byte[] name = new byte[Short.toUnsignedInt(image.getShort())];
        image.get(name);
        return new String(name, StandardCharsets.UTF_8);
    }

    private static void check(boolean condition, String difference) throws ImageMismatchException {
        if (!condition) {
            throw new ImageMismatchException(difference);
        }
    }
}
