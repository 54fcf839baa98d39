package org.keymeter.gui.history;

import java.time.Instant;
import org.keymeter.card.ByteString;
import org.keymeter.card.audit.AuditRecord;

/** A record of a card's log, verified against the chain. */
public record AuditEntry(ByteString deviceId, long instance, AuditRecord record, ByteString chain, Instant firstRead)
        implements AuditRow {
    @Override
    public long sequence() {
        return record.sequence();
    }
}
