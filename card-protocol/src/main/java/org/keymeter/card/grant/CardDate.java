package org.keymeter.card.grant;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Locale;
import org.keymeter.protocol.Limit;

/**
 * A moment as the card keeps and compares it: 14 digits, YYYYMMDDHHMMSS, in UTC.
 *
 * @param digits 14 of them; all zero: none
 */
public record CardDate(String digits) implements Comparable<CardDate> {
    public static final CardDate NONE = new CardDate("0".repeat(Limit.DATE_LENGTH));

    private static final DateTimeFormatter DIGITS = DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT)
            .withZone(ZoneOffset.UTC);

    /** @throws IllegalArgumentException if it is not 14 digits */
    public CardDate {
        if (digits.length() != Limit.DATE_LENGTH || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("not 14 digits");
        }
    }

    static CardDate of(LocalDateTime utc) {
        return of(utc.toInstant(ZoneOffset.UTC));
    }

    public static CardDate of(Instant moment) {
        return new CardDate(DIGITS.format(moment));
    }

    /** Whether these are 14 digits that the calendar and the clock have. */
    static boolean isMoment(String digits) {
        try {
            DIGITS.parse(digits);
            return digits.length() == Limit.DATE_LENGTH;
        } catch (DateTimeParseException none) {
            return false;
        }
    }

    /** @throws java.time.DateTimeException if it is no moment, such as {@link #NONE} */
    public Instant toInstant() {
        return DIGITS.parse(digits, Instant::from);
    }

    public boolean isAfter(CardDate other) {
        return compareTo(other) > 0;
    }

    static CardDate later(CardDate a, CardDate b) {
        return a.isAfter(b) ? a : b;
    }

    static CardDate earlier(CardDate a, CardDate b) {
        return a.isAfter(b) ? b : a;
    }

    @Override
    public int compareTo(CardDate other) {
        return digits.compareTo(other.digits);
    }

    /** ISO 8601, or "none". */
    @Override
    public String toString() {
        return equals(NONE) ? "none" : digits.replaceFirst("(....)(..)(..)(..)(..)(..)", "$1-$2-$3T$4:$5:$6Z");
    }
}
