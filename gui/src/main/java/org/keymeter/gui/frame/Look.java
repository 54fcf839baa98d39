package org.keymeter.gui.frame;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import atlantafx.base.theme.Theme;

/** Light, dark, or as the desktop is. */
public enum Look {
    SYSTEM,
    LIGHT,
    DARK;

    /** @param isDesktopDark what counts for {@link #SYSTEM} */
    Theme theme(boolean isDesktopDark) {
        return this == DARK || this == SYSTEM && isDesktopDark ? new PrimerDark() : new PrimerLight();
    }
}
