package org.keymeter.cli;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** A word that was mistyped. */
record Spelling(String word) {
    /** The candidate that the fewest slips of the finger separate from the word, if they are few. */
    Optional<String> closest(Stream<String> candidates) {
        return candidates
                .filter(candidate ->
                        distance(candidate) <= Math.max(1, Math.min(word.length(), candidate.length()) / 3))
                .min(Comparator.comparingInt(this::distance));
    }

    /** Letters inserted, left out, replaced, or swapped with their neighbour. */
    private int distance(String other) {
        int[][] slips = new int[word.length() + 1][other.length() + 1];
        for (int i = 0; i <= word.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                slips[i][j] = i == 0 || j == 0 ? i + j : slips(other, slips, i, j);
            }
        }
        return slips[word.length()][other.length()];
    }

    private int slips(String other, int[][] before, int i, int j) {
        int replaced = before[i - 1][j - 1] + (word.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        int fewest = Math.min(replaced, Math.min(before[i - 1][j], before[i][j - 1]) + 1);
        boolean isSwapped = i > 1
                && j > 1
                && word.charAt(i - 1) == other.charAt(j - 2)
                && word.charAt(i - 2) == other.charAt(j - 1);
        return isSwapped ? Math.min(fewest, before[i - 2][j - 2] + 1) : fewest;
    }
}
