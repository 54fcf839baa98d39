package org.keymeter.gui.keys;

import java.util.ArrayList;
import java.util.List;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.Policy;
import org.keymeter.card.file.PrintableText;
import org.keymeter.gui.words.Texts;

/** How a key stands and what its policy says, field by field. */
final class KeyWords {
    private static final double FEW = 0.25;

    private final Texts texts;

    KeyWords(Texts texts) {
        this.texts = texts;
    }

    /**
     * A fact about a key.
     *
     * @param term what the card calls it
     */
    record Fact(String caption, String value, String term) {}

    static String label(KeyInfo key) {
        return PrintableText.of(key.label());
    }

    String uses(KeyInfo key) {
        return texts.text("key.uses", key.remaining(), key.policy().ceiling());
    }

    /** Of the ceiling, from 0 to 1. */
    static double left(KeyInfo key) {
        return Math.min(1, (double) key.remaining() / key.policy().ceiling());
    }

    /** Style class that says how much the uses left want attention. */
    static String level(KeyInfo key) {
        if (key.remaining() == 0) {
            return "level-stop";
        }
        return left(key) <= FEW ? "level-soon" : "level-calm";
    }

    List<Fact> state(KeyInfo key) {
        List<Fact> facts = new ArrayList<>();
        boolean isOldThere = key.hasOldGeneration();
        facts.add(fact(
                "generation", texts.text(isOldThere ? "key.generation.old" : "key.generation.one", key.generation())));
        facts.add(fact("request", texts.text(key.isRequestPending() ? "key.request.pending" : "key.request.none")));
        facts.add(fact("spent", texts.text("key.spent.value", key.spentInGeneration(), key.spentEver())));
        if (key.policy().lifetime() > 0) {
            facts.add(fact("life-left", uses(Math.max(0, key.policy().lifetime() - key.spentEver()))));
        }
        return facts;
    }

    List<Fact> policy(Policy policy) {
        return List.of(
                fact("ceiling", uses(policy.ceiling())),
                fact("pin", texts.text(policy.isPinRequired() ? "key.pin.yes" : "key.pin.no")),
                fact("burst", limit(policy.burst())),
                fact("lifetime", limit(policy.lifetime())),
                fact("lease", uses(policy.lease())),
                fact("intermediates", texts.text("key.intermediates.value", policy.intermediates())));
    }

    private String limit(long uses) {
        return uses == 0 ? texts.text("key.unlimited") : uses(uses);
    }

    private String uses(long count) {
        return texts.text("count.use", count);
    }

    private Fact fact(String name, String value) {
        return new Fact(texts.text("key." + name), value, texts.text("key." + name + ".term"));
    }
}
