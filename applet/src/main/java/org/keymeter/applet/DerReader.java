package org.keymeter.applet;

import javacard.framework.ISOException;
import javacard.framework.Util;
import org.keymeter.protocol.Sw;

/**
 * Reads strict DER (X.690) from one array: definite and shortest lengths, every element inside its parent. All else ends in GRANT_MALFORMED.
 * Copies nothing and keeps nothing: where an element begins and its parent ends comes with every call, so that a walk's state stands in local
 * variables, which cost less than memory of any kind.
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

    private static final byte ONE_BYTE_MORE = (byte) 0x81;
    private static final byte TWO_BYTES_MORE = (byte) 0x82;

    /** Size of the largest elements whose length has no byte more, and one. */
    private static final short SHORT_FORM_MAXIMUM = 2 + 0x7F;

    private static final short ONE_BYTE_MAXIMUM = 3 + 0xFF;

    private final byte[] bytes;

    DerReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Whether there is an element at {@code at}, before {@code limit}, and has this tag. */
    boolean isNext(short at, short limit, byte tag) {
        return at < limit && bytes[at] == tag;
    }

    /** Where the element at {@code at} ends, which must have this tag and lie before {@code limit}. */
    short end(short at, short limit, byte tag) {
        byte[] bytes = this.bytes;
        if ((short) (limit - at) < 2 || bytes[at] != tag) {
            refuse();
        }
        short length = bytes[(short) (at + 1)];
        short value = (short) (at + 2);
        if (length < 0) {
            length = longLength(at, limit);
            value += (short) (length > 0xFF ? 2 : 1);
        }
        if (length > (short) (limit - value)) {
            refuse();
        }
        return (short) (value + length);
    }

    /** As {@link #end}, for the last element of its parent. */
    void last(short at, short limit, byte tag) {
        require(end(at, limit, tag) == limit);
    }

    private short longLength(short at, short limit) {
        byte form = bytes[(short) (at + 1)];
        short length = 0;
        short left = (short) (limit - at);
        if (form == ONE_BYTE_MORE && left > 2) {
            length = (short) (bytes[(short) (at + 2)] & 0xFF);
            require(length > 0x7F);
        } else if (form == TWO_BYTES_MORE && left > 3) {
            length = Util.getShort(bytes, (short) (at + 2));
            require(length > 0xFF);
        } else {
            refuse();
        }
        return length;
    }

    /** Where the value of an element begins, from where the element begins to where it ends: the shortest length leaves no choice. */
    static short value(short at, short end) {
        short size = (short) (end - at);
        if (size <= SHORT_FORM_MAXIMUM) {
            return (short) (at + 2);
        }
        return (short) (at + (size <= ONE_BYTE_MAXIMUM ? 3 : 4));
    }

    /** Where an INTEGER ends that must not be negative. */
    short endOfUnsigned(short at, short limit) {
        short end = end(at, limit, INTEGER);
        short value = value(at, end);
        require(value < end && bytes[value] >= 0);
        require(bytes[value] != 0 || (short) (end - value) == 1 || bytes[(short) (value + 1)] < 0);
        return end;
    }

    /** Where the magnitude of an unsigned INTEGER begins that ends at {@code end}: without a zero byte in front, unless it is zero. */
    short magnitude(short at, short end) {
        short value = value(at, end);
        return bytes[value] == 0 && (short) (end - value) > 1 ? (short) (value + 1) : value;
    }

    /** Where a BOOLEAN ends that must be TRUE: DER never writes a default, and all of ours default to FALSE (X.690 11.1, 11.5). */
    short endOfTrue(short at, short limit) {
        short end = end(at, limit, BOOLEAN);
        require((short) (end - at) == 3 && bytes[(short) (at + 2)] == (byte) 0xFF);
        return end;
    }

    /** Demands that each arc of an OBJECT IDENTIFIER is the shortest (X.690 8.19.2). */
    void requireArcs(short at, short end) {
        byte[] bytes = this.bytes;
        boolean ended = true;
        short i = value(at, end);
        require(i < end);
        while (i < end) {
            byte octet = bytes[i];
            if (octet < 0) {
                require(!ended || octet != (byte) 0x80);
                ended = false;
            } else {
                ended = true;
            }
            i++;
        }
        require(ended);
    }

    /** Where the bytes of a BIT STRING begin that must be whole bytes, and the last element before {@code limit}. */
    short lastBits(short at, short limit) {
        last(at, limit, BIT_STRING);
        short value = value(at, limit);
        require(value < limit && bytes[value] == 0);
        return (short) (value + 1);
    }

    static void require(boolean holds) {
        if (!holds) {
            refuse();
        }
    }

    private static void refuse() {
        ISOException.throwIt(Sw.GRANT_MALFORMED);
    }
}
