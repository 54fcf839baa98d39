package org.keymeter.simulator;

import com.licel.jcardsim.base.TransientMemory;
import com.licel.jcardsim.crypto.ByteContainer;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import javacard.framework.JCSystem;
import org.keymeter.simulator.silicon.Reflection;

/**
 * Which objects lose their content without power.
 *
 * <p>jCardSim makes a transient array for many a cryptographic call and keeps it for ever; here an array that nobody
 * else holds may go. (Arrays hash and compare by identity, so a weak map is what is wanted.)
 */
final class CardMemory extends TransientMemory {
    private static final Field CONTAINER_KIND = Reflection.field(ByteContainer.class, "memoryType");

    private final Map<Object, Byte> arrays = new WeakHashMap<>();

    @Override
    protected void storeArray(Object array, byte event) {
        arrays.put(array, event);
    }

    /** Commands arrive in RAM, but jCardSim makes the array for them itself. */
    void addApduBuffer(byte[] buffer) {
        arrays.put(buffer, JCSystem.CLEAR_ON_RESET);
    }

    @Override
    public byte isTransient(Object object) {
        return object.getClass().isArray()
                ? arrays.getOrDefault(object, JCSystem.NOT_A_TRANSIENT_OBJECT)
                : JCSystem.NOT_A_TRANSIENT_OBJECT;
    }

    @Override
    protected void clearOnDeselect() {
        zero(arraysClearedOn(JCSystem.CLEAR_ON_DESELECT));
    }

    @Override
    protected void clearOnReset() {
        clearOnDeselect();
        zero(arraysClearedOn(JCSystem.CLEAR_ON_RESET));
    }

    @Override
    protected void forgetBuffers() {
        clearOnReset();
        arrays.clear();
    }

    /** Transient arrays, and the containers in which jCardSim keeps the value of a transient key. */
    boolean isVolatile(Object object) {
        return isTransient(object) != JCSystem.NOT_A_TRANSIENT_OBJECT || isTransientContainer(object);
    }

    static boolean isTransientContainer(Object object) {
        return object instanceof ByteContainer
                && Reflection.getByte(CONTAINER_KIND, object) != JCSystem.MEMORY_TYPE_PERSISTENT;
    }

    private List<Object> arraysClearedOn(byte event) {
        List<Object> found = new ArrayList<>();
        arrays.forEach((array, clearedOn) -> {
            if (clearedOn == event) {
                found.add(array);
            }
        });
        return found;
    }
}
