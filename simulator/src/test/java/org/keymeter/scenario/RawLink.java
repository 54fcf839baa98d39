package org.keymeter.scenario;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import org.keymeter.card.CardSession;
import org.keymeter.card.apdu.CommandApdu;
import org.keymeter.card.apdu.ResponseApdu;

/** Commands as they stand, inside a session's channel: for orders of commands that the library never sends. */
public final class RawLink {
    private final Object link;
    private final Method exchange;

    public RawLink(CardSession session) throws ReflectiveOperationException {
        Field field = CardSession.class.getDeclaredField("link");
        field.setAccessible(true);
        link = field.get(session);
        exchange = link.getClass().getDeclaredMethod("exchange", CommandApdu.class);
        exchange.setAccessible(true);
    }

    public ResponseApdu exchange(CommandApdu command) throws ReflectiveOperationException {
        return (ResponseApdu) exchange.invoke(link, command);
    }
}
