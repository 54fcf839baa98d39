package org.keymeter.card.channel;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;

/** The keys of one channel, derived by ANSI X9.63 from both shared secrets; wiped when closed. */
final class SessionKeys implements AutoCloseable {
    private static final int KEY_LENGTH = 16;
    /** Key usage, key type AES, key length. */
    private static final byte[] SHARED_INFO = {0x3C, (byte) 0x88, 0x10};

    private final byte[] receipt;
    private final byte[] encryption;
    private final byte[] commandMac;
    private final byte[] responseMac;

    private SessionKeys(byte[] first, byte[] second) {
        receipt = Arrays.copyOf(first, KEY_LENGTH);
        encryption = Arrays.copyOfRange(first, KEY_LENGTH, 2 * KEY_LENGTH);
        commandMac = Arrays.copyOf(second, KEY_LENGTH);
        responseMac = Arrays.copyOfRange(second, KEY_LENGTH, 2 * KEY_LENGTH);
    }

    /** Wipes both secrets. */
    static SessionKeys derive(byte[] ephemeralSecret, byte[] channelSecret) throws GeneralSecurityException {
        byte[] first = hash(ephemeralSecret, channelSecret, 1);
        byte[] second = hash(ephemeralSecret, channelSecret, 2);
        try {
            return new SessionKeys(first, second);
        } finally {
            for (byte[] secret : new byte[][] {ephemeralSecret, channelSecret, first, second}) {
                Arrays.fill(secret, (byte) 0);
            }
        }
    }

    byte[] receipt() {
        return receipt;
    }

    byte[] encryption() {
        return encryption;
    }

    byte[] commandMac() {
        return commandMac;
    }

    byte[] responseMac() {
        return responseMac;
    }

    /** What the JDK's ciphers keep of them is out of reach; it goes with the next collection. */
    @Override
    public void close() {
        for (byte[] key : new byte[][] {receipt, encryption, commandMac, responseMac}) {
            Arrays.fill(key, (byte) 0);
        }
    }

    private static byte[] hash(byte[] ephemeralSecret, byte[] channelSecret, int number)
            throws GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(ephemeralSecret);
        digest.update(channelSecret);
        digest.update(ByteBuffer.allocate(4).putInt(number).array());
        return digest.digest(SHARED_INFO);
    }
}
