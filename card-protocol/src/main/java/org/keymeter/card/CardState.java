package org.keymeter.card;

/** The life of an applet. */
public enum CardState {
    /** Installed; only initialisation works. */
    INSTALLED,
    INITIALIZED
}
