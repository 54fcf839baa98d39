package org.keymeter.gui.words;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Whether texts of compiled classes and sentences of {@code library.txt} are the same. */
final class Coverage {
    private static final String GAP = "\\{\\d}|\\[\\d]|<\\d,?>";
    private static final String PART = String.valueOf(LibraryStrings.PART);
    private static final String FORMATTED = "%(0?\\d)?[XdsT]";

    private final List<String> sentences = new ArrayList<>();

    Coverage() {
        for (Phrase phrase : Phrase.all()) {
            sentences.add(phrase.library().replaceAll(GAP, PART));
        }
    }

    /**
     * @param text a constant or a recipe: a whole sentence, or a part of some. What the recipe leaves open may be written
     *     out in {@code library.txt}.
     */
    boolean has(String text) {
        String recipe = text.replaceAll(FORMATTED, PART);
        if (!recipe.contains(PART) && recipe.endsWith(".")) {
            return sentences.contains(recipe);
        }
        boolean isPart = recipe.matches("(?s)[ ;].*|.* |[a-z('].*[^.]");
        return sentences.stream().anyMatch(sentence -> isMade(recipe, sentence, isPart));
    }

    /** Whether one of these texts says the sentence, or at least a third of it, the rest being put in. */
    static boolean isMade(String library, Collection<String> texts) {
        String sentence = library.replaceAll(GAP, PART);
        return texts.contains(sentence)
                || texts.stream()
                        .anyMatch(text -> 3 * letters(text) > letters(sentence) && isMade(text, sentence, true));
    }

    private static long letters(String text) {
        return text.chars().filter(Character::isLetter).count();
    }

    /** Whether all that the recipe says stands in the sentence, in order and, for a whole one, from start to end. */
    private static boolean isMade(String recipe, String sentence, boolean isPart) {
        String[] literals = recipe.split(PART, -1);
        int position = 0;
        for (int i = 0; i < literals.length; i++) {
            boolean isLast = i == literals.length - 1;
            int at = isLast && !isPart
                    ? sentence.length() - literals[i].length()
                    : sentence.indexOf(literals[i], position);
            boolean isAtWrongPlace =
                    !isPart && (i == 0 && at != 0 || !sentence.startsWith(literals[i], Math.max(at, 0)));
            if (at < position || isAtWrongPlace) {
                return false;
            }
            position = at + literals[i].length();
        }
        return true;
    }
}
