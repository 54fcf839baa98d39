package org.keymeter.gui.refill;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.stream.Collectors;
import org.keymeter.card.AnchorInfo;
import org.keymeter.card.ByteString;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.grant.DistinguishedName;
import org.keymeter.card.grant.Grant;
import org.keymeter.card.grant.Redemption;
import org.keymeter.gui.readers.CardSnapshot;
import org.keymeter.gui.words.Texts;

/** Says in words what a refill does. */
final class RefillWords {
    /** Headings of docs/CA-RECIPES.md, which is in English. */
    static final String RECIPE = "Each time: a grant";

    static final String RECIPE_FEWER = "Fewer uses than were asked for";

    private final Texts texts;
    private final DateTimeFormatter moment;

    /** @param zone in which times are shown */
    RefillWords(Texts texts, ZoneId zone) {
        this.texts = texts;
        moment = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(texts.locale())
                .withZone(zone);
    }

    /** "archive: 3 of 10 uses left". */
    String key(KeyInfo key) {
        return texts.text(
                "key.choice", key.label(), key.remaining(), key.policy().ceiling());
    }

    /** What a grant of so many uses would make of the key. */
    String effect(KeyInfo key, long uses) {
        if (!key.policy().isRefillable()) {
            return texts.text("ask.never");
        }
        String effect = texts.text("ask.effect", uses, key.remaining());
        return uses > key.remaining() ? effect : effect + " " + texts.text("ask.effect.less");
    }

    String made(KeptRequest request, KeyInfo key) {
        return texts.text(
                "request.made", request.request().terms().uses(), key.label(), moment.format(request.madeAt()));
    }

    /** Whose grants the key takes, one a line. */
    String approvers(CardSnapshot card, KeyInfo key) {
        return key.policy().anchors().stream()
                .map(anchor -> approver(card.anchors(), anchor))
                .collect(Collectors.joining("\n"));
    }

    private String approver(List<AnchorInfo> anchors, ByteString fingerprint) {
        return anchors.stream()
                .filter(anchor -> anchor.spkiHash().equals(fingerprint))
                .map(anchor -> DistinguishedName.describe(anchor.subject().toByteArray()))
                .findFirst()
                .orElseGet(() -> texts.text(
                        "request.approver.missing", fingerprint.toGroups().substring(0, 19)));
    }

    String steps() {
        return texts.text("request.steps", RECIPE, RECIPE_FEWER);
    }

    /** What a grant gives, and who gave it. */
    String grant(Redemption redemption) {
        Grant grant = redemption.grant();
        String name = redemption.key().map(KeyInfo::label).orElse("?");
        String key =
                redemption.key().isPresent() ? texts.text("answer.for.key", name) : texts.text("answer.for.nobody");
        return texts.text(
                "answer.grant",
                grant.terms().uses(),
                key,
                grant.issuer(),
                moment.format(Instant.parse(grant.notBefore().toString())),
                moment.format(Instant.parse(grant.notAfter().toString())),
                redemption.intermediates());
    }

    String outcome(KeyInfo key, long uses) {
        return texts.text("answer.outcome", key.label(), key.remaining(), uses);
    }

    String redeemed(Redeemed done) {
        return texts.text(
                "answer.redeemed",
                done.before().label(),
                done.remaining(),
                done.before().remaining());
    }
}
