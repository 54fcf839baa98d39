package org.keymeter.gui.planner;

import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.keymeter.gui.words.Formats;

/** What the chart can draw over segment sizes. */
enum Measure {
    /** A day's work, in uses. */
    USES(wish -> wish.plan().uses(wish.day())) {
        @Override
        String print(double value, PlannerWords words, Formats formats) {
            return formats.number(Math.round(value));
        }
    },
    /** What a stolen session can read, in bytes. */
    EXPOSURE(wish -> wish.plan().exposure(wish.quota())) {
        @Override
        String print(double value, PlannerWords words, Formats formats) {
            return formats.size(value);
        }
    },
    /** A sequential cold read, in bytes a second. */
    COLD(wish -> wish.plan().coldBytesPerSecond()) {
        @Override
        String print(double value, PlannerWords words, Formats formats) {
            return words.rate(value);
        }
    };

    private final ToDoubleFunction<Wish> value;

    Measure(ToDoubleFunction<Wish> value) {
        this.value = value;
    }

    double of(Wish wish) {
        return value.applyAsDouble(wish);
    }

    /** Of its texts. */
    String key() {
        return "measure." + name().toLowerCase(Locale.ROOT);
    }

    /** In its unit. */
    abstract String print(double value, PlannerWords words, Formats formats);
}
