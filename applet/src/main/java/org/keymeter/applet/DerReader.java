package org.keymeter.applet;

import javacard.framework.ISOException;
import javacard.framework.JCSystem;
import javacard.framework.Util;
import org.keymeter.protocol.Sw;

/**
 * Reads strict DER (X.690) from one array: definite and shortest lengths, every element inside its parent, every parent used up. All
 * else ends in GRANT_MALFORMED. Copies nothing; its cursor stands in RAM, so that reading writes no persistent memory.
 */
final class DerReader {
    static final byte BOOLEAN = 0x01;
    static final byte INTEGER = 0x02;
    static final byte BIT_STRING = 0x03;
    static final byte OCTET_STRING = 0x04;
    static final byte OBJECT_IDENTIFIER = 0x06;
    static final byte UTF8_STRING = 0x0C;
    static final byte UTC_TIME = 0x17;
    static final byte GENERALIZED_TIME = 0x18;
    static final byte SEQUENCE = 0x30;
    static final byte SET = 0x31;

    // Layout of the cursor.
    private static final short POSITION = 0;
    private static final short LIMIT = 1;
    private static final short CURSOR_LENGTH = 2;

    private final byte[] bytes;
    private final short[] cursor = JCSystem.makeTransientShortArray(CURSOR_LENGTH, JCSystem.CLEAR_ON_DESELECT);

    DerReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Reads from here on what stands at {@code offset}. */
    void open(short offset, short length) {
        cursor[POSITION] = offset;
        cursor[LIMIT] = (short) (offset + length);
    }

    /** Demands that all was read. */
    void close() {
        require(cursor[POSITION] == cursor[LIMIT]);
    }

    short position() {
        return cursor[POSITION];
    }

    /** Where the element that was entered last ends. */
    short limit() {
        return cursor[LIMIT];
    }

    /** Whether the element that was entered last holds another one. */
    boolean hasMore() {
        return cursor[POSITION] < cursor[LIMIT];
    }

    boolean isNext(byte tag) {
        return hasMore() && bytes[cursor[POSITION]] == tag;
    }

    /** Steps into an element; what it returns must be given to {@link #leave}. */
    short enter(byte tag) {
        short outer = cursor[LIMIT];
        cursor[LIMIT] = readHeader(tag);
        return outer;
    }

    /** Steps out of an element, all of which must have been read. */
    void leave(short outer) {
        close();
        cursor[LIMIT] = outer;
    }

    /** Steps over an element and returns where its value begins; it ends at {@link #position}. */
    short skip(byte tag) {
        short end = readHeader(tag);
        short value = cursor[POSITION];
        cursor[POSITION] = end;
        return value;
    }

    /** Steps to the end of the element that was entered last, whatever stands there. */
    void skipRest() {
        cursor[POSITION] = cursor[LIMIT];
    }

    /** Steps over an INTEGER, not negative, and returns where its magnitude begins, without a leading zero byte unless it is zero. */
    short skipUnsigned() {
        short value = skip(INTEGER);
        short length = (short) (cursor[POSITION] - value);
        require(length > 0 && bytes[value] >= 0);
        if (bytes[value] == 0 && length > 1) {
            value++;
            require(bytes[value] < 0);
        }
        return value;
    }

    /** Steps over a BOOLEAN that must be TRUE: DER never writes a default, and all of ours default to FALSE (X.690 11.1, 11.5). */
    void skipTrue() {
        short value = skip(BOOLEAN);
        require((short) (cursor[POSITION] - value) == 1 && bytes[value] == (byte) 0xFF);
    }

    /** Steps over an OBJECT IDENTIFIER, each arc of which must be the shortest (X.690 8.19.2), and returns where its value begins. */
    short skipOid() {
        short value = skip(OBJECT_IDENTIFIER);
        boolean ended = true;
        for (short i = value; i < cursor[POSITION]; i++) {
            require(!ended || bytes[i] != (byte) 0x80);
            ended = bytes[i] >= 0;
        }
        require(ended && value < cursor[POSITION]);
        return value;
    }

    /** Steps over a BIT STRING of whole bytes and returns where they begin. */
    short skipBits() {
        short value = skip(BIT_STRING);
        require(value < cursor[POSITION] && bytes[value] == 0);
        return (short) (value + 1);
    }

    /** Reads tag and length, moves to the value and returns its end. */
    private short readHeader(byte tag) {
        short at = cursor[POSITION];
        short limit = cursor[LIMIT];
        require((short) (limit - at) >= 2 && bytes[at] == tag);
        short length = (short) (bytes[(short) (at + 1)] & 0xFF);
        at += 2;
        if (length == 0x81) {
            require(at < limit);
            length = (short) (bytes[at] & 0xFF);
            at++;
            require(length > 0x7F);
        } else if (length == 0x82) {
            require((short) (limit - at) >= 2);
            length = Util.getShort(bytes, at);
            at += 2;
            require(length > 0xFF);
        } else {
            require(length < 0x80);
        }
        require(length <= (short) (limit - at));
        cursor[POSITION] = at;
        return (short) (at + length);
    }

    static void require(boolean holds) {
        if (!holds) {
            ISOException.throwIt(Sw.GRANT_MALFORMED);
        }
    }
}
