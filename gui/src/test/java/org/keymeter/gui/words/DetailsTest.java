package org.keymeter.gui.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.keymeter.card.TransportException;
import org.keymeter.card.file.InvalidFileException;

/** What may be copied from a problem holds no secret, whatever an exception was made to say. */
class DetailsTest {
    private static final String PIN = "geheim-4711";
    private static final String APDU = "0020008108" + "31323334353637380a".repeat(10);
    private static final String KEY = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj".repeat(3);

    private final Problems problems = new Problems(Language.ENGLISH);

    private void assertMasked(Throwable thrown) {
        Problem problem = problems.of(thrown);
        for (String text :
                List.of(problem.happened(), problem.cause(), problem.remedy(), problem.code(), problem.details())) {
            for (String secret : List.of(PIN, APDU, KEY)) {
                assertFalse(text.contains(secret.substring(0, Math.min(40, secret.length()))), text);
            }
        }
    }

    @Test
    void messagesOfOthersAreNotKept() {
        for (String secret : List.of(PIN, APDU, KEY)) {
            assertMasked(new NumberFormatException("For input string: \"" + secret + "\""));
            assertMasked(new IllegalStateException("sent " + secret, new IllegalArgumentException(secret)));
            assertMasked(new IOException("unexpected content: " + secret));
            assertMasked(new TransportException(TransportException.Problem.FAILED, new IOException(secret)));
            assertMasked(new FileSystemException("/home/x/card", null, secret));
        }
    }

    @Test
    void bulkIsCutOutEvenOfOurOwnMessages() {
        assertMasked(new InvalidFileException("This is no grant request: " + APDU + " " + KEY));
        String spaced = "31 ".repeat(100);
        assertFalse(problems.of(new InvalidFileException("Not this: " + spaced))
                .details()
                .contains(spaced.strip()));
    }

    @Test
    void whatHelpsIsKept() {
        Exception cause =
                new IllegalArgumentException("sun.security.smartcardio.PCSCException: SCARD_E_SHARING_VIOLATION");
        String details = problems.of(new TransportException(TransportException.Problem.CARD_IN_USE, cause))
                .details();
        assertTrue(details.startsWith("KM-T5\n"), details);
        assertTrue(details.contains("TransportException: Another program has the card for itself."), details);
        assertTrue(details.contains("IllegalArgumentException: SCARD_E_SHARING_VIOLATION"), details);
        assertTrue(details.contains("\n  at org.keymeter.gui.words.DetailsTest.whatHelpsIsKept("), details);

        String fingerprint = "0123 4567 89ab cdef ".repeat(4);
        assertTrue(problems.of(new InvalidFileException("Its key is " + fingerprint + "."))
                .details()
                .contains(fingerprint));
        assertTrue(
                problems.of(new FileSystemException("/home/x/card")).details().contains("/home/x/card"));
    }

    @Test
    void causesInACircleEnd() {
        Exception first = new IllegalStateException();
        Exception second = new IllegalStateException(first);
        first.initCause(second);
        assertEquals("KM-L9", problems.of(first).code());
    }

    @Test
    void controlCharactersAreShownAsSuch() {
        assertFalse(problems.of(new InvalidFileException("a\u202eb\u001b[31m"))
                .details()
                .matches("(?s).*[\u202e\u001b].*"));
    }
}
