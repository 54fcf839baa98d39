package org.keymeter.gui.history;

import java.nio.ByteBuffer;
import org.keymeter.card.ByteString;
import org.keymeter.card.audit.AuditRecord;
import org.keymeter.card.audit.ChainPoint;

/**
 * What is known at one sequence.
 *
 * @param record 48 bytes; empty at the end of a gap and before the first record
 * @param point the chain there
 */
record StoredPoint(ByteString record, ChainPoint point) {
    static StoredPoint of(AuditRecord record, ChainPoint point) {
        return new StoredPoint(record.bytes(), point);
    }

    /** A gap's end agrees with any record that has its chain value. */
    boolean agreesWith(StoredPoint other) {
        return point.equals(other.point)
                && (record.equals(other.record) || record.length() == 0 || other.record.length() == 0);
    }

    /** Record ‖ chain. */
    ByteString bytes() {
        return ByteString.of(ByteBuffer.allocate(record.length() + point.chain().length())
                .put(record.toByteArray())
                .put(point.chain().toByteArray())
                .array());
    }
}
