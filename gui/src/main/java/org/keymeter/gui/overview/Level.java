package org.keymeter.gui.overview;

/** How much a figure wants attention. */
enum Level {
    CALM,
    /** Something to do soon: amber. */
    SOON,
    /** Nothing goes on without doing something: red. */
    STOP;

    String styleClass() {
        return "level-" + name().toLowerCase(java.util.Locale.ROOT);
    }
}
