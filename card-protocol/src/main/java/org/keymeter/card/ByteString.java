package org.keymeter.card;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * An immutable sequence of bytes that are no secret: an identity, a hash, a blob, a certificate. Prints as hexadecimal.
 */
public final class ByteString {
    public static final ByteString EMPTY = new ByteString(new byte[0]);

    private final byte[] bytes;

    private ByteString(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A copy. */
    public static ByteString of(byte... bytes) {
        return new ByteString(bytes.clone());
    }

    /**
     * @param hex an even number of hexadecimal digits, either case, nothing else
     * @throws IllegalArgumentException if it is not that
     */
    public static ByteString ofHex(String hex) {
        return new ByteString(HexFormat.of().parseHex(hex));
    }

    public int length() {
        return bytes.length;
    }

    /** A copy. */
    public byte[] toByteArray() {
        return bytes.clone();
    }

    /** Lower case, no separators. */
    public String toHex() {
        return HexFormat.of().formatHex(bytes);
    }

    /** Upper case in groups of four digits, for a person to compare. */
    public String toGroups() {
        return HexFormat.of().withUpperCase().formatHex(bytes).replaceAll("(?<=\\G.{4})(?=.)", " ");
    }

    /** Compares in constant time. */
    @Override
    public boolean equals(Object other) {
        return other instanceof ByteString that && MessageDigest.isEqual(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return toHex();
    }
}
