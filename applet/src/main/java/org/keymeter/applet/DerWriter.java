package org.keymeter.applet;

import javacard.framework.Util;

/**
 * Writes DER into one array from back to front, so that what an element holds stands there, and its length is known, before its tag is
 * written. Every method takes where the new bytes must end and returns where they begin.
 */
final class DerWriter {
    private final byte[] bytes;

    DerWriter(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Bytes as they are. */
    short raw(short end, byte[] source, short offset, short length) {
        short start = (short) (end - length);
        Util.arrayCopyNonAtomic(source, offset, bytes, start, length);
        return start;
    }

    short octet(short end, byte value) {
        short start = (short) (end - 1);
        bytes[start] = value;
        return start;
    }

    /** A tag and a length in front of what stands from {@code start} to {@code end}. */
    short wrap(short start, short end, byte tag) {
        short length = (short) (end - start);
        short at = start;
        if (length <= 0xFF) {
            at = octet(at, (byte) length);
            if (length > 0x7F) {
                at = octet(at, (byte) 0x81);
            }
        } else {
            at -= 2;
            Util.setShort(bytes, at, length);
            at = octet(at, (byte) 0x82);
        }
        return octet(at, tag);
    }

    short element(short end, byte tag, byte[] source, short offset, short length) {
        return wrap(raw(end, source, offset, length), end, tag);
    }

    /** An unsigned big-endian number as the shortest INTEGER. */
    short unsigned(short end, byte[] source, short offset, short length) {
        short from = offset;
        short last = (short) (offset + length - 1);
        while (from < last && source[from] == 0) {
            from++;
        }
        short start = raw(end, source, from, (short) (last + 1 - from));
        if (source[from] < 0) {
            start = octet(start, (byte) 0);
        }
        return wrap(start, end, DerReader.INTEGER);
    }
}
