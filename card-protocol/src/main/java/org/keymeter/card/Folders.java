package org.keymeter.card;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * Where the program keeps things for this user: on Linux and other Unix by the XDG Base Directory Specification, on
 * macOS in Library, on Windows in LOCALAPPDATA. The folders need not exist.
 */
public final class Folders {
    private final Path data;
    private final Path config;

    private Folders(Path data, Path config) {
        this.data = data;
        this.config = config;
    }

    /** Those of the user who runs this. */
    public static Folders ofUser() {
        return of(System.getProperty("os.name"), Path.of(System.getProperty("user.home")), System.getenv());
    }

    /**
     * @param home as the account has it; on Unix the variable HOME goes before it
     * @param environment such as {@link System#getenv()}
     */
    static Folders of(String operatingSystem, Path home, Map<String, String> environment) {
        String system = operatingSystem.toLowerCase(Locale.ROOT);
        if (system.startsWith("windows")) {
            return under(absolute(environment.get("LOCALAPPDATA"), home.resolve("AppData/Local"))
                    .resolve("Keymeter"));
        }
        Path ownHome = absolute(environment.get("HOME"), home);
        if (system.startsWith("mac")) {
            return under(ownHome.resolve("Library/Application Support/Keymeter"));
        }
        return new Folders(
                absolute(environment.get("XDG_DATA_HOME"), ownHome.resolve(".local/share"))
                        .resolve("keymeter"),
                absolute(environment.get("XDG_CONFIG_HOME"), ownHome.resolve(".config"))
                        .resolve("keymeter"));
    }

    /** Everything under one folder: for a demonstration or a test. */
    public static Folders under(Path data) {
        return new Folders(data, data);
    }

    /** Pins, archives of audit logs, simulated cards: worth a backup. */
    public Path data() {
        return data;
    }

    /** What a user set as he likes it: nothing is lost without it. */
    public Path config() {
        return config;
    }

    /** The simulated card that command line and console use unless they are told of another. */
    public Path simulatedCard() {
        return data.resolve("simulated-card");
    }

    /** SPEC: XDG: a path that is not absolute is as good as none. */
    private static Path absolute(String configured, Path otherwise) {
        return configured != null && Path.of(configured).isAbsolute() ? Path.of(configured) : otherwise;
    }
}
