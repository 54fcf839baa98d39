package org.keymeter.card;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * A PIN or a subkey in memory: wiped when closed, never printed, never a {@code String}. Not safe for several threads.
 */
public final class Secret implements AutoCloseable {
    private final byte[] bytes;
    private boolean isClosed;

    private Secret(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Takes the array over: the caller must not use it again. */
    public static Secret take(byte[] bytes) {
        return new Secret(bytes);
    }

    /** UTF-8 of the characters, which are overwritten. */
    public static Secret take(char[] characters) {
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(characters));
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        Arrays.fill(encoded.array(), (byte) 0);
        Arrays.fill(characters, '\0');
        return new Secret(bytes);
    }

    /** In bytes. */
    public int length() {
        return bytes.length;
    }

    /**
     * The bytes themselves, not a copy: do not keep them, do not change them.
     *
     * @throws IllegalStateException after {@link #close}
     */
    public byte[] expose() {
        if (isClosed) {
            throw new IllegalStateException("the secret is wiped");
        }
        return bytes;
    }

    /** Compares in constant time. */
    public boolean isSameAs(Secret other) {
        return MessageDigest.isEqual(expose(), other.expose());
    }

    @Override
    public void close() {
        isClosed = true;
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public String toString() {
        return "Secret";
    }
}
