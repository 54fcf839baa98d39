package org.keymeter.gui.audit.export;

import java.time.Instant;
import org.keymeter.card.audit.AuditRecord;
import org.keymeter.gui.history.Gap;

/** Rows in the user's language. What it makes of a card's text may hold anything: the formats see to that. */
public interface RowWords {
    /** What happened. */
    String event(AuditRecord record);

    /** What it happened to or by; may be empty. */
    String about(AuditRecord record);

    /** May be empty. */
    String detail(AuditRecord record);

    /** What stands in place of the event. */
    String gap(Gap gap);

    /** With its zone. */
    String time(Instant time);
}
