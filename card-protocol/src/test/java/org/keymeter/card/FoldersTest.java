package org.keymeter.card;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FoldersTest {
    private static final Path HOME = Path.of("/home/somebody");

    private static Path data(String system, Map<String, String> environment) {
        return Folders.of(system, HOME, environment).data();
    }

    @Test
    void followsThePlatform() {
        assertEquals(HOME.resolve(".local/share/keymeter"), data("Linux", Map.of()));
        assertEquals(Path.of("/data/keymeter"), data("Linux", Map.of("XDG_DATA_HOME", "/data", "HOME", "/home/x")));
        assertEquals(Path.of("/home/x/.local/share/keymeter"), data("Linux", Map.of("HOME", "/home/x")));
        assertEquals(HOME.resolve(".local/share/keymeter"), data("FreeBSD", Map.of("XDG_DATA_HOME", "relative")));
        assertEquals(HOME.resolve("Library/Application Support/Keymeter"), data("Mac OS X", Map.of()));
        assertEquals(HOME.resolve("AppData/Local/Keymeter"), data("Windows 11", Map.of()));
        assertEquals(Path.of("/local/Keymeter"), data("Windows 11", Map.of("LOCALAPPDATA", "/local")));
    }

    @Test
    void settingsHaveAFolderOfTheirOwnWherePlatformsDo() {
        assertEquals(
                HOME.resolve(".config/keymeter"),
                Folders.of("Linux", HOME, Map.of()).config());
        assertEquals(
                Path.of("/set/keymeter"),
                Folders.of("Linux", HOME, Map.of("XDG_CONFIG_HOME", "/set")).config());
        assertEquals(
                data("Windows 11", Map.of()),
                Folders.of("Windows 11", HOME, Map.of()).config());
    }
}
