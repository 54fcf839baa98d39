package org.keymeter.simulator.silicon;

import java.lang.reflect.Field;
import java.util.Random;
import javacard.framework.OwnerPIN;

/** What a PIN object holds at one moment: value, length and tries left. (That it is validated stands in RAM.) */
final class PinContent {
    private static final Field VALUE = Reflection.field(OwnerPIN.class, "pinValue");
    private static final Field SIZE = Reflection.field(OwnerPIN.class, "pinSize");
    private static final Field TRIES = Reflection.field(OwnerPIN.class, "triesLeft");

    private final OwnerPIN pin;
    private final byte[] value;
    private final byte size;
    private final byte tries;

    private PinContent(OwnerPIN pin) {
        this.pin = pin;
        value = ((byte[]) Reflection.get(VALUE, pin)).clone();
        size = Reflection.getByte(SIZE, pin);
        tries = pin.getTriesRemaining();
    }

    static PinContent of(OwnerPIN pin) {
        return new PinContent(pin);
    }

    /** Value, length and counter. */
    int bytes() {
        return value.length + 2;
    }

    void restore() {
        restoreValue(value, size);
        setTries(pin, tries);
    }

    /** Undoes an update. The tries that were spent meanwhile stay spent. */
    void restoreWithoutTries() {
        restoreValue(value, size);
        setTries(pin, (byte) Math.min(tries, pin.getTriesRemaining()));
    }

    /** Leaves a mixture of this and what {@code after} has. The counter is set last. */
    void tear(PinContent after, Random random) {
        byte[] torn = value.clone();
        Tear.bytes(torn, 0, torn.length, after.value, random);
        restoreValue(torn, random.nextBoolean() ? size : after.size);
        setTries(pin, tries);
    }

    private void restoreValue(byte[] bytes, byte length) {
        System.arraycopy(bytes, 0, Reflection.get(VALUE, pin), 0, bytes.length);
        Reflection.set(SIZE, pin, length);
    }

    static void setTries(OwnerPIN pin, byte left) {
        ((byte[]) Reflection.get(TRIES, pin))[0] = left;
    }
}
