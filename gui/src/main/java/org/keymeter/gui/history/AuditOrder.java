package org.keymeter.gui.history;

/** How the rows of the audit table follow each other. */
public enum AuditOrder {
    /** By card, instance and sequence. */
    OLDEST_FIRST,
    NEWEST_FIRST,
    /** By when this computer first read them, then as {@link #OLDEST_FIRST}. */
    READ_FIRST,
    READ_LAST
}
