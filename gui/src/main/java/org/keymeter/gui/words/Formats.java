package org.keymeter.gui.words;

import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Numbers, sizes, lengths of time and fingerprints as people read them. */
public final class Formats {
    private static final List<String> SIZE_UNITS = List.of("KiB", "MiB", "GiB", "TiB", "PiB", "EiB");
    private static final double SIZE_STEP = 1024;

    private final Texts texts;

    /** What is counted. */
    public enum Noun {
        USE,
        PART,
        TRY,
        RECORD,
        WRONG_PIN,
        GRANT,
        BLOB
    }

    /** A length of time, and where counting in the next longer one begins. */
    private enum Unit {
        SECONDS(1, 90),
        MINUTES(60, 90 * 60),
        HOURS(3600, 36 * 3600),
        DAYS(86_400, 14 * 86_400),
        WEEKS(7 * 86_400, 9 * 7 * 86_400),
        /** Of the Gregorian calendar, on average. */
        MONTHS(2_629_746, 24 * 2_629_746),
        YEARS(12 * 2_629_746, Long.MAX_VALUE);

        private final long seconds;
        private final long end;

        Unit(long seconds, long end) {
            this.seconds = seconds;
            this.end = end;
        }

        String key() {
            return "about." + name().toLowerCase(Locale.ROOT);
        }
    }

    public Formats(Language language) {
        texts = language.texts(Formats.class);
    }

    /** Such as "1,024 uses", "1 use", "no uses". */
    public String count(long number, Noun noun) {
        return texts.text("count." + noun.name().toLowerCase(Locale.ROOT), number);
    }

    /** Such as "4,711". */
    public String number(long number) {
        return NumberFormat.getIntegerInstance(texts.locale()).format(number);
    }

    /**
     * Such as "3.1 GiB": at most one decimal, in the largest unit of which there is one; below, bytes.
     *
     * @param bytes from 0; above 2^63 as well
     */
    public String size(double bytes) {
        if (bytes < SIZE_STEP) {
            return texts.text("size.bytes", Math.round(bytes));
        }
        double size = bytes / SIZE_STEP;
        int unit = 0;
        while (rounded(size) >= SIZE_STEP && unit < SIZE_UNITS.size() - 1) {
            size /= SIZE_STEP;
            unit++;
        }
        NumberFormat number = NumberFormat.getInstance(texts.locale());
        number.setMaximumFractionDigits(1);
        number.setRoundingMode(RoundingMode.HALF_UP);
        return number.format(size) + " " + SIZE_UNITS.get(unit);
    }

    private static double rounded(double size) {
        return Math.round(10 * size) / 10.0;
    }

    /** Such as "about 3 days": one unit, of which there are few. */
    public String about(Duration duration) {
        long seconds = Math.max(0, duration.plusMillis(500).getSeconds());
        for (Unit unit : Unit.values()) {
            if (seconds < unit.end) {
                return texts.text(unit.key(), Math.round((double) seconds / unit.seconds));
            }
        }
        throw new IllegalStateException("longer than years: " + duration);
    }

    /** Hexadecimal digits in groups of four; spaces that were there do not count. */
    public static String groups(String hex) {
        return hex.replaceAll("\\s", "").replaceAll("(.{4})(?=.)", "$1 ");
    }
}
