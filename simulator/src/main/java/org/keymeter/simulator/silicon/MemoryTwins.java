package org.keymeter.simulator.silicon;

import java.lang.reflect.Field;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javacard.framework.OwnerPIN;
import javacard.framework.Util;

/**
 * What an applet's stores become, and twins of the Java Card API's methods that write memory. A twin's name and parameters
 * are those of the method, with the object in front; {@link SiliconMethod} finds it by them.
 */
public final class MemoryTwins {
    private static final ClassValue<Map<String, Field>> FIELDS = new ClassValue<>() {
        @Override
        protected Map<String, Field> computeValue(Class<?> type) {
            return new ConcurrentHashMap<>();
        }
    };

    private MemoryTwins() {}

    private static PersistentMemory memory() {
        return SiliconCard.current().persistentMemory();
    }

    // Stores

    /** @param array of bytes or booleans */
    public static void store(Object array, int index, int value) {
        memory().beforeWrite(array, index, 1);
        if (array instanceof boolean[] flags) {
            flags[index] = (value & 1) != 0;
        } else {
            ((byte[]) array)[index] = (byte) value;
        }
    }

    public static void store(short[] array, int index, int value) {
        memory().beforeWrite(array, index, 1);
        array[index] = (short) value;
    }

    public static void store(Object[] array, int index, Object value) {
        memory().beforeWrite(array, index, 1);
        array[index] = value;
    }

    /** Stands in front of a store into a field. */
    public static void beforeStore(Object owner, Class<?> declaring, String name) {
        memory().beforeWrite(
                        owner,
                        FIELDS.get(declaring).computeIfAbsent(name, field -> Reflection.field(declaring, field)));
    }

    // Util

    public static short arrayCopy(byte[] from, short offset, byte[] to, short toOffset, short length) {
        memory().beforeWrite(to, toOffset, length);
        return Util.arrayCopy(from, offset, to, toOffset, length);
    }

    public static short setShort(byte[] array, short offset, short value) {
        memory().beforeWrite(array, offset, Short.BYTES);
        return Util.setShort(array, offset, value);
    }

    public static short arrayCopyNonAtomic(byte[] from, short offset, byte[] to, short toOffset, short length) {
        return memory().overwrite(
                        to, toOffset, length, () -> Util.arrayCopyNonAtomic(from, offset, to, toOffset, length));
    }

    public static short arrayFillNonAtomic(byte[] array, short offset, short length, byte value) {
        return memory().overwrite(array, offset, length, () -> Util.arrayFillNonAtomic(array, offset, length, value));
    }

    // OwnerPIN

    /** A try is spent before the PIN is compared, and given back when it is right: two writes, neither of them undone. */
    public static boolean check(OwnerPIN pin, byte[] value, short offset, byte length) {
        PersistentMemory memory = memory();
        byte tries = pin.getTriesRemaining();
        if (tries == 0) {
            return pin.check(value, offset, length);
        }
        memory.beforeLastingWrite(
                Kindness.PIN_TRIES_ROLL_BACK, () -> PinContent.setTries(pin, tries), PowerSupply.NOTHING_TORN);
        boolean isRight = pin.check(value, offset, length);
        if (isRight) {
            byte limit = pin.getTriesRemaining();
            byte spent = (byte) (tries - 1);
            PinContent.setTries(pin, spent);
            memory.beforeLastingWrite(
                    Kindness.PIN_RESETS_ROLL_BACK, () -> PinContent.setTries(pin, spent), PowerSupply.NOTHING_TORN);
            PinContent.setTries(pin, limit);
        }
        return isRight;
    }

    /** SPEC: Java Card 3.0.4 API, OwnerPIN.update: part of the open transaction. Without one it is not written whole. */
    public static void update(OwnerPIN pin, byte[] value, short offset, byte length) {
        PersistentMemory memory = memory();
        PinContent before = PinContent.of(pin);
        if (memory.isInTransaction() && !memory.is(Kindness.PIN_UPDATES_STAY)) {
            memory.beforeWrite(before.bytes(), before::restoreWithoutTries);
            pin.update(value, offset, length);
            return;
        }
        pin.update(value, offset, length);
        PinContent after = PinContent.of(pin);
        before.restore();
        memory.beforeWrite(random -> before.tear(after, random));
        after.restore();
    }

    /** SPEC: OwnerPIN.reset: no part of a transaction. */
    public static void reset(OwnerPIN pin) {
        if (pin.isValidated()) {
            resetAndUnblock(pin);
        }
    }

    public static void resetAndUnblock(OwnerPIN pin) {
        byte tries = pin.getTriesRemaining();
        memory().beforeLastingWrite(
                        Kindness.PIN_RESETS_ROLL_BACK, () -> PinContent.setTries(pin, tries), PowerSupply.NOTHING_TORN);
        pin.resetAndUnblock();
    }
}
