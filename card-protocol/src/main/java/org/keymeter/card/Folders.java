package org.keymeter.card;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where the program keeps things for this user. Linux and other Unix: the XDG base directories; macOS: Library; Windows:
 * APPDATA and LOCALAPPDATA. The folders need not exist.
 */
public final class Folders {
    private final Path data;

    Folders(Path data) {
        this.data = data;
    }

    /** Those of the user who runs this. */
    public static Folders ofUser() {
        throw new UnsupportedOperationException();
    }

    /** @param environment such as {@link System#getenv()} */
    static Folders of(String operatingSystem, Path home, Map<String, String> environment) {
        throw new UnsupportedOperationException();
    }

    /** Everything under one folder: for a demonstration or a test. */
    public static Folders under(Path data) {
        return new Folders(data);
    }

    /** Pins, archives of audit logs, simulated cards: worth a backup. */
    public Path data() {
        return data;
    }
}
