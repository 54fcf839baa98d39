package org.keymeter.gui.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sentence with gaps: {0} for anything, [0] for a number, &lt;0&gt; for words, &lt;0,&gt; for several of them parted by
 * commas. Text is taken apart at what stands between the gaps, in one pass over it and without a regular expression:
 * whoever chose a parameter cannot make that slow.
 */
final class Sentence {
    private static final Pattern GAP = Pattern.compile("\\{(\\d)}|\\[(\\d)]|<(\\d)>|<(\\d),>");

    /** One more than there are gaps. */
    private final List<String> literals = new ArrayList<>();

    private final List<Gap> gaps = new ArrayList<>();

    /** In the order of the groups of {@link #GAP}. */
    enum Kind {
        DATA,
        NUMBER,
        WORDS,
        LIST
    }

    /** @param number which of the parameters, 0 to 9 */
    record Gap(Kind kind, int number) {}

    /** @throws IllegalArgumentException if nothing stands between two gaps */
    Sentence(String pattern) {
        Matcher found = GAP.matcher(pattern);
        int start = 0;
        while (found.find()) {
            if (found.start() == start && start > 0) {
                throw new IllegalArgumentException("nothing stands between two gaps of: " + pattern);
            }
            literals.add(pattern.substring(start, found.start()));
            gaps.add(gap(found));
            start = found.end();
        }
        literals.add(pattern.substring(start));
    }

    private static Gap gap(Matcher found) {
        int group = 1;
        while (found.group(group) == null) {
            group++;
        }
        return new Gap(Kind.values()[group - 1], Integer.parseInt(found.group(group)));
    }

    List<Gap> gaps() {
        return gaps;
    }

    /** How many characters a text must have to be this sentence: the more, the surer that it is. */
    int certainty() {
        return literals.stream().mapToInt(String::length).sum();
    }

    /** The parameters by number, if the text is this sentence; none is empty. */
    Optional<Map<Integer, String>> match(String text) {
        String last = literals.get(gaps.size());
        int end = text.length() - last.length();
        int position = literals.get(0).length();
        if (gaps.isEmpty() ? !text.equals(last) : position >= end) {
            return Optional.empty();
        }
        if (!text.startsWith(literals.get(0)) || !text.endsWith(last)) {
            return Optional.empty();
        }
        Map<Integer, String> parameters = new TreeMap<>();
        for (int i = 0; i < gaps.size(); i++) {
            int stop = i == gaps.size() - 1 ? end : text.indexOf(literals.get(i + 1), position + 1);
            if (stop <= position || stop > end) {
                return Optional.empty();
            }
            String parameter = text.substring(position, stop);
            if (gaps.get(i).kind() == Kind.NUMBER && !isNumber(parameter)) {
                return Optional.empty();
            }
            parameters.put(gaps.get(i).number(), parameter);
            position = stop + literals.get(i + 1).length();
        }
        return Optional.of(parameters);
    }

    private static boolean isNumber(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** The sentence with its gaps filled, once and from left to right: a parameter is never read as a pattern. */
    String fill(BiFunction<Kind, Integer, String> parameter) {
        StringBuilder out = new StringBuilder(literals.get(0));
        for (int i = 0; i < gaps.size(); i++) {
            Gap gap = gaps.get(i);
            out.append(parameter.apply(gap.kind(), gap.number())).append(literals.get(i + 1));
        }
        return out.toString();
    }
}
