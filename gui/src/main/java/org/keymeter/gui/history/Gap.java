package org.keymeter.gui.history;

import java.time.Instant;
import org.keymeter.card.ByteString;

/**
 * Records that this computer never read: others acknowledged them, or they gave way. The export of who did read them
 * closes it.
 *
 * @param first missing record
 * @param sequence of the last missing record
 * @param chain value there, as the card stated it
 * @param firstRead when it was noticed
 */
public record Gap(ByteString deviceId, long instance, long first, long sequence, ByteString chain, Instant firstRead)
        implements AuditRow {
    /** How many records are missing. */
    public long count() {
        return sequence - first + 1;
    }
}
