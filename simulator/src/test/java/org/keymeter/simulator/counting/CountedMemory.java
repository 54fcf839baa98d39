package org.keymeter.simulator.counting;

import javacard.framework.JCSystem;
import javacard.framework.OwnerPIN;
import javacard.framework.Util;
import org.keymeter.simulator.counting.Allocation.Kind;
import org.keymeter.simulator.silicon.AllocationTwins;
import org.keymeter.simulator.silicon.MemoryTwins;

/**
 * Twins of the Java Card API's methods that move bytes, end transactions and check PINs: each counts, then calls the
 * twin that writes a card's memory, or the method. Its name and parameters are those of the method, with the object in front and the part that calls behind;
 * {@link CountingMethod} finds it by them.
 */
public final class CountedMemory {
    /** A PIN is compared after a try was taken off its counter; right, it sets the counter again. */
    private static final int STORES_OF_PIN_CHECK = 2;
    /** The PIN and its counter. */
    private static final int STORES_OF_PIN_UPDATE = 2;

    private CountedMemory() {}

    public static short arrayCopy(byte[] from, short offset, byte[] to, short toOffset, short length, int part) {
        copied(to, length, part);
        return MemoryTwins.arrayCopy(from, offset, to, toOffset, length);
    }

    public static short arrayCopyNonAtomic(
            byte[] from, short offset, byte[] to, short toOffset, short length, int part) {
        copied(to, length, part);
        return MemoryTwins.arrayCopyNonAtomic(from, offset, to, toOffset, length);
    }

    private static void copied(byte[] to, short length, int part) {
        write(to, NativeCall.COPY, NativeCall.PERSISTENT_COPY, length, part);
    }

    private static void write(byte[] to, NativeCall inRam, NativeCall persistent, int length, int part) {
        boolean isPersistent = Recorder.isPersistent(to);
        Recorder.call(part, isPersistent ? persistent : inRam, length);
        Recorder.persistentStores(part, isPersistent ? 1 : 0);
    }

    public static short arrayFillNonAtomic(byte[] array, short offset, short length, byte value, int part) {
        write(array, NativeCall.FILL, NativeCall.PERSISTENT_FILL, length, part);
        return MemoryTwins.arrayFillNonAtomic(array, offset, length, value);
    }

    public static byte arrayCompare(byte[] a, short aOffset, byte[] b, short bOffset, short length, int part) {
        Recorder.call(part, NativeCall.COMPARE, length);
        return Util.arrayCompare(a, aOffset, b, bOffset, length);
    }

    public static short getShort(byte[] array, short offset, int part) {
        Recorder.call(part, NativeCall.GET_SHORT, 0);
        return Util.getShort(array, offset);
    }

    public static short setShort(byte[] array, short offset, short value, int part) {
        if (Recorder.isPersistent(array)) {
            Recorder.field(Short.BYTES, part);
        } else {
            Recorder.call(part, NativeCall.SET_SHORT, 0);
        }
        return MemoryTwins.setShort(array, offset, value);
    }

    public static boolean check(OwnerPIN pin, byte[] value, short offset, byte length, int part) {
        Recorder.call(part, NativeCall.PIN_CHECK, 0);
        Recorder.persistentStores(part, STORES_OF_PIN_CHECK);
        return MemoryTwins.check(pin, value, offset, length);
    }

    public static void update(OwnerPIN pin, byte[] value, short offset, byte length, int part) {
        Recorder.call(part, NativeCall.PIN_UPDATE, 0);
        Recorder.persistentStores(part, STORES_OF_PIN_UPDATE);
        MemoryTwins.update(pin, value, offset, length);
    }

    public static void commitTransaction(int part) {
        Recorder.call(part, NativeCall.TRANSACTION, 0);
        JCSystem.commitTransaction();
    }

    public static byte[] makeTransientByteArray(short length, byte event, int part) {
        Recorder.allocated(part, Kind.TRANSIENT_ARRAY, "byte[" + length + "]", length);
        return AllocationTwins.makeTransientByteArray(length, event);
    }

    public static short[] makeTransientShortArray(short length, byte event, int part) {
        Recorder.allocated(part, Kind.TRANSIENT_ARRAY, "short[" + length + "]", Short.BYTES * length);
        return AllocationTwins.makeTransientShortArray(length, event);
    }
}
