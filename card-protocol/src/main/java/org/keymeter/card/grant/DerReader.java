package org.keymeter.card.grant;

import java.util.Arrays;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.keymeter.card.file.InvalidFileException;

/**
 * Reads DER (X.690) strictly, as the card does: tags of one byte, lengths definite, minimal and inside the parent,
 * integers minimal. Never recurses, and never allocates more than the bytes it was given.
 */
final class DerReader {
    static final int BOOLEAN = 0x01;
    static final int INTEGER = 0x02;
    static final int BIT_STRING = 0x03;
    static final int OCTET_STRING = 0x04;
    static final int OBJECT_IDENTIFIER = 0x06;
    static final int UTC_TIME = 0x17;
    static final int GENERALIZED_TIME = 0x18;
    static final int SEQUENCE = 0x30;
    static final int SET = 0x31;

    private static final int LONG_FORM = 0x80;
    private static final int LENGTH_OF_LENGTH_MAXIMUM = 3;
    private static final int LONG_LENGTH = 8;

    private final String what;
    private final byte[] bytes;
    private final int limit;
    private int position;

    /** @param what what is read, in words, for the error */
    DerReader(String what, byte[] bytes) {
        this(what, bytes, 0, bytes.length);
    }

    private DerReader(String what, byte[] bytes, int position, int limit) {
        this.what = what;
        this.bytes = bytes;
        this.position = position;
        this.limit = limit;
    }

    boolean hasMore() {
        return position < limit;
    }

    boolean isNext(int tag) {
        return hasMore() && (bytes[position] & 0xFF) == tag;
    }

    /** Of the next element; something must be left. */
    int tag() throws InvalidFileException {
        require(hasMore());
        return bytes[position] & 0xFF;
    }

    /** Steps over the next element, and reads what is in it. */
    DerReader enter(int tag) throws InvalidFileException {
        if (!isNext(tag)) {
            throw malformed();
        }
        position++;
        int length = readLength();
        DerReader inside = new DerReader(what, bytes, position, position + length);
        position += length;
        return inside;
    }

    /** The next element with its tag and length. */
    byte[] element(int tag) throws InvalidFileException {
        int start = position;
        enter(tag);
        return Arrays.copyOfRange(bytes, start, position);
    }

    /** What is in the next element. */
    byte[] contents(int tag) throws InvalidFileException {
        return enter(tag).rest();
    }

    /** Contents of exactly this length. */
    byte[] octets(int length) throws InvalidFileException {
        byte[] octets = contents(OCTET_STRING);
        require(octets.length == length);
        return octets;
    }

    /** An INTEGER from 0 to the maximum. */
    long unsigned(long maximum) throws InvalidFileException {
        byte[] magnitude = unsigned();
        require(magnitude.length <= LONG_LENGTH);
        long value = 0;
        for (byte b : magnitude) {
            value = value << 8 | b & 0xFF;
        }
        require(value >= 0 && value <= maximum);
        return value;
    }

    /** The bytes of an INTEGER that is not negative. */
    byte[] unsigned() throws InvalidFileException {
        byte[] value = contents(INTEGER);
        require(value.length > 0 && value[0] >= 0);
        require(value.length == 1 || value[0] != 0 || value[1] < 0);
        return value;
    }

    /** A BOOLEAN that is DEFAULT FALSE: DER writes it only when it is true, and then as FF. */
    boolean flag() throws InvalidFileException {
        if (!isNext(BOOLEAN)) {
            return false;
        }
        byte[] value = contents(BOOLEAN);
        require(value.length == 1 && value[0] == (byte) 0xFF);
        return true;
    }

    /** A BIT STRING of whole bytes. */
    byte[] bits() throws InvalidFileException {
        byte[] value = contents(BIT_STRING);
        require(value.length > 0 && value[0] == 0);
        return Arrays.copyOfRange(value, 1, value.length);
    }

    ASN1ObjectIdentifier oid() throws InvalidFileException {
        byte[] contents = contents(OBJECT_IDENTIFIER);
        try {
            return ASN1ObjectIdentifier.fromContents(contents);
        } catch (RuntimeException invalid) {
            throw malformed();
        }
    }

    /** Whatever is left. */
    byte[] rest() {
        byte[] rest = Arrays.copyOfRange(bytes, position, limit);
        position = limit;
        return rest;
    }

    /** Nothing may be left. */
    void end() throws InvalidFileException {
        require(!hasMore());
    }

    void require(boolean condition) throws InvalidFileException {
        if (!condition) {
            throw malformed();
        }
    }

    private InvalidFileException malformed() {
        return new InvalidFileException("The " + what + " is damaged: no strict DER at byte " + position + ".");
    }

    private int readLength() throws InvalidFileException {
        require(hasMore());
        int first = bytes[position++] & 0xFF;
        int length = first;
        if (first >= LONG_FORM) {
            int count = first - LONG_FORM;
            require(count > 0 && count <= LENGTH_OF_LENGTH_MAXIMUM && count <= limit - position);
            length = 0;
            for (int i = 0; i < count; i++) {
                length = length << 8 | bytes[position++] & 0xFF;
            }
            require(length >= LONG_FORM && length >= 1 << 8 * (count - 1));
        }
        require(length <= limit - position);
        return length;
    }
}
