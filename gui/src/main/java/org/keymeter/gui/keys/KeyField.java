package org.keymeter.gui.keys;

/** The fields of a new key in which something can be wrong, in the order of the form. */
enum KeyField {
    LABEL,
    INITIAL_USES,
    CEILING,
    BURST,
    LIFETIME,
    LEASE
}
