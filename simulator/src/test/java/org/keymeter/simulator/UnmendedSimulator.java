package org.keymeter.simulator;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.concurrent.Callable;

/**
 * The class path of the tests once more, with jCardSim in front of the classes that mend it: what runs in here gets
 * jCardSim's own random numbers, the same for every card.
 */
final class UnmendedSimulator extends URLClassLoader {
    UnmendedSimulator() {
        super("jCardSim as it comes", jCardSimFirst(), ClassLoader.getPlatformClassLoader());
    }

    /** Loads the class anew in here, makes an instance by its constructor without parameters, and calls it. */
    @SuppressWarnings("unchecked") // the class is the same but for its loader
    <T> T call(Class<? extends Callable<T>> program) throws Exception {
        var constructor = loadClass(program.getName()).getDeclaredConstructor();
        constructor.setAccessible(true);
        return ((Callable<T>) constructor.newInstance()).call();
    }

    private static URL[] jCardSimFirst() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .sorted(Comparator.comparing(
                        entry -> !entry.getFileName().toString().startsWith("jcardsim")))
                .map(UnmendedSimulator::url)
                .toArray(URL[]::new);
    }

    private static URL url(Path entry) {
        try {
            return entry.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }
}
