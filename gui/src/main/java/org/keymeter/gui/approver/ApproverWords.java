package org.keymeter.gui.approver;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import org.keymeter.card.grant.CardStatement;
import org.keymeter.card.grant.GrantTerms;
import org.keymeter.gui.controls.Remark.Weight;
import org.keymeter.gui.words.LibraryWords;
import org.keymeter.gui.words.Texts;

/** Says in words what an approver has to know. */
final class ApproverWords {
    private static final int FINDINGS_SHOWN = 3;

    private final Texts texts;
    private final LibraryWords library;
    private final DateTimeFormatter moment;

    /** A sentence, and how much attention it wants. */
    record Words(Weight weight, String text) {}

    /** A name and a value. */
    record Fact(String caption, String value) {}

    /**
     * @param library for what the library says
     * @param zone in which times are shown
     */
    ApproverWords(Texts texts, LibraryWords library, ZoneId zone) {
        this.library = library;
        this.texts = texts;
        moment = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(texts.locale())
                .withZone(zone);
    }

    String moment(Instant when) {
        return moment.format(when);
    }

    String asked(Assessment request) {
        return texts.text("incoming.asked", request.request().terms().uses());
    }

    /** Who asks, and what speaks against it. */
    List<Words> remarks(Assessment request) {
        List<Words> remarks = new ArrayList<>();
        if (request.card().isPresent()) {
            remarks.add(new Words(
                    Weight.PLAIN,
                    texts.text("incoming.known", request.card().get().label())));
        } else {
            remarks.add(new Words(Weight.STOP, texts.text("incoming.unknown")));
        }
        for (String extra : request.request().extras()) {
            remarks.add(new Words(Weight.STOP, texts.text("incoming.extra", library.translate(extra))));
        }
        request.nearby().ifPresent(nearby -> remarks.add(new Words(Weight.CAUTION, nearby(nearby))));
        return remarks;
    }

    private String nearby(Assessment.Nearby nearby) {
        return nearby instanceof Assessment.Nearby.PluggedIn here
                ? texts.text("incoming.plugged", here.reader())
                : texts.text("incoming.trusted", ((Assessment.Nearby.Trusted) nearby).label());
    }

    /** What the card says of itself. */
    List<Fact> facts(Assessment request) {
        GrantTerms terms = request.request().terms();
        CardStatement card = request.request().statement();
        List<Fact> facts = new ArrayList<>();
        facts.add(fact("left", card.remaining(), card.openLease()));
        facts.add(fact("spent", card.spentInGeneration(), card.spentEver()));
        facts.add(fact("refused", card.wrongPins(), card.refusedGrants(), card.refusedBlobs()));
        facts.add(fact("log", card.sequence(), card.chain().toGroups().substring(0, 19)));
        facts.add(fact("device", terms.deviceId().toGroups(), terms.instance()));
        facts.add(fact("metered", terms.keyIdentity().toGroups(), terms.generation()));
        facts.add(
                request.last().isPresent()
                        ? fact(
                                "last",
                                request.last().get().granted(),
                                moment(request.last().get().when()))
                        : fact("first"));
        return facts;
    }

    private Fact fact(String what, Object... values) {
        return new Fact(texts.text("fact." + what), texts.text("fact." + what + ".value", values));
    }

    Words log(LogVerdict verdict) {
        if (verdict instanceof LogVerdict.Verified good) {
            return new Words(Weight.PLAIN, texts.text("log.verified", good.sequence(), good.later()));
        } else if (verdict instanceof LogVerdict.TooShort old) {
            return new Words(Weight.STOP, texts.text("log.short", old.last(), old.sequence()));
        } else if (verdict instanceof LogVerdict.Differs other) {
            return new Words(Weight.STOP, texts.text("log.differs", other.sequence()));
        } else if (verdict instanceof LogVerdict.Wrong wrong) {
            return new Words(
                    Weight.STOP, texts.text("log.wrong", wrong.findings().size()));
        }
        return new Words(Weight.CAUTION, texts.text("log.none"));
    }

    /** The first of what is wrong with a log. */
    List<String> findings(LogVerdict.Wrong wrong) {
        return wrong.findings().stream()
                .limit(FINDINGS_SHOWN)
                .map(finding -> library.translate(finding.words()))
                .toList();
    }

    String granted(JournalEntry entry) {
        return texts.text("decision.granted", entry.granted(), entry.card(), entry.ca(), entry.days(), entry.serial());
    }

    String journalLog(JournalEntry entry) {
        return texts.text(entry.isLogVerified() ? "journal.log.verified" : "journal.log.none");
    }
}
