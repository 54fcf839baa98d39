package org.keymeter.gui.words;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;

/** Points in time as a person's clock and calendar have them. */
public final class Times {
    private final DateTimeFormatter instants;
    private final DateTimeFormatter dates;

    /** @param zone of the person */
    public Times(Language language, ZoneId zone) {
        instants = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(language.locale())
                .withZone(zone);
        dates = DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(language.locale())
                .withZone(zone);
    }

    /** Such as "Nov 24, 2026, 2:03 PM", "24.11.2026, 14:03". */
    public String instant(Instant instant) {
        return instants.format(instant);
    }

    /** Such as "Nov 24, 2026", "24.11.2026". */
    public String date(Instant instant) {
        return dates.format(instant);
    }
}
