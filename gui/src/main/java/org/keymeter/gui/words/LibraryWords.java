package org.keymeter.gui.words;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the library says (of problems, audit events, grants), in the console's words and language. The library speaks
 * English; each of its sentences is the key to its translation, and stands with it in {@code library.txt}.
 */
public final class LibraryWords {
    /** Words in words in words. */
    private static final int DEPTH_MAXIMUM = 3;

    private final Map<String, String> whole = new HashMap<>();
    private final List<Entry> withGaps = new ArrayList<>();

    private record Entry(Sentence from, Sentence to) {}

    public LibraryWords(Language language) {
        for (Phrase phrase : Phrase.all()) {
            add(phrase.library(), phrase.in(language));
        }
        withGaps.sort(Comparator.comparingInt((Entry entry) -> entry.from().certainty())
                .reversed());
    }

    private void add(String library, String translation) {
        Sentence from = new Sentence(library);
        if (from.gaps().isEmpty()) {
            whole.put(library, translation);
        } else {
            withGaps.add(new Entry(from, new Sentence(translation)));
        }
    }

    /**
     * The text in the console's language, with its parameters as they are. Those that a stranger chose (a label, a
     * file's name) can at worst make it another sentence of the library; nothing of them is left out.
     *
     * @param english a text of the library; one that is none of its sentences is returned as it is
     */
    public String translate(String english) {
        return translate(english, DEPTH_MAXIMUM);
    }

    /** Whether the library has a sentence like that. */
    public boolean knows(String english) {
        return find(english, DEPTH_MAXIMUM).isPresent();
    }

    private String translate(String english, int depth) {
        return find(english, depth).orElse(english);
    }

    private Optional<String> find(String english, int depth) {
        String translation = whole.get(english);
        if (translation != null || depth == 0) {
            return Optional.ofNullable(translation);
        }
        for (Entry entry : withGaps) {
            Optional<Map<Integer, String>> parameters = entry.from().match(english);
            if (parameters.isPresent()) {
                return Optional.of(entry.to()
                        .fill((kind, number) -> parameter(kind, parameters.get().get(number), depth - 1)));
            }
        }
        return Optional.empty();
    }

    private String parameter(Sentence.Kind kind, String text, int depth) {
        return switch (kind) {
            case DATA, NUMBER -> text;
            case WORDS -> translate(text, depth);
            case LIST ->
                Arrays.stream(text.split(", "))
                        .map(words -> translate(words, depth))
                        .collect(Collectors.joining(", "));
        };
    }
}
