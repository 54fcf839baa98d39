package org.keymeter.card.audit;

/**
 * Something wrong in an export.
 *
 * @param kind what
 * @param sequence the record it is about, 0 if it is about the whole
 * @param words a sentence
 */
public record AuditFinding(Kind kind, long sequence, String words) {
    public enum Kind {
        /** A record, or the chain value beside it, was changed. */
        CHANGED,
        /** Records are not in the file. */
        MISSING,
        /** A record stands where it does not belong: moved, doubled or inserted. */
        OUT_OF_ORDER,
        /** The exporter never had these records, and says so. */
        NEVER_READ,
        /** The records do not lead to the head that the card signed. */
        HEAD_DIFFERS,
        /** The head's signature is wrong. */
        HEAD_SIGNATURE,
        /** The file ends before the head. */
        TRUNCATED,
        /** Another card's log. */
        FOREIGN_DEVICE,
        /** The head answers another question than the auditor's. */
        NONCE,
        /** What the file says of the instance before is wrong. */
        SUCCESSION
    }
}
