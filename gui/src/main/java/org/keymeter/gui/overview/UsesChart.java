package org.keymeter.gui.overview;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import javafx.scene.chart.LineChart;
import javafx.scene.chart.NumberAxis;
import javafx.scene.chart.XYChart;
import javafx.util.StringConverter;
import org.keymeter.gui.history.Sample;
import org.keymeter.gui.words.Texts;

/** Uses left over time, a line of steps for each key. */
final class UsesChart extends LineChart<Number, Number> {
    private static final int TICKS = 6;
    private static final int POINTS_MAXIMUM = 600;

    UsesChart(Texts texts, ZoneId zone) {
        super(new NumberAxis(), new NumberAxis());
        NumberAxis time = (NumberAxis) getXAxis();
        time.setForceZeroInRange(false);
        time.setAutoRanging(false);
        time.setMinorTickVisible(false);
        time.setTickLabelFormatter(new Dates(texts.locale(), zone));
        NumberAxis uses = (NumberAxis) getYAxis();
        uses.setLabel(texts.text("chart.uses"));
        uses.setMinorTickVisible(false);
        setCreateSymbols(false);
        setAnimated(false);
        setAccessibleText(texts.text("chart.title"));
    }

    /** From this moment until now. */
    void setRange(Instant from, Instant now) {
        NumberAxis time = (NumberAxis) getXAxis();
        time.setLowerBound(from.getEpochSecond());
        time.setUpperBound(now.getEpochSecond());
        time.setTickUnit(Math.max(1, (now.getEpochSecond() - from.getEpochSecond()) / (double) TICKS));
    }

    /** @param samples in their order */
    void add(String name, List<Sample> samples, Instant from, Instant now) {
        Series<Number, Number> series = new Series<>();
        series.setName(name);
        int step = Math.max(1, samples.size() / POINTS_MAXIMUM);
        Sample before = null;
        for (int i = 0; i < samples.size(); i += step) {
            Sample sample = samples.get(i);
            long at = Math.max(sample.time().getEpochSecond(), from.getEpochSecond());
            if (before != null) {
                series.getData().add(new XYChart.Data<>(at, before.remaining()));
            }
            series.getData().add(new XYChart.Data<>(at, sample.remaining()));
            before = sample;
        }
        if (before != null) {
            series.getData().add(new XYChart.Data<>(now.getEpochSecond(), before.remaining()));
            getData().add(series);
        }
    }

    private static final class Dates extends StringConverter<Number> {
        private final DateTimeFormatter format;

        Dates(Locale locale, ZoneId zone) {
            format = DateTimeFormatter.ofLocalizedDate(FormatStyle.SHORT)
                    .withLocale(locale)
                    .withZone(zone);
        }

        @Override
        public String toString(Number seconds) {
            return format.format(Instant.ofEpochSecond(seconds.longValue()));
        }

        @Override
        public Number fromString(String text) {
            throw new UnsupportedOperationException("an axis only prints");
        }
    }
}
