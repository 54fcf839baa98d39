package org.keymeter.gui.frame;

import java.util.Locale;

/** The pages, in the order in which the window lists them. */
public enum PageKind {
    OVERVIEW("mdoal-dashboard"),
    KEYS("mdomz-vpn_key"),
    REFILL("mdoal-autorenew"),
    AUDIT("mdoal-fact_check"),
    TRUST("mdomz-verified_user"),
    ROTATION("mdomz-sync_alt"),
    PLANNER("mdoal-insights"),
    CARD("mdoal-credit_card"),
    APPROVER("mdoal-assignment_turned_in");

    private final String icon;

    PageKind(String icon) {
        this.icon = icon;
    }

    /** Literal of the icon pack. */
    public String icon() {
        return icon;
    }

    /** Of its texts, and the id of the button that opens it. */
    public String key() {
        return "page." + name().toLowerCase(Locale.ROOT);
    }
}
