package org.keymeter.applet.subset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SubsetTest {
    private static final Path MODULE_CLASSES = Path.of("target", "classes");
    private static final String MODULE_PACKAGE = "org.keymeter.applet";

    static List<Snippet> snippets() throws IOException {
        return Snippet.readAll();
    }

    @Test
    void allVerdictsAreThere() throws IOException {
        assertEquals(174, Snippet.readAll().size());
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void agreesWithTheConverter(Snippet snippet, @TempDir Path output) throws IOException {
        Compilation.compile(snippet.files(), snippet.release(), output);
        Set<String> objections = lint("t", Compilation.classFiles(output.resolve("t")), output.resolve("t"));
        assertEquals(snippet.converts(), objections.isEmpty(), objections::toString);
    }

    @Test
    void appletKeepsToTheSubset() throws IOException {
        Path folder = MODULE_CLASSES.resolve(MODULE_PACKAGE.replace('.', '/'));
        List<Path> classes = Compilation.classFiles(MODULE_CLASSES);
        assertFalse(classes.isEmpty(), "no class to check in " + MODULE_CLASSES.toAbsolutePath());
        for (Path file : classes) {
            assertEquals(folder, file.getParent(), "a class outside the one package of the applet");
        }
        assertEquals(Set.of(), lint(MODULE_PACKAGE, classes, folder));
    }

    /** Objections to those of the class files that lie in the package's own folder. */
    private static Set<String> lint(String ownPackage, List<Path> classes, Path folder) throws IOException {
        SubsetLint lint = new SubsetLint(ownPackage, Compilation.newestClassFile());
        for (Path file : classes) {
            if (file.getParent().equals(folder)) {
                lint.check(Files.readAllBytes(file));
            }
        }
        return lint.objections();
    }
}
