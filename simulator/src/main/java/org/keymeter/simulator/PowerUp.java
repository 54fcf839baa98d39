package org.keymeter.simulator;

import com.licel.jcardsim.crypto.AsymmetricSignatureImpl;
import com.licel.jcardsim.crypto.ByteContainer;
import com.licel.jcardsim.crypto.KeyAgreementImpl;
import com.licel.jcardsim.crypto.SymmetricCipherImpl;
import com.licel.jcardsim.crypto.SymmetricSignatureImpl;
import java.lang.reflect.Field;
import java.util.Map;
import javacard.security.MessageDigest;
import org.keymeter.simulator.silicon.Reflection;

/**
 * What jCardSim's objects remember although a card would not.
 *
 * <p>Engines lose their key as well: silicon may keep one that is persistent, a card loaded from a file cannot, and an
 * applet must get along with the stricter of the two.
 */
final class PowerUp {
    /** The field that says an engine is ready, and the value that says it is not. */
    private static final Map<Class<?>, Field> READY = Map.of(
            AsymmetricSignatureImpl.class, Reflection.field(AsymmetricSignatureImpl.class, "isInitialized"),
            SymmetricSignatureImpl.class, Reflection.field(SymmetricSignatureImpl.class, "isInitialized"),
            SymmetricCipherImpl.class, Reflection.field(SymmetricCipherImpl.class, "isInitialized"));

    private static final Field AGREEMENT_KEY = Reflection.field(KeyAgreementImpl.class, "privateKey");

    private PowerUp() {}

    static void forgetEngine(Object object) {
        Field ready = READY.get(object.getClass());
        if (ready != null) {
            Reflection.set(ready, object, false);
        } else if (object instanceof KeyAgreementImpl) {
            Reflection.set(AGREEMENT_KEY, object, null);
        } else if (object instanceof MessageDigest digest) {
            digest.reset();
        }
    }

    /** jCardSim zeroes the value on deselection, whatever the kind of key, and goes on calling the key initialised. */
    static void forgetTransientKey(Object object) {
        if (CardMemory.isTransientContainer(object)) {
            ((ByteContainer) object).clear();
        }
    }
}
