package org.keymeter.gui.overview;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.keymeter.card.CardException;
import org.keymeter.card.CardState;
import org.keymeter.card.PublicStatus;
import org.keymeter.gui.readers.CardView;
import org.keymeter.gui.words.Texts;

/** Says in words what is known of a card. */
final class Pages {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final ZoneId zone;
    private final Texts texts;
    private final Figures figures;

    /** @param zone in which times are shown */
    Pages(ZoneId zone, Texts texts) {
        this.zone = zone;
        this.texts = texts;
        figures = new Figures(texts);
    }

    Page noReader() {
        return empty("mdomz-usb", "reader");
    }

    /** @param simulated whether it would be a simulated card */
    Page of(CardView card, boolean simulated) {
        if (card instanceof CardView.Reported reported) {
            return report(reported, Optional.empty());
        }
        if (card instanceof CardView.Failed failed) {
            Page.Notice trouble = notice(failed.problem());
            return failed.last()
                    .<Page>map(last -> report(last, Optional.of(trouble)))
                    .orElse(trouble);
        }
        if (card instanceof CardView.Reading) {
            return empty("mdoal-credit_card", "reading");
        }
        return simulated ? empty("mdomz-memory", "simulated") : empty("mdoal-credit_card", "card");
    }

    private Page empty(String icon, String what) {
        return new Page.Notice(
                icon, texts.text("empty." + what + ".title"), texts.text("empty." + what + ".text"), Optional.empty());
    }

    private Page.Notice notice(CardException problem) {
        return new Page.Notice(
                "mdoal-error_outline",
                problem.happened(),
                texts.text("problem.text", problem.likelyCause(), problem.remedy()),
                Optional.of(problem.code()));
    }

    private Page.Report report(CardView.Reported reported, Optional<Page.Notice> trouble) {
        PublicStatus status = reported.status();
        return new Page.Report(
                figures.of(status),
                status.details().map(PublicStatus.Details::meters).orElse(List.of()).stream()
                        .map(figures::gauge)
                        .collect(Collectors.toList()),
                texts.text("status.as-of", TIME.format(reported.at().atZone(zone))),
                trouble,
                hint(status));
    }

    private Optional<String> hint(PublicStatus status) {
        if (status.state() == CardState.INSTALLED) {
            return Optional.of(texts.text("hint.initialize"));
        }
        if (status.details().isEmpty()) {
            return Optional.of(texts.text("hint.reserved"));
        }
        boolean noKey = status.details().get().meters().isEmpty();
        return noKey ? Optional.of(texts.text("hint.key")) : Optional.empty();
    }
}
