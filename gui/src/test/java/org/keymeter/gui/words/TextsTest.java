package org.keymeter.gui.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;
import org.keymeter.gui.frame.PageKind;

class TextsTest {
    private final Texts texts = Language.ENGLISH.texts(Texts.class);

    @Test
    void fxmlGetsTextsAsPeopleReadThem() {
        ResourceBundle bundle = texts.bundle();
        assertTrue(bundle.containsKey("problem.unexpected.remedy"));
        assertEquals(
                "Look at the card's state before you go on, and report this.",
                bundle.getString("problem.unexpected.remedy"));
        assertFalse(bundle.containsKey("there.is.no.such"));
    }

    @Test
    void packagesShareTheTextsOfThisOne() {
        Texts own = Language.GERMAN.texts(PageKind.class);
        assertEquals("Abbrechen", own.text("action.cancel"));
        assertEquals("Abbrechen", own.bundle().getString("action.cancel"));
        assertEquals("Vertrauen", own.text("page.trust"));
    }

    /** The library's sentences name pages by the titles that they have. */
    @Test
    void pagesAreNamedAsTheyAre() {
        for (Language language : Language.ALL) {
            Texts frame = language.texts(PageKind.class);
            LibraryWords words = new LibraryWords(language);
            assertNames(words, "Ask for at most the ceiling ('keymeter key show').", frame.text("page.keys"));
            assertNames(words, "Make a new request ('keymeter grant request').", frame.text("page.refill"));
            assertNames(
                    words,
                    "Let the admin read and acknowledge the log ('keymeter audit ack').",
                    frame.text("page.audit"));
            assertNames(
                    words,
                    "Give the whole chain with --chain, or import the CA ('keymeter trust import').",
                    frame.text("page.trust"));
            assertNames(
                    words,
                    "Set a new user PIN with the admin PIN ('keymeter pin unblock'): uses of its keys fall to zero.",
                    frame.text("page.card"));
        }
    }

    private static void assertNames(LibraryWords words, String english, String page) {
        String said = words.translate(english);
        assertTrue(said.matches(".*(page " + page + "\\b|Seite „" + page + "“).*"), said);
    }
}
