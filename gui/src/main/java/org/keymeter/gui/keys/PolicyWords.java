package org.keymeter.gui.keys;

import static org.keymeter.gui.keys.PolicySentence.Weight.CAUTION;
import static org.keymeter.gui.keys.PolicySentence.Weight.PLAIN;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.keymeter.card.ByteString;
import org.keymeter.card.Policy;
import org.keymeter.gui.words.Formats;
import org.keymeter.gui.words.Language;
import org.keymeter.gui.words.Texts;

/** What a policy means, in sentences. A part is what one use opens: a segment of a volume. */
public final class PolicyWords {
    /** Bytes that one use opens, if nothing else is known. */
    public static final long USUAL_SEGMENT = 16L << 20;

    private final Texts texts;
    private final Formats formats;
    private final long segmentSize;

    /** @param segmentSize bytes that one use opens */
    public PolicyWords(Language language, long segmentSize) {
        texts = language.texts(PolicyWords.class);
        formats = new Formats(language);
        this.segmentSize = segmentSize;
    }

    public PolicyWords(Language language) {
        this(language, USUAL_SEGMENT);
    }

    /**
     * All there is to say, the most important first.
     *
     * @param held uses that the key has, or shall have to start with
     * @param names of CAs by the SHA-256 of their SPKI; those that the card does not have are missing
     */
    public List<PolicySentence> sentences(Policy policy, long held, Map<ByteString, String> names) {
        List<PolicySentence> sentences = new ArrayList<>();
        sentences.add(exposure(policy, held));
        if (policy.burst() > 0) {
            sentences.add(plain("policy.burst", policy.burst(), size(policy.burst())));
        }
        addRefill(policy, names, sentences);
        if (policy.lifetime() > 0 && (policy.isRefillable() || held > policy.lifetime())) {
            sentences.add(plain("policy.lifetime", policy.lifetime(), size(policy.lifetime())));
        }
        sentences.add(
                policy.lease() == 1
                        ? plain("policy.lease.one")
                        : plain("policy.lease", policy.lease(), policy.lease() - 1));
        if (policy.isEmptiedByPinReset()) {
            sentences.add(plain("policy.reset"));
        }
        return sentences;
    }

    /** What somebody can open who has the computer, or the card where it needs no PIN: the one sentence to know. */
    public PolicySentence exposure(Policy policy, long held) {
        String who = policy.isPinRequired() ? "policy.exposure.pin" : "policy.exposure.card";
        PolicySentence.Weight weight = policy.isPinRequired() ? PLAIN : CAUTION;
        if (!policy.isRefillable()) {
            long parts = withinLife(policy, held);
            return new PolicySentence(weight, texts.text(who + ".final", parts, size(parts)));
        }
        long parts = withinLife(policy, policy.ceiling());
        long withGrant = withinLife(policy, 2 * policy.ceiling());
        return new PolicySentence(weight, texts.text(who, parts, size(parts), withGrant));
    }

    private static long withinLife(Policy policy, long uses) {
        return policy.lifetime() == 0 ? uses : Math.min(uses, policy.lifetime());
    }

    private void addRefill(Policy policy, Map<ByteString, String> names, List<PolicySentence> sentences) {
        if (!policy.isRefillable()) {
            sentences.add(caution("policy.never"));
            if (policy.isPinRequired()) {
                sentences.add(caution("policy.never.admin"));
            }
            return;
        }
        List<String> present = policy.anchors().stream()
                .filter(names::containsKey)
                .map(names::get)
                .collect(Collectors.toList());
        int missing = policy.anchors().size() - present.size();
        if (present.isEmpty()) {
            sentences.add(caution("policy.refill.nobody"));
            return;
        }
        sentences.add(plain("policy.refill", String.join("; ", present)));
        if (missing > 0) {
            sentences.add(caution("policy.refill.missing", missing));
        } else if (present.size() == 1) {
            sentences.add(caution("policy.refill.one"));
        }
        sentences.add(plain("policy.intermediates", policy.intermediates()));
    }

    /** How much so many uses open, such as "3.1 GiB". */
    public String size(long uses) {
        return formats.size((double) uses * segmentSize);
    }

    private PolicySentence plain(String key, Object... arguments) {
        return new PolicySentence(PLAIN, texts.text(key, arguments));
    }

    private PolicySentence caution(String key, Object... arguments) {
        return new PolicySentence(CAUTION, texts.text(key, arguments));
    }
}
