package org.keymeter.gui.approver;

import java.util.List;
import org.keymeter.card.audit.AuditFinding;

/** What became of the card's exported log under the approver's eyes. */
sealed interface LogVerdict {
    /** No log was given. */
    record NotGiven() implements LogVerdict {}

    /**
     * Every record up to the request is as the card wrote it.
     *
     * @param later records after the request
     */
    record Verified(long sequence, long later) implements LogVerdict {}

    /** The log ends before the request was made. */
    record TooShort(long last, long sequence) implements LogVerdict {}

    /** The log is in order, and leads elsewhere than the request states. */
    record Differs(long sequence) implements LogVerdict {}

    /** The log is not what the known card wrote. */
    record Wrong(List<AuditFinding> findings) implements LogVerdict {
        public Wrong {
            findings = List.copyOf(findings);
        }
    }

    default boolean isVerified() {
        return this instanceof Verified;
    }
}
