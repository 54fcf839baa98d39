package org.keymeter.gui.history;

import java.util.Arrays;
import java.util.Optional;
import org.keymeter.card.ByteString;
import org.keymeter.card.audit.AuditEvent;
import org.keymeter.card.audit.AuditRecord;
import org.keymeter.protocol.Limit;

/** The key that a record is about. */
final class KeyIdentity {
    private KeyIdentity() {}

    /** 16 bytes; empty if it is about no key, or its event is unknown. */
    static Optional<ByteString> of(AuditRecord record) {
        return record.event().filter(KeyIdentity::isOfKey).map(event -> first(record.detail()));
    }

    private static boolean isOfKey(AuditEvent event) {
        return switch (event) {
            case KEY_CREATED,
                    KEY_DELETED,
                    USES_TAKEN,
                    USES_RETURNED,
                    GRANT_REDEEMED,
                    GENERATION_MADE,
                    REWRAP_STARTED,
                    REWRAP_PROGRESSED,
                    REWRAP_ENDED,
                    GENERATION_RETIRED -> true;
            case INITIALIZED, PIN_CHANGED, USER_PIN_RESET, ANCHOR_IMPORTED, ANCHOR_REMOVED, LOG_ACKNOWLEDGED -> false;
        };
    }

    private static ByteString first(ByteString detail) {
        return ByteString.of(Arrays.copyOf(detail.toByteArray(), Limit.ID_LENGTH));
    }
}
