package org.keymeter.gui.history;

import java.time.Instant;
import org.keymeter.card.ByteString;

/** A row of the audit table: a record, or the gap where records are missing. */
public sealed interface AuditRow permits AuditEntry, Gap {
    /** 16 bytes. */
    ByteString deviceId();

    /** Of the card, u32. */
    long instance();

    /** Of the record, or of the last that is missing. */
    long sequence();

    /** The chain value there, 32 bytes. */
    ByteString chain();

    /** When this computer first read it, to the millisecond: the card has no clock. */
    Instant firstRead();
}
