package org.keymeter.gui.keys;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.Policy;
import org.keymeter.card.file.PrintableText;
import org.keymeter.gui.words.Texts;
import org.keymeter.protocol.Limit;

/** Says field by field what is wrong with a draft, and makes a key of one in which nothing is. */
final class KeyCheck {
    private static final long LIFETIME_MAXIMUM = 0xFFFFFFFFL;

    private final Texts texts;
    private final Counts counts;

    KeyCheck(Texts texts) {
        this.texts = texts;
        counts = new Counts(texts.locale());
    }

    /** What is to be created. */
    record NewKey(String label, long initialUses, Policy policy) {}

    /**
     * @param problems a sentence for each field in which something is wrong
     * @param policy what the card would be told, whatever the label is; empty if a number is wrong
     * @param initialUses with it
     */
    record Verdict(Map<KeyField, String> problems, Optional<Policy> policy, long initialUses) {
        Optional<NewKey> key(String label) {
            return problems.isEmpty()
                    ? policy.map(fixed -> new NewKey(label.strip(), initialUses, fixed))
                    : Optional.empty();
        }
    }

    /** @param present the keys on the card */
    Verdict judge(KeyDraft draft, List<KeyInfo> present) {
        Reading reading = new Reading();
        long ceiling = reading.number(KeyField.CEILING, draft.ceiling(), 1, Integer.MAX_VALUE);
        long initial = reading.number(KeyField.INITIAL_USES, draft.initialUses(), 0, Integer.MAX_VALUE);
        long burst = reading.limit(KeyField.BURST, draft.burst(), Short.MAX_VALUE);
        long lifetime = reading.limit(KeyField.LIFETIME, draft.lifetime(), LIFETIME_MAXIMUM);
        long lease = reading.number(KeyField.LEASE, draft.lease(), 1, Short.MAX_VALUE);
        if (burst > 0 && !draft.isPinRequired()) {
            reading.add(KeyField.BURST, "check.burst.pin");
        }
        boolean isBounded = !reading.problems.containsKey(KeyField.CEILING);
        if (isBounded && initial > ceiling) {
            reading.add(KeyField.INITIAL_USES, "check.initial.ceiling", ceiling);
        } else if (initial == 0 && draft.anchors().isEmpty()) {
            reading.add(KeyField.INITIAL_USES, "check.initial.never");
        }
        if (isBounded && lease > ceiling) {
            reading.add(KeyField.LEASE, "check.lease.ceiling", ceiling);
        }
        Optional<Policy> policy = reading.problems.isEmpty()
                ? Optional.of(new Policy(
                        draft.isPinRequired(),
                        draft.intermediates(),
                        ceiling,
                        (int) burst,
                        lifetime,
                        (int) lease,
                        draft.anchors()))
                : Optional.empty();
        checkLabel(draft.label().strip(), present, reading);
        return new Verdict(reading.problems, policy, initial);
    }

    private static void checkLabel(String label, List<KeyInfo> present, Reading reading) {
        int length = label.getBytes(StandardCharsets.UTF_8).length;
        if (length == 0) {
            reading.add(KeyField.LABEL, "check.label.none");
        } else if (length > Limit.LABEL_MAXIMUM) {
            reading.add(KeyField.LABEL, "check.label.long", length, (int) Limit.LABEL_MAXIMUM);
        } else if (!PrintableText.of(label).equals(label)) {
            reading.add(KeyField.LABEL, "check.label.unprintable");
        } else if (present.stream().anyMatch(key -> key.label().equals(label))) {
            reading.add(KeyField.LABEL, "check.label.taken");
        }
    }

    private final class Reading {
        private final Map<KeyField, String> problems = new EnumMap<>(KeyField.class);

        /** The first thing that is wrong in a field is what is said. */
        private void add(KeyField field, String key, Object... arguments) {
            problems.putIfAbsent(field, texts.text(key, arguments));
        }

        private long limit(KeyField field, String text, long maximum) {
            return text.isBlank() ? 0 : number(field, text, 0, maximum);
        }

        /** What to go on with if there is no such number: the least. */
        private long number(KeyField field, String text, long minimum, long maximum) {
            OptionalLong number = counts.read(text);
            if (number.isEmpty()) {
                add(field, "check.number");
            } else if (number.getAsLong() < minimum || number.getAsLong() > maximum) {
                add(field, "check.range", minimum, maximum);
            } else {
                return number.getAsLong();
            }
            return minimum;
        }
    }
}
