package org.keymeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tests that docs/SECURITY.md rests on are there, and every promise has some. */
class SecurityDocumentTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern CITED = Pattern.compile("`(\\w+Test)(?:#(\\w+))?`");
    private static final int PROMISES = 8;

    @Test
    void citesTestsThatExist() throws IOException {
        Map<String, String> sources = testSources();
        List<String> missing = new ArrayList<>();
        int cited = 0;
        for (Matcher test = CITED.matcher(document()); test.find(); cited++) {
            String source = sources.getOrDefault(test.group(1), "");
            if (!source.contains(test.group(2) == null ? "class " + test.group(1) : "void " + test.group(2) + "(")) {
                missing.add(test.group());
            }
        }
        assertEquals(List.of(), missing);
        assertTrue(cited > PROMISES, cited + " tests cited");
    }

    @Test
    void namesTestsForEveryPromise() throws IOException {
        String document = document();
        for (int promise = 1; promise <= PROMISES; promise++) {
            int begin = document.indexOf("### P" + promise + " ");
            assertTrue(begin > 0, "P" + promise + " is not there");
            int next = document.indexOf("\n#", begin);
            assertTrue(CITED.matcher(document.substring(begin, next)).find(), "P" + promise + " has no test");
        }
    }

    private static String document() throws IOException {
        return Files.readString(ROOT.resolve("docs/SECURITY.md"));
    }

    /** By the name of the class; two classes of one name are one here. */
    private static Map<String, String> testSources() throws IOException {
        Map<String, String> sources = new HashMap<>();
        for (String module : List.of("applet", "card-protocol", "simulator", "volume", "cli", "gui")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
                files.filter(file -> file.toString().endsWith("Test.java")).forEach(file -> add(sources, file));
            }
        }
        return sources;
    }

    private static void add(Map<String, String> sources, Path file) {
        String name = file.getFileName().toString().replace(".java", "");
        try {
            sources.merge(name, Files.readString(file), String::concat);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
