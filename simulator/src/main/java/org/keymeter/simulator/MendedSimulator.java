package org.keymeter.simulator;

import com.licel.jcardsim.crypto.RandomDataImpl;
import java.security.CodeSource;
import java.util.Objects;

/** Whether the classes that mend jCardSim's random numbers stand before those they replace. */
final class MendedSimulator {
    private MendedSimulator() {}

    /**
     * @throws IllegalStateException if jCardSim comes first on the class path: all cards would have the same keys
     */
    static void require() {
        for (String name : new String[] {"SecureRandomNullProvider", "RandomDataImpl"}) {
            Class<?> type = load(RandomDataImpl.class.getPackageName() + "." + name);
            if (!Objects.equals(origin(type), origin(MendedSimulator.class))) {
                throw new IllegalStateException(
                        "put Keymeter's simulator before jCardSim on the class path: " + type + " is jCardSim's own");
            }
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, MendedSimulator.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static CodeSource origin(Class<?> type) {
        return type.getProtectionDomain().getCodeSource();
    }
}
