package org.keymeter.gui.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.keymeter.card.CardException;
import org.keymeter.card.Count;
import org.keymeter.gui.words.LibraryStrings.Found;
import org.keymeter.simulator.SimulatedReader;
import org.keymeter.volume.VolumeException;

class LibraryWordsTest {
    private static final String PART = String.valueOf(LibraryStrings.PART);
    private static final Pattern LETTERS = Pattern.compile("[A-Za-z]{2}");
    private static final Pattern WORDS = Pattern.compile("[A-Za-z\u0001] [a-zA-Z\u0001]|[a-z)]\\.$");

    /** Mistakes of a programmer, and what goes to a log or a thread's name. */
    private static final Set<String> NOT_SHOWN = Set.of(
            "IllegalArgumentException",
            "IllegalStateException",
            "InvalidKeyException",
            "AssertionError",
            "Thread",
            "ImageMismatchException",
            "Footprint");

    /** Methods that make such exceptions of their text, and those whose text is no English. */
    private static final Set<String> NOT_SHOWN_BY = Set.of(
            "BatchShape.demand",
            "SiliconMethod.unexpected",
            "String.startsWith",
            "String.contains",
            "Pattern.compile",
            "Path.resolve");

    /**
     * Whole classes without a word for a person: the simulator's inside, mends of jCardSim, the names that X.509 has for
     * things, sizes and what is for debugging.
     */
    private static final Pattern SILENT = Pattern.compile(
            "simulator/silicon/.*|simulator/ImageRestorer|com/licel/.*|card/grant/ExtensionWords|volume/ByteSize"
                    + "|simulator/AppletInstallation|card/apdu/(Command|Response)Apdu");

    /** Names of commands, of PEM objects and of files, and what stands in such. */
    private static final Pattern NAME = Pattern.compile(
            "[A-Z: 0-9]+(%04X)?|PSO: .*|INTERNAL AUTHENTICATE \\(\\w+\\)|-----BEGIN .*|keymeter \u0001|Keymeter volume\n"
                    + "|Library/Application Support/Keymeter|Keymeter-Pin: 1\n.*",
            Pattern.DOTALL);

    private static Stream<Found> shown() {
        return Stream.of(CardException.class, VolumeException.class, SimulatedReader.class)
                .flatMap(module -> LibraryStrings.of(module).stream())
                .filter(found -> !NOT_SHOWN.contains(found.made()))
                .filter(found -> !NOT_SHOWN_BY.contains(found.next()))
                .filter(found -> !SILENT.matcher(found.type()).matches())
                .filter(found -> !NAME.matcher(found.text()).matches());
    }

    @Test
    void everySentenceOfTheLibraryHasGerman() {
        Coverage coverage = new Coverage();
        List<String> missing = shown().filter(
                        found -> LETTERS.matcher(found.text()).find()
                                && WORDS.matcher(found.text()).find())
                .filter(found -> !coverage.has(found.text()))
                .map(found -> found.type() + ": " + found.text().replace(PART, "{}"))
                .distinct()
                .toList();
        assertTrue(missing.isEmpty(), () -> "library.txt lacks:\n" + String.join("\n", missing));
    }

    @Test
    void everyCountedNounHasGerman() {
        LibraryWords german = new LibraryWords(Language.GERMAN);
        List<String> nouns = shown().filter(found -> found.next().equals("Count.of"))
                .map(Found::text)
                .distinct()
                .toList();
        assertTrue(nouns.contains("use"), nouns::toString);
        for (String noun : nouns) {
            for (long number : new long[] {0, 1, 2}) {
                String count = Count.of(number, noun);
                assertTrue(german.knows(noun.equals("try") ? count + " left" : count), count);
            }
        }
    }

    @Test
    void everyTranslationIsOfASentenceThatTheLibraryHas() {
        Set<String> texts = Stream.of(CardException.class, VolumeException.class, SimulatedReader.class)
                .flatMap(module -> LibraryStrings.of(module).stream())
                .map(found -> found.text().replaceAll("%(0?\\d)?[XdsT]", PART))
                .collect(Collectors.toCollection(HashSet::new));
        List<String> stale = Phrase.all().stream()
                .map(Phrase::library)
                .filter(library -> !Coverage.isMade(library, texts))
                .toList();
        assertTrue(stale.isEmpty(), () -> "no class says:\n" + String.join("\n", stale));
    }

    @Test
    void translationsHaveTheGapsOfTheirSentence() {
        Set<String> seen = new HashSet<>();
        for (Phrase phrase : Phrase.all()) {
            assertTrue(seen.add(phrase.library()), () -> "twice: " + phrase.library());
            Set<Sentence.Gap> gaps = Set.copyOf(new Sentence(phrase.library()).gaps());
            assertEquals(gaps.size(), new Sentence(phrase.library()).gaps().size(), phrase.library());
            for (String translation : List.of(phrase.english(), phrase.german())) {
                assertFalse(translation.isBlank(), phrase.library());
                assertEquals(gaps, Set.copyOf(new Sentence(translation).gaps()), phrase.library());
            }
        }
    }

    @Test
    void theConsoleNamesNoCommandLine() {
        Pattern commandLine = Pattern.compile("keymeter [a-z]|volume [a-z]+'| --[a-z]|\\(--");
        for (Phrase phrase : Phrase.all()) {
            assertFalse(commandLine.matcher(phrase.english()).find(), phrase::english);
            assertFalse(commandLine.matcher(phrase.german()).find(), phrase::german);
        }
    }

    @Test
    void germanHasItsOwnPunctuation() {
        for (Phrase phrase : Phrase.all()) {
            assertFalse(phrase.german().matches(".*['\"].*"), phrase::german);
            assertEquals(
                    phrase.library().endsWith("."),
                    phrase.german().endsWith("."),
                    () -> "full stop: " + phrase.german());
        }
    }

    @Test
    void germanHoldsNoEnglish() {
        for (Phrase phrase : Phrase.all()) {
            German.requireNoEnglish(phrase.german());
        }
    }

    @Test
    void aSentenceIsNeverTakenForAnother() {
        LibraryWords german = new LibraryWords(Language.GERMAN);
        BiFunction<Sentence.Kind, Integer, String> parameter =
                (kind, number) -> kind == Sentence.Kind.NUMBER ? "4" + number : "Q" + number;
        for (Phrase phrase : Phrase.all()) {
            assertEquals(
                    new Sentence(phrase.german()).fill(parameter),
                    german.translate(new Sentence(phrase.library()).fill(parameter)));
        }
    }

    @Test
    void hostileParametersAreCarriedOverAndNothingElseHappens() {
        LibraryWords german = new LibraryWords(Language.GERMAN);
        for (String label : List.of(
                "{0}",
                "<1>",
                "[0]",
                "{1} exists already.",
                "user PIN",
                "' was initialised again; its new fingerprint is ",
                "$1 \\ %s",
                "The card was reset.",
                "\u202e",
                "\n# de: x")) {
            String said =
                    german.translate("The card '" + label + "' was initialised again; its new fingerprint is 00ff.");
            assertTrue(said.startsWith("Die Karte „") && said.endsWith("00ff."), said);
            assertTrue(said.contains(label.strip()) || label.startsWith("'"), said);
        }
    }

    @Test
    void longTextsTakeNoLongerThanTheirLength() {
        LibraryWords german = new LibraryWords(Language.GERMAN);
        String label = "' is no subkey table, (on card ".repeat(20_000);
        String unknown = "The card '" + label + "x";
        assertEquals(unknown, german.translate(unknown));
        assertEquals(label + " gibt es schon.", german.translate(label + " exists already."));
    }

    @Test
    void englishIsTheLibrarysUnlessItNamesAPage() {
        LibraryWords english = new LibraryWords(Language.ENGLISH);
        assertEquals("Insert the card.", english.translate("Insert the card."));
        assertEquals(
                "Let the user read and acknowledge the log on the page Audit.",
                english.translate("Let the user read and acknowledge the log ('keymeter audit ack')."));
        assertEquals("Something else entirely.", english.translate("Something else entirely."));
    }
}
