package org.keymeter.gui.planner;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.DoubleFunction;
import javafx.scene.chart.CategoryAxis;
import javafx.scene.chart.LineChart;
import javafx.scene.chart.NumberAxis;
import javafx.util.StringConverter;

/** A measure over segment sizes, with powers of two on the upright axis, too. */
final class SweepChart extends LineChart<String, Number> {
    private static final int TICKS = 5;

    SweepChart() {
        super(new CategoryAxis(), new NumberAxis());
        NumberAxis powers = (NumberAxis) getYAxis();
        powers.setAutoRanging(false);
        powers.setMinorTickVisible(false);
        setAnimated(false);
        setLegendVisible(false);
    }

    /**
     * @param sizes as they are printed, one for each value
     * @param values above 0, or not drawn
     * @param chosen the index of the one that is marked, or -1
     * @param print of a value
     */
    void show(List<String> sizes, List<Double> values, int chosen, DoubleFunction<String> print) {
        NumberAxis powers = (NumberAxis) getYAxis();
        DoubleSummaryStatistics drawn = values.stream()
                .filter(value -> value > 0)
                .mapToDouble(SweepChart::power)
                .summaryStatistics();
        double low = drawn.getCount() == 0 ? 0 : Math.floor(drawn.getMin());
        double high = drawn.getCount() == 0 ? 1 : Math.max(drawn.getMax(), low + 1);
        double step = Math.ceil((high - low) / TICKS);
        powers.setLowerBound(low);
        powers.setUpperBound(low + (Math.floor((high - low) / step) + 1) * step);
        powers.setTickUnit(step);
        powers.setTickLabelFormatter(new Powers(print));
        ((CategoryAxis) getXAxis()).getCategories().setAll(sizes);
        Series<String, Number> line = new Series<>();
        for (int i = 0; i < sizes.size(); i++) {
            if (values.get(i) > 0) {
                line.getData().add(new Data<>(sizes.get(i), power(values.get(i))));
            }
        }
        getData().setAll(List.of(line));
        if (chosen >= 0 && values.get(chosen) > 0) {
            Series<String, Number> mark = new Series<>();
            mark.getData().add(new Data<>(sizes.get(chosen), power(values.get(chosen))));
            getData().add(mark);
        }
    }

    private static double power(double value) {
        return Math.log(value) / Math.log(2);
    }

    private static final class Powers extends StringConverter<Number> {
        private final DoubleFunction<String> print;

        Powers(DoubleFunction<String> print) {
            this.print = print;
        }

        @Override
        public String toString(Number power) {
            return print.apply(Math.pow(2, power.doubleValue()));
        }

        @Override
        public Number fromString(String text) {
            throw new UnsupportedOperationException("an axis only prints");
        }
    }
}
