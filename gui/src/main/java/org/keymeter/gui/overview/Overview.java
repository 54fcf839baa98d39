package org.keymeter.gui.overview;

import java.util.List;
import java.util.Optional;
import org.keymeter.gui.frame.PageKind;

/**
 * What the overview shows: words and figures, ready to be set.
 *
 * @param title the card's name, or as much of it as is known
 * @param source whether and when the card proved this
 * @param isProven whether it did since it was inserted
 * @param warnings the most pressing first
 * @param keys by slot
 * @param figures of the card as a whole
 * @param events the last ones, newest first
 */
record Overview(
        String title,
        String source,
        boolean isProven,
        List<Warning> warnings,
        List<Key> keys,
        List<Figure> figures,
        List<Event> events) {
    Overview {
        warnings = List.copyOf(warnings);
        keys = List.copyOf(keys);
        figures = List.copyOf(figures);
        events = List.copyOf(events);
    }

    /** @param page where something can be done about it */
    record Warning(Level level, String text, Optional<PageKind> page) {}

    /**
     * @param slot 0 to 7
     * @param uses number and unit, such as "38 of 200 uses"
     * @param left from 0 to 1
     * @param forecast when it runs out
     * @param opens what can still be opened
     * @param burst what is left before the PIN is asked again, if that is limited
     * @param spent ever
     */
    record Key(
            int slot,
            String name,
            String uses,
            double left,
            Level level,
            String forecast,
            String opens,
            Optional<String> burst,
            Optional<String> spent) {}

    /** @param tooltip the card's own term */
    record Figure(String caption, String value, String tooltip, Level level) {}

    record Event(String when, String what) {}
}
