package org.keymeter.gui.trust;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import org.keymeter.card.AnchorInfo;
import org.keymeter.card.grant.CaCertificate;
import org.keymeter.card.grant.CardDate;
import org.keymeter.gui.words.Language;
import org.keymeter.gui.words.Texts;

/** What there is to say of a CA. */
final class CaWords {
    private final Texts texts;
    private final ZoneId zone;
    private final DateTimeFormatter dates;

    /** @param zone in which dates are given */
    CaWords(Language language, ZoneId zone) {
        this.zone = zone;
        texts = language.texts(CaWords.class);
        dates = DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(texts.locale());
    }

    static Instant instant(CardDate date) {
        return Instant.parse(date.toString());
    }

    String kind(AnchorInfo.Kind kind) {
        return texts.text("ca.kind." + kind);
    }

    String validity(CaCertificate ca) {
        return texts.text("ca.validity", date(ca.notBefore()), date(ca.notAfter()));
    }

    String concern(CaConcern concern, CaCertificate ca) {
        return texts.text(concern.key(), kind(ca.kind()), date(ca.notBefore()), date(ca.notAfter()));
    }

    /** @param utc as a card has it */
    String date(LocalDateTime utc) {
        return dates.format(utc.atZone(ZoneOffset.UTC).withZoneSameInstant(zone));
    }

    private String date(CardDate date) {
        return dates.format(instant(date).atZone(zone));
    }
}
