package org.keymeter.gui.words;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The console's own files, as they are written. */
final class Sources {
    static final Path JAVA = Path.of("src/main/java");
    static final Path RESOURCES = Path.of("src/main/resources");

    private Sources() {}

    /** Relative to the root, in order. */
    static List<Path> files(Path root, String ending) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .map(root::relativize)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path root, Path file) {
        try {
            return Files.readString(root.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param found takes each file and each match in it */
    static void search(Path root, String ending, Pattern pattern, BiConsumer<Path, Matcher> found) {
        for (Path file : files(root, ending)) {
            Matcher matcher = pattern.matcher(read(root, file));
            while (matcher.find()) {
                found.accept(file, matcher);
            }
        }
    }

    /** Texts by key. */
    static Map<String, String> bundle(Path file) {
        Set<String> twice = new HashSet<>();
        Properties properties = new Properties() {
            private static final long serialVersionUID = 1;

            @Override
            public synchronized Object put(Object key, Object value) {
                if (containsKey(key)) {
                    twice.add((String) key);
                }
                return super.put(key, value);
            }
        };
        try (Reader in = Files.newBufferedReader(RESOURCES.resolve(file))) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!twice.isEmpty()) {
            throw new AssertionError(file + " has twice: " + twice);
        }
        Map<String, String> texts = new TreeMap<>();
        properties.forEach((key, text) -> texts.put((String) key, (String) text));
        return texts;
    }
}
