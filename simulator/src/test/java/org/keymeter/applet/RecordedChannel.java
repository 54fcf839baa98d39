package org.keymeter.applet;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import javacard.framework.Applet;
import javacard.security.AESKey;

/** An open channel of a card as it stands, to go back to as often as a test likes: a handshake costs a thousand times as much. */
public final class RecordedChannel {
    private final SecureChannel channel;
    private final CommandBuffer buffer;
    private final Session session;
    private final byte[] memory;
    private final byte[] authority;
    private final byte[] keys = new byte[Handshake.LENGTH];

    /** @param applet an instance of {@link KeymeterApplet} whose channel is open */
    public RecordedChannel(Applet applet) throws ReflectiveOperationException {
        channel = (SecureChannel) get("channel", applet);
        buffer = (CommandBuffer) get("buffer", applet);
        session = (Session) get("session", applet);
        memory = ((byte[]) get("memory", channel)).clone();
        authority = session.bytes.clone();
        ((AESKey) get("encryptionKey", channel)).getKey(keys, Handshake.ENCRYPTION_KEY);
        ((AESKey) get("commandMacKey", channel)).getKey(keys, Handshake.COMMAND_MAC_KEY);
        ((AESKey) get("responseMacKey", channel)).getKey(keys, Handshake.RESPONSE_MAC_KEY);
        if (!channel.isOpen()) {
            throw new IllegalStateException("there is no channel to record");
        }
    }

    private static Object get(String name, Object owner) throws ReflectiveOperationException {
        Field field = owner.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(owner);
    }

    /** Makes the card's channel, and all that belongs to it, what it was. */
    public void restore() throws ReflectiveOperationException {
        buffer.clear();
        channel.close();
        Method load = SecureChannel.class.getDeclaredMethod("loadKeys", byte[].class, short.class);
        load.setAccessible(true);
        load.invoke(channel, keys, (short) 0);
        System.arraycopy(memory, 0, get("memory", channel), 0, memory.length);
        System.arraycopy(authority, 0, session.bytes, 0, authority.length);
    }

    /** Whether the channel is over, and nothing is left of it or of what it had. */
    public boolean isOver() throws ReflectiveOperationException {
        return !channel.isOpen()
                && Arrays.equals(session.bytes, new byte[authority.length])
                && Arrays.equals((byte[]) get("memory", channel), new byte[memory.length]);
    }
}
