package org.keymeter.applet.subset;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javacard.framework.Applet;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles sources as the applet is compiled: with {@code -g}, against the Java Card API. */
final class Compilation {
    /** javac 20 no longer writes class files for Java 7; those of Java 8 are read by kits from 25.0 on. */
    private static final int OLDEST_RELEASE = Runtime.version().feature() < 20 ? 7 : 8;

    private static final String CARD_API = Path.of(location(Applet.class)).toString();

    private Compilation() {}

    /** The newest class file that the applet's own build writes on this JDK: 51 for Java 7, 52 for Java 8. */
    static int newestClassFile() {
        return 44 + OLDEST_RELEASE;
    }

    /**
     * @param sources path to text, as {@code t/X.java}
     * @param release the release to compile for; the oldest that this javac knows, where that is newer
     * @param output an empty folder for the class files
     */
    static void compile(Map<String, String> sources, int release, Path output) throws IOException {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        List<String> options = List.of(
                "--release",
                String.valueOf(Math.max(release, OLDEST_RELEASE)),
                "-g",
                "-proc:none",
                "-nowarn",
                "-d",
                output.toString(),
                "-classpath",
                CARD_API);
        List<JavaFileObject> units = sources.entrySet().stream()
                .map(source -> source(source.getKey(), source.getValue()))
                .collect(Collectors.toList());
        if (!javac.getTask(null, null, problem -> {}, options, null, units).call()) {
            throw new IOException("does not compile: " + sources);
        }
    }

    /** All class files below a folder. */
    static List<Path> classFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .sorted()
                    .collect(Collectors.toList());
        }
    }

    private static URI location(Class<?> type) {
        try {
            return type.getProtectionDomain().getCodeSource().getLocation().toURI();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JavaFileObject source(String path, String text) {
        return new SimpleJavaFileObject(URI.create("string:///" + path), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }
}
