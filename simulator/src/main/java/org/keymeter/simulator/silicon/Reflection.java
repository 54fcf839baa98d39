package org.keymeter.simulator.silicon;

import java.lang.reflect.Field;

/** Access to jCardSim's and the applet's private fields; a refusal is a mistake in the program, not in its input. */
public final class Reflection {
    private Reflection() {}

    public static Field field(Class<?> type, String name) {
        try {
            Field field = type.getDeclaredField(name);
            field.setAccessible(true);
            return field;
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(type.getName() + " is not as jCardSim 3.0.6.0 has it", e);
        }
    }

    public static Object get(Field field, Object owner) {
        try {
            return field.get(owner);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    public static byte getByte(Field field, Object owner) {
        try {
            return field.getByte(owner);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    public static void set(Field field, Object owner, Object value) {
        try {
            field.set(owner, value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
