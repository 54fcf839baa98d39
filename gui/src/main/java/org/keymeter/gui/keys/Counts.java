package org.keymeter.gui.keys;

import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Numbers of uses as people write them. */
final class Counts {
    private static final int DIGITS_MAXIMUM = 18;

    private final NumberFormat format;
    private final String separator;
    private final Pattern number;

    Counts(Locale locale) {
        format = NumberFormat.getIntegerInstance(locale);
        separator = String.valueOf(DecimalFormatSymbols.getInstance(locale).getGroupingSeparator());
        number = Pattern.compile("\\d+|\\d{1,3}(" + Pattern.quote(separator) + "\\d{3})+");
    }

    String write(long count) {
        return format.format(count);
    }

    /** Digits alone, or in groups of three as the language has them: "1.5" is no number of uses in any. */
    OptionalLong read(String text) {
        String typed = text.strip();
        if (!number.matcher(typed).matches() || typed.length() > DIGITS_MAXIMUM) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(Long.parseLong(typed.replace(separator, "")));
    }
}
