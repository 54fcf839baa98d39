package org.keymeter.simulator.silicon;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Where every persistent write of an applet passes: it needs power, and in a transaction the old value goes into the commit
 * buffer first.
 *
 * <p>Atomic are a field, an element, Util.arrayCopy and setShort: each is written or not. What the API calls not atomic, and
 * what an engine puts out, is neither undone nor written whole. Bytes beside those being written are never disturbed; no
 * card is known that would.
 */
public final class PersistentMemory {
    private final Predicate<Object> isTransient;
    private final Silicon silicon;
    private final Journal journal;
    private final PowerSupply supply;

    /** @param isTransient whether an array is in RAM */
    public PersistentMemory(Silicon silicon, Predicate<Object> isTransient) {
        this.silicon = silicon;
        this.isTransient = isTransient;
        journal = new Journal(silicon.is(Kindness.ENDLESS_COMMIT_BUFFER) ? Integer.MAX_VALUE : silicon.commitBuffer());
        supply = new PowerSupply(silicon.is(Kindness.WRITES_WITHOUT_POWER));
    }

    public PowerSupply supply() {
        return supply;
    }

    public void begin() {
        journal.begin();
    }

    /** Makes the open transaction last; that is itself a write. */
    public void commit() {
        supply.write(PowerSupply.NOTHING_TORN);
        journal.commit();
    }

    /** Undoes the open transaction. It needs no room, and if power fails meanwhile it is done when power comes back. */
    public void rollBack() {
        if (silicon.is(Kindness.KEEPS_WHAT_WAS_NOT_COMMITTED)) {
            journal.commit();
        } else {
            journal.rollBack();
        }
    }

    /** What a card does that gets its power back: it undoes what was not committed. */
    public void powerUp() {
        supply.restore();
        if (silicon.is(Kindness.COMMITS_WITHOUT_POWER)) {
            journal.commit();
        } else if (journal.isOpen()) {
            rollBack();
        }
    }

    /** Bytes that the commit buffer holds. */
    public int commitCapacity() {
        return journal.capacity();
    }

    /** Bytes of it that are free. */
    public int unusedCommitCapacity() {
        return journal.unused();
    }

    /** Most bytes of it that one transaction took, since this was called last. */
    public int takeMostCommitted() {
        return journal.takeMostUsed();
    }

    boolean isInTransaction() {
        return journal.isOpen();
    }

    boolean is(Kindness kindness) {
        return silicon.is(kindness);
    }

    boolean isPersistent(Object array) {
        return !isTransient.test(array);
    }

    /** To be called before an atomic write into an array. A range that isn't in it is left for the write to refuse. */
    void beforeWrite(Object array, int offset, int length) {
        if (!isPersistent(array) || !isWithin(array, offset, length) || length == 0) {
            return;
        }
        note(array, offset, length);
        supply.write(PowerSupply.NOTHING_TORN);
    }

    /** To be called before a field is written. */
    void beforeWrite(Object owner, Field field) {
        if (journal.isOpen()) {
            Object old = Reflection.get(field, owner);
            int bytes = field.getType() == byte.class || field.getType() == boolean.class ? Byte.BYTES : Short.BYTES;
            journal.add(bytes, () -> Reflection.set(field, owner, old));
        }
        supply.write(PowerSupply.NOTHING_TORN);
    }

    /** To be called before a write that is atomic by itself, but that the journal holds by other means than bytes. */
    void beforeWrite(int bytes, Runnable restoring) {
        journal.add(bytes, restoring);
        supply.write(PowerSupply.NOTHING_TORN);
    }

    /** Writes bytes that are not written whole if power is lost. */
    <T> T overwrite(byte[] to, int offset, int length, Supplier<T> write) {
        if (!isPersistent(to) || !isWithin(to, offset, length) || length == 0) {
            return write.get();
        }
        byte[] before = to.clone();
        T result = write.get();
        byte[] after = to.clone();
        System.arraycopy(before, 0, to, 0, to.length);
        if (silicon.is(Kindness.COPIES_ROLL_BACK)) {
            note(to, offset, length);
        }
        supply.write(random -> {
            if (!silicon.is(Kindness.COPIES_ARE_WRITTEN_WHOLE)) {
                Tear.bytes(to, offset, length, after, random);
            }
        });
        System.arraycopy(after, 0, to, 0, to.length);
        return result;
    }

    /** As {@link #overwrite(byte[], int, int, Supplier)}, for the output of an engine, whose length it says itself. */
    <T> T output(byte[] to, int offset, Supplier<T> write) {
        return isPersistent(to) && offset >= 0 ? overwrite(to, offset, to.length - offset, write) : write.get();
    }

    /** To be called before a write that lasts although the transaction is undone, and that power loss may leave half done. */
    void beforeLastingWrite(Kindness undoes, Runnable restoring, Consumer<Random> torn) {
        if (silicon.is(undoes)) {
            journal.add(0, restoring);
        }
        supply.write(torn);
    }

    /** To be called before a write that is part of no transaction, and that power loss may leave half done. */
    void beforeWrite(Consumer<Random> torn) {
        supply.write(torn);
    }

    private void note(Object array, int offset, int length) {
        Object old = Array.newInstance(array.getClass().getComponentType(), length);
        System.arraycopy(array, offset, old, 0, length);
        int bytes = length * (array instanceof byte[] || array instanceof boolean[] ? Byte.BYTES : Short.BYTES);
        journal.add(bytes, () -> System.arraycopy(old, 0, array, offset, length));
    }

    private static boolean isWithin(Object array, int offset, int length) {
        return offset >= 0 && length >= 0 && offset + length <= Array.getLength(array);
    }
}
