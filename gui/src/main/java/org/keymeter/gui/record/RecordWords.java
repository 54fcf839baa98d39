package org.keymeter.gui.record;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.keymeter.card.AnchorInfo;
import org.keymeter.card.CardOption;
import org.keymeter.card.DeviceIdentity;
import org.keymeter.card.DeviceInfo;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.Policy;
import org.keymeter.card.file.PrintableText;
import org.keymeter.card.grant.DistinguishedName;
import org.keymeter.gui.record.RecordSheet.Block;
import org.keymeter.gui.record.RecordSheet.Field;
import org.keymeter.gui.record.RecordSheet.Paragraph;
import org.keymeter.gui.record.RecordSheet.Part;
import org.keymeter.gui.record.RecordSheet.Section;
import org.keymeter.gui.record.RecordSheet.Warning;
import org.keymeter.gui.words.Texts;

/** Puts a card into the words of its record sheet. */
final class RecordWords {
    private static final String BLANK = "_".repeat(48);

    private final Texts texts;
    private final ZoneId zone;

    /** @param zone in which the date is given */
    RecordWords(Texts texts, ZoneId zone) {
        this.texts = texts;
        this.zone = zone;
    }

    RecordSheet of(CardRecord card) {
        DeviceInfo device = card.card().device();
        List<Section> sections = new ArrayList<>();
        sections.add(about(card));
        sections.add(new Section(
                texts.text("record.key.title"), deviceKey(card.card().identity())));
        sections.add(new Section(texts.text("record.approver.title"), approver(card)));
        sections.add(new Section(texts.text("record.keys.title"), keys(card)));
        sections.add(lost());
        return new RecordSheet(texts.text("record.title", PrintableText.of(device.label())), sections);
    }

    private Section about(CardRecord card) {
        DeviceInfo device = card.card().device();
        List<Part> parts = new ArrayList<>();
        if (card.isSimulated()) {
            parts.add(new Warning(texts.text("record.simulated")));
        }
        parts.add(field("label", PrintableText.of(device.label())));
        parts.add(field("device", device.deviceId().toGroups()));
        parts.add(field("instance", texts.text("record.instance.value", device.instance())));
        boolean isVerified = device.setup() == DeviceInfo.Setup.VERIFIED;
        parts.add(field("setup", texts.text(isVerified ? "record.setup.verified" : "record.setup.unverified")));
        boolean isForced = device.options().contains(CardOption.FORCED_AUDIT);
        boolean isAdmin = device.options().contains(CardOption.ADMIN_ACKNOWLEDGES);
        parts.add(field(
                "audit",
                texts.text(isForced ? "record.audit.forced" : "record.audit.ring")
                        + " "
                        + texts.text(isAdmin ? "record.audit.admin" : "record.audit.user")));
        DateTimeFormatter date = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                .withLocale(texts.locale());
        parts.add(field("date", date.format(card.card().at().atZone(zone))));
        return new Section(texts.text("record.about.title"), parts);
    }

    private List<Part> deviceKey(DeviceIdentity identity) {
        return List.of(
                new Paragraph(texts.text("record.key.text")),
                field("fingerprint", identity.deviceKey().toString()),
                new Block(identity.deviceKey().toPem().lines().collect(Collectors.toList())));
    }

    private List<Part> approver(CardRecord card) {
        List<Part> parts = new ArrayList<>();
        parts.add(field("approver", card.approver().map(PrintableText::of).orElse(BLANK)));
        List<AnchorInfo> anchors = card.card().anchors();
        if (anchors.isEmpty()) {
            parts.add(new Warning(texts.text("record.anchors.none")));
        }
        for (AnchorInfo anchor : anchors) {
            parts.add(field("anchor", name(anchor)));
            parts.add(field("anchor.fingerprint", anchor.spkiHash().toGroups()));
        }
        return parts;
    }

    private static String name(AnchorInfo anchor) {
        return DistinguishedName.describe(anchor.subject().toByteArray());
    }

    private List<Part> keys(CardRecord card) {
        List<Part> parts = new ArrayList<>();
        if (card.card().keys().isEmpty()) {
            parts.add(new Paragraph(texts.text("record.keys.none")));
        }
        for (KeyInfo key : card.card().keys()) {
            parts.add(new Field(
                    PrintableText.of(key.label()),
                    policy(key.policy(), card.card().anchors())));
        }
        return parts;
    }

    private String policy(Policy policy, List<AnchorInfo> anchors) {
        List<String> words = new ArrayList<>();
        words.add(texts.text("record.policy.ceiling", policy.ceiling()));
        words.add(texts.text(policy.isPinRequired() ? "record.policy.pin" : "record.policy.no-pin"));
        if (policy.burst() > 0) {
            words.add(texts.text("record.policy.burst", policy.burst()));
        }
        if (policy.lifetime() > 0) {
            words.add(texts.text("record.policy.lifetime", policy.lifetime()));
        }
        if (policy.lease() > 1) {
            words.add(texts.text("record.policy.lease", policy.lease()));
        }
        if (policy.isRefillable()) {
            String names = anchors.stream()
                    .filter(anchor -> policy.anchors().contains(anchor.spkiHash()))
                    .map(RecordWords::name)
                    .collect(Collectors.joining("; "));
            words.add(texts.text("record.policy.refill", names.isEmpty() ? "–" : names));
        } else {
            words.add(texts.text("record.policy.never"));
        }
        return String.join(" ", words);
    }

    private Section lost() {
        List<Part> parts = new ArrayList<>();
        parts.add(new Warning(texts.text("record.lost.card")));
        for (String what : List.of("user-pin", "admin-pin", "ca", "stolen")) {
            parts.add(new Field(texts.text("record.lost." + what), texts.text("record.lost." + what + ".text")));
        }
        return new Section(texts.text("record.lost.title"), parts);
    }

    private Field field(String name, String value) {
        return new Field(texts.text("record." + name), value);
    }
}
