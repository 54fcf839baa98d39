package org.keymeter.gui.overview;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.PublicStatus;
import org.keymeter.card.grant.CaCertificate;
import org.keymeter.gui.frame.PageKind;
import org.keymeter.gui.history.AuditEntry;
import org.keymeter.gui.history.Forecast;
import org.keymeter.gui.history.KnownCard;
import org.keymeter.gui.keys.PolicyWords;
import org.keymeter.gui.readers.CardSnapshot;
import org.keymeter.gui.readers.CardView;
import org.keymeter.gui.words.Language;
import org.keymeter.gui.words.LibraryWords;
import org.keymeter.gui.words.Texts;

/** Says in words what is known of a card: what it reports now, what it proved, what the history remembers. */
final class Overviews {
    private static final int FEW_LOG_SLOTS = 64;
    private static final Duration EXPIRES_SOON = Duration.ofDays(30);
    private static final int DAY_HOURS = 24;

    private final Texts texts;
    private final Figures figures;
    private final PolicyWords policies;
    private final DateTimeFormatter time;
    private final LibraryWords library;

    /** @param zone in which times are shown */
    Overviews(Language language, ZoneId zone) {
        texts = language.texts(Overviews.class);
        figures = new Figures(texts);
        policies = new PolicyWords(language);
        library = new LibraryWords(language);
        time = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(texts.locale())
                .withZone(zone);
    }

    /** @param snapshot what the card proved since it was inserted */
    Overview of(String reader, CardView.Reported now, Optional<CardSnapshot> snapshot, Facts facts, Instant moment) {
        List<KeyInfo> keys = snapshot.map(CardSnapshot::keys)
                .or(() -> facts.card().map(KnownCard::keys))
                .orElse(List.of());
        List<Overview.Warning> warnings = new ArrayList<>();
        List<Overview.Key> shown = new ArrayList<>();
        for (PublicStatus.Meter meter : meters(now, keys)) {
            Optional<KeyInfo> key =
                    keys.stream().filter(each -> each.slot() == meter.slot()).findFirst();
            shown.add(key(meter, key, facts));
            warnUses(meter, key, facts).ifPresent(warnings::add);
            key.filter(KeyInfo::hasOldGeneration)
                    .ifPresent(old ->
                            warnings.add(warning(Level.SOON, PageKind.ROTATION, "warning.generation", old.label())));
        }
        warnCard(now.status(), facts, moment, warnings);
        warnings.sort(Comparator.comparing(Overview.Warning::level).reversed());
        return new Overview(
                title(reader, snapshot, facts),
                source(now, snapshot, facts),
                snapshot.isPresent(),
                warnings,
                shown,
                figures.of(now.status()),
                facts.events().stream().map(this::event).toList());
    }

    /** As reported now; a card that keeps them to itself is shown as it was proven. */
    private static List<PublicStatus.Meter> meters(CardView.Reported now, List<KeyInfo> keys) {
        return now.status().details().map(PublicStatus.Details::meters).orElseGet(() -> keys.stream()
                .map(key -> new PublicStatus.Meter(
                        key.slot(), key.remaining(), key.policy().ceiling()))
                .toList());
    }

    private String title(String reader, Optional<CardSnapshot> snapshot, Facts facts) {
        return snapshot.map(card -> card.device().label())
                .or(() -> facts.card()
                        .map(card -> texts.text("title.probably", card.device().label())))
                .orElse(reader);
    }

    private String source(CardView.Reported now, Optional<CardSnapshot> snapshot, Facts facts) {
        String reported = time.format(now.at());
        if (snapshot.isPresent()) {
            return texts.text("source.proven", time.format(snapshot.get().at()), reported);
        }
        return facts.card()
                .map(card -> texts.text("source.remembered", reported, time.format(card.at())))
                .orElse(texts.text("source.reported", reported));
    }

    private Overview.Key key(PublicStatus.Meter meter, Optional<KeyInfo> key, Facts facts) {
        double left = meter.ceiling() == 0 ? 0 : Math.min(1, (double) meter.remaining() / meter.ceiling());
        Forecast forecast = facts.forecasts().get(meter.slot());
        return new Overview.Key(
                meter.slot(),
                key.map(KeyInfo::label).orElse(texts.text("key.slot", meter.slot())),
                texts.text("key.uses", meter.remaining(), meter.ceiling()),
                left,
                level(meter, key, facts),
                forecast == null ? texts.text("forecast.unknown") : forecast(forecast),
                texts.text("key.opens", policies.size(meter.remaining())),
                key.filter(each -> each.burstLeft().isPresent())
                        .map(each -> texts.text("key.burst", each.policy().burst())),
                key.map(each -> spent(each, meter)));
    }

    /** What was spent since the card proved it shows in the meter, as far as no grant came between. */
    private String spent(KeyInfo key, PublicStatus.Meter meter) {
        long since = Math.max(0, key.remaining() - meter.remaining());
        String words = key.remaining() == meter.remaining() ? "key.spent" : "key.spent.least";
        return texts.text(words, key.spentEver() + since);
    }

    private static Level level(PublicStatus.Meter meter, Optional<KeyInfo> key, Facts facts) {
        if (meter.remaining() == 0) {
            return Level.STOP;
        }
        long mark = facts.lowMark(key.map(KeyInfo::identity), meter.ceiling());
        return meter.remaining() <= mark ? Level.SOON : Level.CALM;
    }

    private String forecast(Forecast forecast) {
        long hours = forecast.left().toHours();
        return hours < 2 * DAY_HOURS
                ? texts.text("forecast.hours", Math.max(1, hours))
                : texts.text("forecast.days", forecast.left().toDays());
    }

    private Optional<Overview.Warning> warnUses(PublicStatus.Meter meter, Optional<KeyInfo> key, Facts facts) {
        String name = key.map(KeyInfo::label).orElse(texts.text("key.slot", meter.slot()));
        return switch (level(meter, key, facts)) {
            case CALM -> Optional.empty();
            case SOON -> Optional.of(warning(Level.SOON, PageKind.REFILL, "warning.low", name, meter.remaining()));
            case STOP -> Optional.of(warning(Level.STOP, PageKind.REFILL, "warning.spent", name));
        };
    }

    private void warnCard(PublicStatus status, Facts facts, Instant moment, List<Overview.Warning> warnings) {
        if (facts.alarms() > 0) {
            warnings.add(warning(Level.STOP, PageKind.AUDIT, "warning.alarm", facts.alarms()));
        }
        status.details().ifPresent(details -> {
            details.freeLogSlots().count().ifPresent(free -> {
                if (free < FEW_LOG_SLOTS) {
                    Level level = free == 0 ? Level.STOP : Level.SOON;
                    warnings.add(warning(level, PageKind.AUDIT, "warning.log", free));
                }
            });
            warnPin("user", details.userTriesLeft(), warnings);
            warnPin("admin", details.adminTriesLeft(), warnings);
        });
        for (CaCertificate certificate : facts.certificates().values()) {
            Instant end = certificate.notAfter().toInstant();
            if (end.isBefore(moment)) {
                warnings.add(warning(Level.SOON, PageKind.TRUST, "warning.expired", certificate.name()));
            } else if (end.isBefore(moment.plus(EXPIRES_SOON))) {
                long days = Duration.between(moment, end).toDays();
                warnings.add(warning(Level.SOON, PageKind.TRUST, "warning.expires", certificate.name(), days));
            }
        }
    }

    private void warnPin(String which, int left, List<Overview.Warning> warnings) {
        if (left <= 1) {
            Level level = left == 0 ? Level.STOP : Level.SOON;
            String key = left == 0 ? "warning.pin.blocked." : "warning.pin.last.";
            warnings.add(warning(level, PageKind.CARD, key + which));
        }
    }

    private Overview.Warning warning(Level level, PageKind page, String key, Object... arguments) {
        return new Overview.Warning(level, texts.text(key, arguments), Optional.of(page));
    }

    private Overview.Event event(AuditEntry entry) {
        String about = library.translate(entry.record().about());
        String what = library.translate(entry.record().what()) + (about.isEmpty() ? "" : ", " + about);
        return new Overview.Event(time.format(entry.firstRead()), what);
    }
}
