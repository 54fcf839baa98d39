package org.keymeter.card.pcsc;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.util.Map;

/**
 * The JDK's one connection to the PC/SC service. Its provider makes it once and keeps it in a static field, even when the
 * service that it led to is gone; there is no call to make another (JDK-8 to 25). Programs that outlive a restart of the
 * service are started with
 *
 * <pre>--add-opens java.smartcardio/sun.security.smartcardio=ALL-UNNAMED</pre>
 *
 * and let it be forgotten here. jnasmartcardio would make another, but fetches 61xx answers by itself, with a class byte
 * that ends a secure channel.
 */
final class ServiceContext {
    private static final String HOLDER = "sun.security.smartcardio.PCSCTerminals";
    private static final String CONTEXT = "contextId";
    /** By name; each keeps the connection that it was found by. */
    private static final String READERS = "terminals";

    private ServiceContext() {}

    /**
     * Has the provider connect anew when it is next asked for readers.
     *
     * @return whether it could be; false in a JVM that was not started as above, or whose provider is another
     */
    static boolean forget() {
        try {
            Class<?> holder = Class.forName(HOLDER);
            Field context = opened(holder, CONTEXT);
            Map<?, ?> readers = (Map<?, ?>) opened(holder, READERS).get(null);
            // The lock under which the provider fills both.
            synchronized (holder) {
                context.setLong(null, 0);
                readers.clear();
            }
            return true;
        } catch (ReflectiveOperationException | InaccessibleObjectException | ClassCastException e) {
            return false;
        }
    }

    private static Field opened(Class<?> holder, String name) throws NoSuchFieldException {
        Field field = holder.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }
}
