package org.keymeter.gui.words;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.regex.Pattern;

/** Tells German from English. */
final class German {
    /** Words that hardly an English sentence does without, and no German one has. */
    private static final Pattern ENGLISH = Pattern.compile(
            "\\b(the|is|are|of|and|not|it|its|card|key|with|has|have|or|by|for|to|be|from|this|that|no|uses?)\\b",
            Pattern.CASE_INSENSITIVE);

    private German() {}

    /** @param said what the console makes of the English */
    static void require(String english, String said) {
        if (!english.isEmpty()) {
            assertNotEquals(english, said);
            requireNoEnglish(said);
        }
    }

    static void requireNoEnglish(String said) {
        assertFalse(ENGLISH.matcher(said).find(), () -> "still English: " + said);
    }
}
