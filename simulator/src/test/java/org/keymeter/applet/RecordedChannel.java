package org.keymeter.applet;

import java.util.Arrays;
import javacard.security.AESKey;
import javacard.security.Signature;
import javacardx.crypto.Cipher;

/** An open channel of a card as it stands, to go back to as often as a test likes: a handshake costs a thousand times as much. */
public final class RecordedChannel {
    private static final String[] KEYS = {"encryptionKey", "commandMacKey", "responseMacKey"};
    private static final int KEY_LENGTH = 16;

    private final Inside inside;
    private final Object channel;
    private final Object engines;
    private final Object buffer;
    private final byte[] memory;
    private final byte[] authority;
    private final byte[][] keys = new byte[KEYS.length][KEY_LENGTH];

    /** @param inside of a card whose channel is open */
    public RecordedChannel(Inside inside) {
        this.inside = inside;
        channel = Inside.get("channel", inside.applet);
        engines = Inside.get("engines", channel);
        buffer = Inside.get("buffer", inside.applet);
        memory = memory().clone();
        authority = inside.session.clone();
        for (int i = 0; i < KEYS.length; i++) {
            key(i).getKey(keys[i], (short) 0);
        }
        if (memory[KEY_LENGTH] == 0) {
            throw new IllegalStateException("there is no channel to record");
        }
    }

    private byte[] memory() {
        return (byte[]) Inside.get("memory", channel);
    }

    private AESKey key(int index) {
        return (AESKey) Inside.get(KEYS[index], channel);
    }

    /** Makes the card's channel, and all that belongs to it, what it was. */
    public void restore() {
        Arrays.fill((byte[]) Inside.get("bytes", buffer), (byte) 0);
        Arrays.fill((byte[]) Inside.get("header", buffer), (byte) 0);
        Arrays.fill((short[]) Inside.get("state", buffer), (short) 0);
        for (int i = 0; i < KEYS.length; i++) {
            key(i).setKey(keys[i], (short) 0);
        }
        ((Cipher) Inside.get("channelCounter", engines)).init(key(0), Cipher.MODE_ENCRYPT);
        ((Cipher) Inside.get("channelDecipher", engines)).init(key(0), Cipher.MODE_DECRYPT);
        ((Cipher) Inside.get("channelEncipher", engines)).init(key(0), Cipher.MODE_ENCRYPT);
        ((Signature) Inside.get("channelCommandMac", engines)).init(key(1), Signature.MODE_SIGN);
        ((Signature) Inside.get("channelResponseMac", engines)).init(key(2), Signature.MODE_SIGN);
        System.arraycopy(memory, 0, memory(), 0, memory.length);
        System.arraycopy(authority, 0, inside.session, 0, authority.length);
    }

    /** Whether the channel is over, and nothing is left of it or of what it had. */
    public boolean isOver() {
        return Arrays.equals(inside.session, new byte[authority.length])
                && Arrays.equals(memory(), new byte[memory.length]);
    }
}
