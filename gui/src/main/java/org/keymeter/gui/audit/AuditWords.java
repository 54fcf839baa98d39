package org.keymeter.gui.audit;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.keymeter.card.ByteString;
import org.keymeter.card.audit.AuditDetail;
import org.keymeter.card.audit.AuditEvent;
import org.keymeter.card.audit.AuditRecord;
import org.keymeter.gui.audit.export.RowWords;
import org.keymeter.gui.history.AuditFilter;
import org.keymeter.gui.history.Gap;
import org.keymeter.gui.words.Language;
import org.keymeter.gui.words.LibraryWords;
import org.keymeter.gui.words.Texts;
import org.keymeter.gui.words.Times;
import org.keymeter.protocol.Code;
import org.keymeter.protocol.Limit;

/** Records in the user's language, and with the names of keys. Immutable; any thread may ask. */
final class AuditWords implements RowWords {
    private static final int USER_PIN = Byte.toUnsignedInt(Code.USER_PIN);
    private static final int ADMIN_PIN = Byte.toUnsignedInt(Code.ADMIN_PIN);

    private final Texts texts;
    private final Map<ByteString, String> keys;
    private final Map<AuditEvent, String> events = new EnumMap<>(AuditEvent.class);
    private final Times times;
    private final DateTimeFormatter brief;
    private final DateTimeFormatter timeOfZone;

    /**
     * @param library of that language
     * @param keys what they are called, by identity
     */
    AuditWords(Language language, LibraryWords library, ZoneId zone, Map<ByteString, String> keys) {
        texts = language.texts(AuditWords.class);
        this.keys = Map.copyOf(keys);
        for (AuditEvent event : AuditEvent.values()) {
            events.put(event, capital(library.translate(event.words())));
        }
        times = new Times(language, zone);
        brief = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.SHORT)
                .withLocale(texts.locale())
                .withZone(zone);
        timeOfZone = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss xxx", Locale.ROOT)
                .withZone(zone);
    }

    private static String capital(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    Texts texts() {
        return texts;
    }

    String event(AuditEvent event) {
        return events.get(event);
    }

    @Override
    public String event(AuditRecord record) {
        return record.event()
                .map(events::get)
                .orElseGet(() -> texts.text("event.unknown", String.format("%02X", record.eventCode())));
    }

    @Override
    public String about(AuditRecord record) {
        AuditDetail detail = record.typedDetail();
        if (record.slot() == USER_PIN) {
            return texts.text("pin.user.capital");
        } else if (record.slot() == ADMIN_PIN) {
            return texts.text("pin.admin.capital");
        } else if (record.slot() >= Limit.KEY_SLOTS) {
            return "";
        } else if (detail instanceof AuditDetail.Anchor) {
            return texts.text("about.ca", record.slot());
        }
        String label = keys.get(key(detail));
        return label == null ? texts.text("about.slot", record.slot()) : texts.text("about.key", label, record.slot());
    }

    /** The identity of the key that it is about; empty bytes: it is about none. */
    private static ByteString key(AuditDetail detail) {
        Object key = detail.fields().get("key");
        return key == null ? ByteString.EMPTY : ByteString.ofHex(key.toString());
    }

    @Override
    public String detail(AuditRecord record) {
        AuditDetail detail = record.typedDetail();
        if (detail instanceof AuditDetail.UsesMoved moved) {
            return texts.text("detail.moved", moved.amount(), moved.remaining(), moved.spentEver());
        } else if (detail instanceof AuditDetail.Redeemed redeemed) {
            return texts.text(
                    "detail.redeemed",
                    redeemed.remaining(),
                    redeemed.before(),
                    redeemed.anchorHash().toGroups());
        } else if (detail instanceof AuditDetail.KeyCreated created) {
            return texts.text("detail.created", created.initialUses(), created.ceiling());
        } else if (detail instanceof AuditDetail.KeyState state) {
            return texts.text("detail.state", state.remaining(), state.spentEver());
        } else if (detail instanceof AuditDetail.Rewrapped rewrapped) {
            return texts.text("detail.rewrapped", rewrapped.blobs());
        } else if (detail instanceof AuditDetail.Acknowledged acknowledged) {
            return texts.text("detail.acknowledged", acknowledged.sequence());
        }
        return rare(detail);
    }

    private String rare(AuditDetail detail) {
        if (detail instanceof AuditDetail.Initialization initialization) {
            return initialization.isFirst()
                    ? texts.text("detail.first")
                    : texts.text("detail.again", initialization.oldHead().toGroups());
        } else if (detail instanceof AuditDetail.UsesDropped dropped) {
            return texts.text(
                    "detail.dropped",
                    dropped.bySlot().stream().mapToLong(Long::longValue).sum());
        } else if (detail instanceof AuditDetail.Anchor anchor) {
            return anchor.spkiHash().toGroups();
        }
        return detail instanceof AuditDetail.Unknown unknown ? unknown.bytes().toHex() : "";
    }

    String result(AuditRecord record) {
        return record.result().isDone()
                ? texts.text("result.done")
                : texts.text("result.other", record.result().toString());
    }

    @Override
    public String gap(Gap gap) {
        return texts.text("gap.sentence", gap.first(), gap.sequence());
    }

    /** For a narrow column. */
    String briefTime(Instant instant) {
        return brief.format(instant);
    }

    /** Without the zone, for the window. */
    String shortTime(Instant instant) {
        return times.instant(instant);
    }

    @Override
    public String time(Instant instant) {
        return timeOfZone.format(instant);
    }

    /** What somebody typed, with what the table says in this language. */
    AuditFilter.Text search(String typed) {
        String wanted = typed.strip().toLowerCase(texts.locale());
        Set<AuditEvent> named = EnumSet.noneOf(AuditEvent.class);
        Set<Integer> slots = new HashSet<>();
        if (!wanted.isEmpty()) {
            events.forEach((event, words) -> {
                if (holds(words, wanted)) {
                    named.add(event);
                }
            });
            for (int slot = 0; slot < Limit.KEY_SLOTS; slot++) {
                if (holds(texts.text("about.slot", slot), wanted) || holds(texts.text("about.ca", slot), wanted)) {
                    slots.add(slot);
                }
            }
            addPin("pin.user.capital", USER_PIN, wanted, slots);
            addPin("pin.admin.capital", ADMIN_PIN, wanted, slots);
        }
        return new AuditFilter.Text(typed.strip(), named, slots);
    }

    private void addPin(String words, int reference, String wanted, Set<Integer> slots) {
        if (holds(texts.text(words), wanted)) {
            slots.add(reference);
        }
    }

    private boolean holds(String words, String wanted) {
        return words.toLowerCase(texts.locale()).contains(wanted);
    }
}
