package org.keymeter.card.apdu;

import java.util.Arrays;
import org.keymeter.card.ByteString;
import org.keymeter.card.MalformedResponseException;

/**
 * Reads an answer from front to back. Every length is checked against what is left before anything is allocated, so
 * that
 * hostile bytes cost one {@link MalformedResponseException} and nothing else.
 */
public final class ByteReader {
    private final String step;
    private final byte[] bytes;
    private int position;

    /**
     * @param step what is being read, for the message: "GET DATA 0101"
     * @param bytes not copied
     */
    public ByteReader(String step, byte[] bytes) {
        this.step = step;
        this.bytes = bytes;
    }

    /** Bytes not read yet. */
    public int left() {
        return bytes.length - position;
    }

    public int u8() throws MalformedResponseException {
        return (int) number(1);
    }

    public int u16() throws MalformedResponseException {
        return (int) number(2);
    }

    public long u32() throws MalformedResponseException {
        return number(4);
    }

    /** A copy of the next bytes. */
    public byte[] bytes(int length) throws MalformedResponseException {
        int start = skip(length);
        return Arrays.copyOfRange(bytes, start, position);
    }

    public ByteString string(int length) throws MalformedResponseException {
        return ByteString.of(bytes(length));
    }

    /** One byte of length and that many bytes. */
    public ByteString lv() throws MalformedResponseException {
        return string(u8());
    }

    /** Two bytes of length and that many bytes. */
    public ByteString lv16() throws MalformedResponseException {
        return string(u16());
    }

    /** All that is left. */
    public ByteString rest() throws MalformedResponseException {
        return string(left());
    }

    /** Demands that the next bytes are these. */
    public void expect(byte... expected) throws MalformedResponseException {
        if (!Arrays.equals(bytes(expected.length), expected)) {
            throw malformed(
                    "holds something else than " + ByteString.of(expected) + " at " + (position - expected.length));
        }
    }

    /** Demands that nothing is left. */
    public void end() throws MalformedResponseException {
        if (left() != 0) {
            throw malformed("has " + left() + " bytes too many");
        }
    }

    /** @param detail the end of a sentence about what is being read: "names state 7" */
    public MalformedResponseException malformed(String detail) {
        return new MalformedResponseException(step, detail);
    }

    private long number(int length) throws MalformedResponseException {
        long number = 0;
        for (int i = skip(length); i < position; i++) {
            number = number << 8 | bytes[i] & 0xFF;
        }
        return number;
    }

    private int skip(int length) throws MalformedResponseException {
        if (length < 0 || length > left()) {
            throw malformed("ends after " + left() + " of " + length + " bytes");
        }
        int start = position;
        position += length;
        return start;
    }
}
