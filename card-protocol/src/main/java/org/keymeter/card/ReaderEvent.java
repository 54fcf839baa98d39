package org.keymeter.card;

/** One change, seen after it happened. */
public record ReaderEvent(Kind kind, CardReader reader) {
    public enum Kind {
        READER_ADDED,
        READER_REMOVED,
        CARD_INSERTED,
        CARD_REMOVED
    }
}
