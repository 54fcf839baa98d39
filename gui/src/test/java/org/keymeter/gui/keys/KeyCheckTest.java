package org.keymeter.gui.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.keymeter.card.ByteString;
import org.keymeter.card.KeyInfo;
import org.keymeter.card.Policy;
import org.keymeter.gui.words.Language;

class KeyCheckTest {
    private static final ByteString CA = ByteString.ofHex("11".repeat(32));
    private static final KeyDraft GOOD =
            new KeyDraft("laptop", "200", "200", "50", "1,000", "10", 1, true, List.of(CA));

    private final KeyCheck check = new KeyCheck(Language.ENGLISH.texts(KeyCheck.class));

    @Test
    void aGoodDraftIsAKey() {
        KeyCheck.NewKey key = check.judge(GOOD, List.of()).key(" laptop ").orElseThrow();
        assertEquals("laptop", key.label());
        assertEquals(200, key.initialUses());
        assertEquals(new Policy(true, 1, 200, 50, 1000, 10, List.of(CA)), key.policy());
    }

    @Test
    void blankLimitsAreNone() {
        KeyDraft draft = new KeyDraft("k", "1", "0", " ", "", "1", 0, false, List.of(CA));
        Policy policy = check.judge(draft, List.of()).policy().orElseThrow();
        assertEquals(0, policy.burst());
        assertEquals(0, policy.lifetime());
    }

    @Test
    void theNameIsLookedAt() {
        assertEquals("Give the key a name.", label(" "));
        assertTrue(label("ä".repeat(17)).startsWith("These are 34 bytes; a card takes 32."));
        assertTrue(label("a\u202Eb").startsWith("This holds characters"));
        assertEquals("A key on this card has this name already.", label("taken"));
        assertTrue(check.judge(labelled(""), List.of()).policy().isPresent());
    }

    private String label(String label) {
        Map<KeyField, String> problems =
                check.judge(labelled(label), List.of(key("taken"))).problems();
        assertEquals(1, problems.size());
        return problems.get(KeyField.LABEL);
    }

    @Test
    void numbersAreLookedAt() {
        assertEquals("A whole number of uses, please.", problem(KeyField.CEILING, "x", "0", "", "", "1"));
        assertEquals("1 to 2,147,483,647.", problem(KeyField.CEILING, "0", "0", "", "", "1"));
        assertEquals("1 to 2,147,483,647.", problem(KeyField.CEILING, "2147483648", "0", "", "", "1"));
        assertEquals("At most the ceiling, 200.", problem(KeyField.INITIAL_USES, "200", "201", "", "", "1"));
        assertEquals("A whole number of uses, please.", problem(KeyField.INITIAL_USES, "200", "", "", "", "1"));
        assertEquals("0 to 32,767.", problem(KeyField.BURST, "200", "0", "32768", "", "1"));
        assertEquals("0 to 4,294,967,295.", problem(KeyField.LIFETIME, "200", "0", "", "4294967296", "1"));
        assertEquals("1 to 32,767.", problem(KeyField.LEASE, "200", "0", "", "", "0"));
        assertEquals("At most the ceiling, 200.", problem(KeyField.LEASE, "200", "0", "", "", "201"));
    }

    private String problem(
            KeyField field, String ceiling, String initial, String burst, String lifetime, String lease) {
        KeyDraft draft = new KeyDraft("k", ceiling, initial, burst, lifetime, lease, 0, true, List.of(CA));
        KeyCheck.Verdict verdict = check.judge(draft, List.of());
        assertEquals(1, verdict.problems().size(), verdict.problems()::toString);
        assertTrue(verdict.policy().isEmpty());
        assertTrue(verdict.key("k").isEmpty());
        return verdict.problems().get(field);
    }

    @Test
    void whatDoesNotFitTogetherIsSaid() {
        KeyDraft burst = new KeyDraft("k", "200", "200", "5", "", "1", 0, false, List.of(CA));
        assertTrue(check.judge(burst, List.of()).problems().get(KeyField.BURST).contains("needs the PIN"));
        KeyDraft never = new KeyDraft("k", "200", "0", "", "", "1", 0, true, List.of());
        assertTrue(check.judge(never, List.of())
                .problems()
                .get(KeyField.INITIAL_USES)
                .contains("could never open"));
    }

    @Test
    void numbersAreReadAsTheLanguageWritesThem() {
        Counts english = new Counts(Locale.ENGLISH);
        Counts german = new Counts(Locale.GERMAN);
        assertEquals(OptionalLong.of(5000), english.read(" 5,000 "));
        assertEquals(OptionalLong.of(5000), german.read("5.000"));
        assertEquals(OptionalLong.of(5000), german.read("5000"));
        for (String wrong : List.of("5.000", "1.5", "50,00", "-1", "1e3", "", "9".repeat(19))) {
            assertEquals(OptionalLong.empty(), english.read(wrong), wrong);
        }
        assertEquals(OptionalLong.empty(), german.read("1.5"));
        assertEquals("5.000", german.write(5000));
    }

    private static KeyDraft labelled(String label) {
        return new KeyDraft(label, "200", "200", "", "", "1", 0, true, List.of(CA));
    }

    private static KeyInfo key(String label) {
        ByteString identity = ByteString.ofHex("00".repeat(16));
        return new KeyInfo(
                0, identity, 1, false, false, 1, 0, 0, 0, OptionalInt.empty(), Policy.of(1, List.of()), label);
    }
}
