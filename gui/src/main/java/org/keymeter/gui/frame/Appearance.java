package org.keymeter.gui.frame;

import java.util.concurrent.Executor;
import javafx.application.Application;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/** The theme of all windows, remembered. For the UI's thread. */
public final class Appearance {
    private static final String SETTING = "look";

    private final ObjectProperty<Look> look;
    private final Executor background;
    private final Executor ui;
    private boolean isDesktopDark;

    /** @param background one thread on which the desktop is asked */
    public Appearance(Settings settings, Executor background, Executor ui) {
        this.background = background;
        this.ui = ui;
        look = new SimpleObjectProperty<>(settings.get(SETTING, Look.SYSTEM));
        look.addListener((property, before, now) -> {
            settings.set(SETTING, now.name());
            apply();
        });
        apply();
        askDesktop();
    }

    ObjectProperty<Look> lookProperty() {
        return look;
    }

    /** Follows a desktop that may have changed meanwhile. */
    public void askDesktop() {
        if (look.get() == Look.SYSTEM) {
            background.execute(() -> {
                boolean isDark = Desktop.isDark();
                ui.execute(() -> {
                    if (isDark != isDesktopDark) {
                        isDesktopDark = isDark;
                        apply();
                    }
                });
            });
        }
    }

    private void apply() {
        Application.setUserAgentStylesheet(look.get().theme(isDesktopDark).getUserAgentStylesheet());
    }
}
