package org.keymeter.gui.frame;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * What the desktop says of itself. JavaFX tells whether it is dark only from version 22 on, which needs a newer Java than
 * this program; so each desktop's own command is asked.
 */
final class Desktop {
    private static final int PATIENCE_SECONDS = 2;
    private static final int ANSWER_MAXIMUM = 4_096;

    private Desktop() {}

    /** Whether the user likes it dark; false where nobody says so. Takes up to two seconds: not for the UI's thread. */
    static boolean isDark() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (system.startsWith("windows")) {
            return answer(List.of(
                            "reg",
                            "query",
                            "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Themes\\Personalize",
                            "/v",
                            "AppsUseLightTheme"))
                    .contains("0x0");
        } else if (system.startsWith("mac")) {
            return answer(List.of("defaults", "read", "-g", "AppleInterfaceStyle"))
                    .contains("Dark");
        }
        return answer(List.of("gsettings", "get", "org.gnome.desktop.interface", "color-scheme"))
                .contains("dark");
    }

    private static String answer(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return "";
            }
            return new String(process.getInputStream().readNBytes(ANSWER_MAXIMUM), StandardCharsets.UTF_8);
        } catch (IOException noSuchCommand) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
