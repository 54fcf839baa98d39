package org.keymeter.applet;

import javacard.framework.Util;
import org.keymeter.protocol.Limit;

/** A moment in a certificate, as 14 ASCII digits YYYYMMDDHHMMSS, which sort as the moments do. */
final class CertificateTime {
    // Where the fields stand in the digits.
    private static final short CENTURY = 0;
    private static final short YEAR = 2;
    private static final short MONTH = 4;
    private static final short DAY = 6;
    private static final short HOUR = 8;
    private static final short MINUTE = 10;
    private static final short SECOND = 12;

    private static final short FEBRUARY = 2;
    private static final byte[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private CertificateTime() {}

    /**
     * Writes the digits of the time at {@code at} and returns where it ends. SPEC: RFC 5280 4.1.2.5: UTCTime, years 1950 to 2049; GeneralizedTime from 2050 on; both to
     * the second and in Zulu. Else, and for a day that no calendar has: GRANT_MALFORMED.
     */
    static short read(DerReader der, byte[] bytes, short at, short limit, byte[] digits, short offset) {
        boolean general = der.isNext(at, limit, DerReader.GENERALIZED_TIME);
        short end = der.end(at, limit, general ? DerReader.GENERALIZED_TIME : DerReader.UTC_TIME);
        short value = DerReader.value(at, end);
        short last = (short) (end - 1);
        short count = (short) (last - value);
        DerReader.require(count == (general ? Limit.DATE_LENGTH : (short) (Limit.DATE_LENGTH - YEAR))
                && bytes[last] == (byte) 'Z');
        if (!general) {
            boolean second = bytes[value] < (byte) '5';
            digits[offset] = second ? (byte) '2' : (byte) '1';
            digits[(short) (offset + 1)] = second ? (byte) '0' : (byte) '9';
        }
        Util.arrayCopyNonAtomic(bytes, value, digits, (short) (offset + Limit.DATE_LENGTH - count), count);
        requireMoment(digits, offset);
        if (general) {
            short century = number(digits, (short) (offset + CENTURY));
            DerReader.require(century > 20 || (century == 20 && digits[(short) (offset + YEAR)] >= (byte) '5'));
        }
        return end;
    }

    private static void requireMoment(byte[] digits, short offset) {
        short century = number(digits, (short) (offset + CENTURY));
        short year = number(digits, (short) (offset + YEAR));
        short month = number(digits, (short) (offset + MONTH));
        short day = number(digits, (short) (offset + DAY));
        DerReader.require(month >= 1 && month <= 12);
        short days = DAYS[(short) (month - 1)];
        // Of full centuries only every fourth has a leap year.
        if (month == FEBRUARY && ((year == 0 ? century : year) & 3) == 0) {
            days++;
        }
        DerReader.require(day >= 1 && day <= days);
        DerReader.require(number(digits, (short) (offset + HOUR)) <= 23
                && number(digits, (short) (offset + MINUTE)) <= 59
                && number(digits, (short) (offset + SECOND)) <= 59);
    }

    /** Two digits as a number. */
    private static short number(byte[] digits, short offset) {
        byte tens = digits[offset];
        byte ones = digits[(short) (offset + 1)];
        DerReader.require(tens >= (byte) '0' && tens <= (byte) '9' && ones >= (byte) '0' && ones <= (byte) '9');
        return (short) ((short) ((short) (tens - (byte) '0') * 10) + (short) (ones - (byte) '0'));
    }
}
