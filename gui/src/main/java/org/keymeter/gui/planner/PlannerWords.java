package org.keymeter.gui.planner;

import java.text.NumberFormat;
import java.time.Duration;
import java.util.Locale;
import org.keymeter.gui.controls.FactGrid;
import org.keymeter.gui.words.Formats;
import org.keymeter.gui.words.Texts;
import org.keymeter.volume.plan.Plan;
import org.keymeter.volume.plan.ReaderSpeed;
import org.keymeter.volume.plan.Span;

/** A plan in words. */
final class PlannerWords {
    private static final int SECOND = 1000;

    private final Texts texts;
    private final Formats formats;

    PlannerWords(Texts texts, Formats formats) {
        this.texts = texts;
        this.formats = formats;
    }

    String reader(ReaderSpeed speed) {
        return texts.text("reader." + speed.name().toLowerCase(Locale.ROOT), speed.kilobits());
    }

    /** Such as "640 MiB a second". */
    String rate(double bytesPerSecond) {
        return texts.text("plan.rate", formats.size(bytesPerSecond));
    }

    void addFacts(Wish wish, FactGrid facts) {
        Plan plan = wish.plan();
        facts.clear();
        facts.add(texts.text("fact.first"), span(plan.firstByte()), texts.text("fact.first.term"));
        facts.add(texts.text("fact.start"), span(plan.firstByteAfterStart()), texts.text("fact.start.term"));
        facts.add(
                texts.text("fact.cold"),
                texts.text("fact.cold.value", rate(plan.coldBytesPerSecond()), decimal(plan.keysPerSecond())),
                texts.text("fact.cold.term"));
        facts.add(
                texts.text("fact.day"),
                formats.count(plan.uses(wish.day()), Formats.Noun.USE),
                texts.text("fact.day.term"));
        facts.add(
                texts.text("fact.quota"), formats.count(wish.quota(), Formats.Noun.USE), texts.text("fact.quota.term"));
        facts.add(texts.text("fact.exposure"), exposure(wish), texts.text("fact.exposure.term"));
        facts.add(
                texts.text("fact.rotation"),
                formats.about(Duration.ofMillis((long) plan.rotation().high())),
                texts.text("fact.rotation.term"));
        facts.add(
                texts.text("fact.parts"),
                texts.text(
                        "fact.parts.value",
                        formats.count(plan.geometry().segments(), Formats.Noun.PART),
                        formats.size(plan.geometry().fileLength())),
                texts.text("fact.parts.term"));
    }

    private String exposure(Wish wish) {
        long quota = wish.quota();
        long bytes = wish.plan().exposure(quota);
        long withGrant = wish.plan().exposure(2 * quota);
        if (bytes == wish.plan().geometry().volumeSize()) {
            return texts.text("fact.exposure.all", formats.size(bytes));
        }
        return texts.text("fact.exposure.value", formats.size(bytes), formats.size(withGrant));
    }

    /** Both estimates, as milliseconds or seconds. */
    private String span(Span span) {
        return span.high() < SECOND
                ? texts.text("plan.milliseconds", Math.round(span.low()), Math.round(span.high()))
                : texts.text("plan.seconds", decimal(span.low() / SECOND), decimal(span.high() / SECOND));
    }

    private String decimal(double value) {
        NumberFormat format = NumberFormat.getInstance(texts.locale());
        format.setMaximumFractionDigits(1);
        return format.format(value);
    }
}
