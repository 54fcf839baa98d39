package org.keymeter.gui.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The texts of all packages: complete in both languages, well-formed, and every one of them used. */
class BundlesTest {
    private static final String ENGLISH = "messages.properties";
    private static final String GERMAN = "messages_de.properties";
    private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d+)");
    private static final Pattern LITERAL = Pattern.compile("\"([a-zA-Z0-9.-]+)\"");
    private static final Pattern FXML_KEY = Pattern.compile("\"%([^\"]+)\"");
    private static final Pattern TEXT_CALL =
            Pattern.compile("[tT]exts(?:\\(\\))?\\s*\\.text\\(\\s*\"([^\"]+)\"\\s*[,)]");

    /** A button that any page may have. */
    private static final String FOR_ALL = "action.open";

    private final List<String> faults = new ArrayList<>();

    /** English and German by the package's folder. */
    private record Pair(Map<String, String> english, Map<String, String> german) {}

    private static Map<Path, Pair> pairs() {
        Map<Path, Pair> pairs = new TreeMap<>();
        for (Path file : Sources.files(Sources.RESOURCES, ENGLISH)) {
            pairs.put(file.getParent(), new Pair(Sources.bundle(file), Sources.bundle(file.resolveSibling(GERMAN))));
        }
        assertTrue(pairs.size() >= 5, pairs::toString);
        assertEquals(pairs.size(), Sources.files(Sources.RESOURCES, GERMAN).size());
        return pairs;
    }

    private void require(boolean holds, String fault) {
        if (!holds) {
            faults.add(fault);
        }
    }

    private void report() {
        assertTrue(faults.isEmpty(), () -> String.join("\n", faults));
    }

    @Test
    void bothLanguagesHaveTheSameTexts() {
        pairs().forEach((place, pair) -> {
            Set<String> onlyOne = new TreeSet<>(pair.english().keySet());
            onlyOne.addAll(pair.german().keySet());
            onlyOne.removeIf(
                    key -> pair.english().containsKey(key) && pair.german().containsKey(key));
            require(onlyOne.isEmpty(), place + " has in one language only: " + onlyOne);
        });
        report();
    }

    @Test
    void noTextIsEmptyAndTheirArgumentsAreTheSame() {
        pairs().forEach((place, pair) -> pair.english().forEach((key, english) -> {
            String german = pair.german().getOrDefault(key, "");
            require(!english.isBlank() && !german.isBlank(), place + ": " + key + " is empty");
            require(
                    arguments(english).equals(arguments(german)),
                    place + ": " + key + " has other arguments in German");
        }));
        report();
    }

    private static Set<String> arguments(String text) {
        return ARGUMENT.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toSet());
    }

    @Test
    void everyTextCanBeFormatted() {
        pairs().forEach((place, pair) -> {
            pair.english().forEach((key, text) -> requireFormat(place + ": " + key, text, Locale.ENGLISH));
            pair.german().forEach((key, text) -> requireFormat(place + ": " + key + " (German)", text, Locale.GERMAN));
        });
        report();
    }

    private void requireFormat(String what, String text, Locale locale) {
        require(!text.replace("''", "").contains("'"), what + " has a single ', which formatting takes for a quote");
        try {
            String said = new MessageFormat(text, locale)
                    .format(new Object[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, new StringBuffer(), null)
                    .toString();
            require(!ARGUMENT.matcher(said).find(), what + " keeps an argument's place: " + said);
        } catch (IllegalArgumentException e) {
            faults.add(what + " is no format: " + e.getMessage());
        }
    }

    @Test
    void textsOfFxmlExistAndTakeNoArguments() {
        Map<Path, Pair> pairs = pairs();
        Pair shared = pairs.get(Path.of("org/keymeter/gui/words"));
        Sources.search(Sources.RESOURCES, ".fxml", FXML_KEY, (file, found) -> {
            Pair own = pairs.getOrDefault(file.getParent(), shared);
            String key = found.group(1);
            Pair holder = own.english().containsKey(key) ? own : shared;
            String english = holder.english().get(key);
            require(english != null, file + " names a text that is none: " + key);
            String both = english + holder.german().get(key);
            require(!both.contains("{"), file + ": nobody gives arguments to " + key + " = " + both);
        });
        report();
    }

    @Test
    void textsThatJavaNamesExist() {
        Set<String> keys = new HashSet<>();
        pairs().values().forEach(pair -> keys.addAll(pair.english().keySet()));
        Sources.search(
                Sources.JAVA,
                ".java",
                TEXT_CALL,
                (file, found) -> require(keys.contains(found.group(1)), file + " names no text: " + found.group(1)));
        report();
    }

    @Test
    void noTextIsThereForNobody() {
        Set<String> named = new HashSet<>();
        named.add(FOR_ALL);
        Sources.search(Sources.JAVA, ".java", LITERAL, (file, found) -> named.add(found.group(1)));
        Sources.search(Sources.RESOURCES, ".fxml", FXML_KEY, (file, found) -> named.add(found.group(1)));
        pairs().forEach((place, pair) ->
                pair.english().keySet().forEach(key -> require(isNamed(key, named), place + ": nobody uses " + key)));
        report();
    }

    /** Whether the key stands somewhere, or its beginning with a dot behind it, or its parts, to be put together. */
    private static boolean isNamed(String key, Set<String> named) {
        if (named.contains(key)) {
            return true;
        }
        for (int dot = key.indexOf('.'); dot > 0; dot = key.indexOf('.', dot + 1)) {
            String start = key.substring(0, dot);
            String end = key.substring(dot);
            boolean isEndNamed = named.contains(end) || named.contains(end.substring(1));
            if (named.contains(start + ".") || isEndNamed && isNamed(start, named)) {
                return true;
            }
        }
        return false;
    }
}
