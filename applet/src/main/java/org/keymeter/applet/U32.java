package org.keymeter.applet;

import javacard.framework.Util;

/** Unsigned 32-bit numbers, big-endian in byte arrays: the card has no {@code int}. Amounts fit a short, 0 to 7FFF. */
final class U32 {
    static final short LENGTH = 4;

    private U32() {}

    static boolean isZero(byte[] number, short offset) {
        return Util.getShort(number, offset) == 0 && Util.getShort(number, (short) (offset + 2)) == 0;
    }

    static boolean isAllOnes(byte[] number, short offset) {
        return Util.getShort(number, offset) == -1 && Util.getShort(number, (short) (offset + 2)) == -1;
    }

    /** Whether {@code a < b}. Byte by byte: what arrayCompare says of bytes above 7F differs between cards. */
    static boolean isLess(byte[] a, short aOffset, byte[] b, short bOffset) {
        for (short i = 0; i < LENGTH; i++) {
            short x = (short) (a[(short) (aOffset + i)] & 0xFF);
            short y = (short) (b[(short) (bOffset + i)] & 0xFF);
            if (x != y) {
                return x < y;
            }
        }
        return false;
    }

    /** The number, or {@code limit} if it is larger. */
    static short atMost(byte[] number, short offset, short limit) {
        short low = Util.getShort(number, (short) (offset + 2));
        return Util.getShort(number, offset) != 0 || low < 0 || low > limit ? limit : low;
    }

    static void set(byte[] number, short offset, short amount) {
        Util.setShort(number, offset, (short) 0);
        Util.setShort(number, (short) (offset + 2), amount);
    }

    /** Adds an amount; stops at FFFFFFFF. */
    static void add(byte[] number, short offset, short amount) {
        short carry = amount;
        for (short i = (short) (offset + 3); i >= offset; i--) {
            carry += (short) (number[i] & 0xFF);
            number[i] = (byte) carry;
            carry = (short) ((short) (carry >> 8) & 0xFF);
        }
        if (carry != 0) {
            Util.arrayFillNonAtomic(number, offset, LENGTH, (byte) 0xFF);
        }
    }

    /** {@code to = a - b}, zero if b is larger. */
    static void difference(byte[] a, short aOffset, byte[] b, short bOffset, byte[] to, short toOffset) {
        if (isLess(a, aOffset, b, bOffset)) {
            Util.arrayFillNonAtomic(to, toOffset, LENGTH, (byte) 0);
            return;
        }
        short borrow = 0;
        for (short i = 3; i >= 0; i--) {
            short digit = (short)
                    ((short) (a[(short) (aOffset + i)] & 0xFF) - (short) (b[(short) (bOffset + i)] & 0xFF) - borrow);
            to[(short) (toOffset + i)] = (byte) digit;
            borrow = (short) (digit < 0 ? 1 : 0);
        }
    }

    /** Takes an amount off; the number must not be smaller. */
    static void subtract(byte[] number, short offset, short amount) {
        short borrow = amount;
        for (short i = (short) (offset + 3); i >= offset; i--) {
            short digit = (short) ((short) (number[i] & 0xFF) - (short) (borrow & 0xFF));
            number[i] = (byte) digit;
            borrow = (short) ((short) ((short) (borrow >> 8) & 0xFF) + (digit < 0 ? 1 : 0));
        }
    }
}
