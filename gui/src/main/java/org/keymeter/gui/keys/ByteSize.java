package org.keymeter.gui.keys;

import java.math.RoundingMode;
import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;

/** Sizes for people. */
final class ByteSize {
    private static final List<String> UNITS = List.of("KiB", "MiB", "GiB", "TiB", "PiB");
    private static final double STEP = 1024;

    private ByteSize() {}

    /**
     * Such as "3.1 GiB": at most one decimal, in the largest unit of which there is one.
     *
     * @param bytes from 0; above 2^63 as well
     */
    static String of(double bytes, Locale locale) {
        double size = bytes / STEP;
        int unit = 0;
        while (size >= STEP && unit < UNITS.size() - 1) {
            size /= STEP;
            unit++;
        }
        NumberFormat number = NumberFormat.getInstance(locale);
        number.setMaximumFractionDigits(1);
        number.setRoundingMode(RoundingMode.HALF_UP);
        return number.format(size) + " " + UNITS.get(unit);
    }
}
