package org.keymeter.gui.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.keymeter.card.ByteString;
import org.keymeter.card.Policy;
import org.keymeter.gui.words.Language;

class PolicyWordsTest {
    private static final ByteString FIRST = ByteString.ofHex("11".repeat(32));
    private static final ByteString SECOND = ByteString.ofHex("22".repeat(32));
    private static final Map<ByteString, String> NAMES = Map.of(FIRST, "CN=Approvals", SECOND, "CN=Spare");

    private final PolicyWords words = new PolicyWords(Language.ENGLISH);
    private final PolicyWords german = new PolicyWords(Language.GERMAN);

    @Test
    void saysWhatAStolenLaptopOpens() {
        Policy policy = PolicyPreset.LAPTOP.policy(List.of(FIRST));
        assertEquals(
                "A stolen, unlocked laptop, or any computer that is taken over, can open at most 200 parts, 3.1 GiB;"
                        + " 400 if a grant lies unredeemed.",
                words.exposure(policy, 0).text());
        assertEquals(
                "Ein gestohlener, entsperrter Laptop oder jeder übernommene Rechner kann höchstens 200 Teile öffnen,"
                        + " 3,1 GiB; 400, wenn eine Genehmigung uneingelöst bereitliegt.",
                german.exposure(policy, 0).text());
    }

    @Test
    void thePartsAreAsLargeAsTheStoreHasThem() {
        PolicyWords large = new PolicyWords(Language.ENGLISH, 1L << 30);
        assertTrue(
                large.exposure(Policy.of(1_500, List.of(FIRST)), 0).text().contains("1,500 parts, 1.5 TiB; 3,000 if"));
    }

    @Test
    void theLifetimeBoundsWhatGrantsBring() {
        Policy policy = Policy.of(200, List.of(FIRST)).withLifetime(300);
        assertTrue(words.exposure(policy, 0).text().contains("200 parts, 3.1 GiB; 300 if"));
        assertTrue(all(policy).contains("at most 300 parts, 4.7 GiB. No grant lifts"));
        assertTrue(words.exposure(policy.withLifetime(1), 0).text().contains("at most 1 part, 16 MiB; 1 if"));
    }

    @Test
    void aKeyThatNobodyRefillsOpensWhatItHas() {
        Policy policy = Policy.of(200, List.of());
        assertTrue(words.exposure(policy, 30).text().contains("at most 30 parts, 480 MiB: all that"));
        assertTrue(all(policy).contains("can never be refilled"));
        assertTrue(all(policy).contains("the admin is as trusted as the user"));
        assertFalse(all(policy).contains("new user PIN, the uses fall to zero"));
        assertFalse(all(policy.withPinRequired(false)).contains("the admin is as trusted"));
    }

    @Test
    void withoutAPinTheCardIsEnough() {
        PolicySentence sentence = words.exposure(Policy.of(5, List.of(FIRST)).withPinRequired(false), 0);
        assertTrue(
                sentence.text().startsWith("Anybody who holds the card can open up to 5 parts, 80 MiB, without a PIN"));
        assertEquals(PolicySentence.Weight.CAUTION, sentence.weight());
    }

    @Test
    void saysWhatTheBurstProtectsAndWhatALeaseCosts() {
        Policy policy = Policy.of(200, List.of(FIRST)).withBurst(50).withLease(64);
        assertTrue(all(policy).contains("opens at most 50 parts, 800 MiB. That protects a session left open"));
        assertTrue(all(policy).contains("loses up to 63 uses"));
        assertTrue(all(policy.withLease(2)).contains("loses up to 1 use."));
        assertTrue(all(policy.withLease(1)).contains("at most the uses of the command under way"));
        assertFalse(all(policy.withBurst(0)).contains("session left open"));
    }

    @Test
    void saysWhoRefillsIt() {
        assertTrue(all(Policy.of(1, List.of(FIRST, SECOND))).contains("Refilled by: CN=Approvals; CN=Spare."));
        assertTrue(all(Policy.of(1, List.of(FIRST))).contains("Only one CA can refill it"));
        ByteString gone = ByteString.ofHex("33".repeat(32));
        assertTrue(all(Policy.of(1, List.of(FIRST, gone))).contains("One of its CAs is not on the card"));
        assertTrue(all(Policy.of(1, List.of(gone))).contains("nobody can refill it now"));
        assertTrue(all(Policy.of(1, List.of(FIRST))).contains("Only the CA itself signs"));
        assertTrue(all(Policy.of(1, List.of(FIRST)).withIntermediates(1)).contains("One CA below it"));
        assertTrue(all(Policy.of(1, List.of(FIRST)).withIntermediates(2)).contains("Up to 2 CAs"));
    }

    @Test
    void theHighestCountsAreReadable() {
        Policy policy = Policy.of(Integer.MAX_VALUE, List.of(FIRST)).withLifetime(0xFFFFFFFFL);
        assertTrue(all(policy).contains("2,147,483,647 parts, 32 PiB; 4,294,967,294 if"));
    }

    @ParameterizedTest
    @EnumSource(PolicyPreset.class)
    void everyPresetIsAPolicyInBothLanguages(PolicyPreset preset) {
        Policy policy = preset.policy(List.of(FIRST, SECOND));
        assertTrue(preset.initialUses(policy.anchors()) <= policy.ceiling());
        assertEquals(policy.ceiling(), preset.initialUses(List.of()));
        assertTrue(policy.isPinRequired());
        assertTrue(policy.burst() == 0 || policy.lease() <= policy.burst());
        assertEquals(
                words.sentences(policy, 0, NAMES).size(),
                german.sentences(policy, 0, NAMES).size());
        for (Language language : Language.ALL) {
            assertTrue(language.texts(PolicyPreset.class).has(preset.key()));
            assertTrue(language.texts(PolicyPreset.class).has(preset.key() + ".text"));
        }
    }

    private String all(Policy policy) {
        return words.sentences(policy, 0, NAMES).stream()
                .map(PolicySentence::text)
                .collect(Collectors.joining("\n"));
    }
}
