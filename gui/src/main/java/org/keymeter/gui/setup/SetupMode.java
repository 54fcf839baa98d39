package org.keymeter.gui.setup;

/** What the wizard does with a card. */
enum SetupMode {
    /** A card that is not set up. */
    FIRST,
    /** A card that is set up and lacks a CA or a key: goes on from there. */
    RESUME,
    /** A card that is in use, and that its custodian wants to wipe. */
    AGAIN
}
