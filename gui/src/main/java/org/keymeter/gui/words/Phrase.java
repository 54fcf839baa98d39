package org.keymeter.gui.words;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A sentence of the library, and what the console makes of it.
 *
 * @param library as the library says it, with gaps as {@link Sentence} has them
 * @param english likewise; mostly the same
 * @param german likewise
 */
record Phrase(String library, String english, String german) {
    private static final String RESOURCE = "library.txt";
    private static final String ENGLISH = "en: ";
    private static final String GERMAN = "de: ";

    String in(Language language) {
        return language.equals(Language.GERMAN) ? german : english;
    }

    /** All that {@code library.txt} has: blocks of lines, parted by empty lines and comments. */
    static List<Phrase> all() {
        List<Phrase> phrases = new ArrayList<>();
        String library = null;
        String english = null;
        for (String line : lines()) {
            if (line.isEmpty() || line.startsWith("#")) {
                library = null;
            } else if (library == null) {
                library = line;
                english = line;
            } else if (line.startsWith(ENGLISH)) {
                english = line.substring(ENGLISH.length());
            } else if (line.startsWith(GERMAN)) {
                phrases.add(new Phrase(library, english, line.substring(GERMAN.length())));
            } else {
                throw new IllegalStateException(RESOURCE + " has neither English nor German in: " + line);
            }
        }
        return phrases;
    }

    private static List<String> lines() {
        try (InputStream in = Phrase.class.getResourceAsStream(RESOURCE)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
