package org.keymeter.volume;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sizes as people write them: {@code 10G} and {@code 10GiB} are 10 × 2^30 bytes, {@code 10GB} is 10 × 10^9, as in
 * coreutils.
 */
public final class ByteSize {
    private static final String UNITS = "KMGTPE";
    private static final Pattern SYNTAX =
            Pattern.compile("(\\d{1,19})(?: ?([KMGTPE])(iB|B)?| ?B)?", Pattern.CASE_INSENSITIVE);

    private ByteSize() {}

    /**
     * @param text a whole number and a unit: K to E, KiB to EiB (powers of 1,024), KB to EB (powers of 1,000), or none; one space
     *     between them is as good as none
     * @return bytes, 0 or more
     * @throws IllegalArgumentException if it is something else or exceeds 2^63 − 1
     */
    public static long parse(String text) {
        Matcher matcher = SYNTAX.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a size: '" + text + "' (write 1048576, 1M, 1MiB or 1MB)");
        }
        BigInteger value = new BigInteger(matcher.group(1));
        if (matcher.group(2) != null) {
            boolean isDecimal = "B".equalsIgnoreCase(matcher.group(3));
            int power = UNITS.indexOf(matcher.group(2).toUpperCase(Locale.ROOT)) + 1;
            value = value.multiply(BigInteger.valueOf(isDecimal ? 1000 : 1024).pow(power));
        }
        if (value.bitLength() > 63) {
            throw new IllegalArgumentException("too large: '" + text + "' (at most 8EiB less a byte)");
        }
        return value.longValue();
    }

    /** In the largest binary unit that it reaches, with at most one decimal: "512 bytes", "1 MiB", "9.3 GiB". */
    public static String print(long bytes) {
        int power = bytes <= 0 ? 0 : (63 - Long.numberOfLeadingZeros(bytes)) / 10;
        if (power == 0) {
            return bytes + " bytes";
        }
        BigDecimal tenths =
                BigDecimal.valueOf(bytes).movePointRight(1).divideToIntegralValue(BigDecimal.valueOf(1L << 10 * power));
        BigDecimal value = tenths.movePointLeft(1).stripTrailingZeros();
        return value.toPlainString() + " " + UNITS.charAt(power - 1) + "iB";
    }
}
