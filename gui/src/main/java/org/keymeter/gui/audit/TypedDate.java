package org.keymeter.gui.audit;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import javafx.util.StringConverter;

/** A date as people of this language write it, or as ISO 8601 has it; what is none is no date. */
final class TypedDate extends StringConverter<LocalDate> {
    private final List<DateTimeFormatter> formats;

    TypedDate(Locale locale) {
        formats = List.of(
                DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(locale),
                DateTimeFormatter.ofLocalizedDate(FormatStyle.SHORT).withLocale(locale),
                DateTimeFormatter.ISO_LOCAL_DATE);
    }

    @Override
    public String toString(LocalDate date) {
        return date == null ? "" : formats.get(0).format(date);
    }

    @Override
    public LocalDate fromString(String text) {
        for (DateTimeFormatter format : formats) {
            try {
                return LocalDate.parse(text.strip(), format);
            } catch (DateTimeParseException other) {
                // Another way to write it may do.
            }
        }
        return null;
    }
}
