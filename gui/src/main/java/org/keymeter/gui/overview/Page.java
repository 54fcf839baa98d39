package org.keymeter.gui.overview;

import java.util.List;
import java.util.Optional;

/** What the status page shows: words and figures, ready to be set. */
sealed interface Page {
    /**
     * There is nothing to report.
     *
     * @param title what is the matter
     * @param text why, and what to do next
     * @param code to quote, if something failed
     */
    record Notice(String icon, String title, String text, Optional<String> code) implements Page {}

    /**
     * What the card reported.
     *
     * @param trouble why it could not be read again since
     * @param hint what to do next, if that is clear
     */
    record Report(
            List<Figure> figures, List<Gauge> gauges, String asOf, Optional<Notice> trouble, Optional<String> hint)
            implements Page {
        public Report {
            figures = List.copyOf(figures);
            gauges = List.copyOf(gauges);
        }
    }

    /** @param tooltip the card's own term */
    record Figure(String caption, String value, String tooltip, Level level) {}

    /** @param left from 0 to 1 */
    record Gauge(String caption, String value, double left, Level level) {}
}
