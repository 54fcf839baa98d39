package org.keymeter.card.audit;

import java.util.Arrays;
import java.util.Optional;
import org.keymeter.protocol.Event;

/** What a record is about (section 8 of docs/PROTOCOL.md). */
public enum AuditEvent {
    INITIALIZED(Event.INITIALIZED, "initialised", "card initialised"),
    PIN_CHANGED(Event.PIN_CHANGED, "pinChanged", "PIN changed"),
    USER_PIN_RESET(Event.USER_PIN_RESET, "userPinReset", "PIN set anew by the admin"),
    ANCHOR_IMPORTED(Event.ANCHOR_IMPORTED, "anchorImported", "anchor imported"),
    ANCHOR_REMOVED(Event.ANCHOR_REMOVED, "anchorRemoved", "anchor removed"),
    KEY_CREATED(Event.KEY_CREATED, "keyCreated", "key created"),
    KEY_DELETED(Event.KEY_DELETED, "keyDeleted", "key deleted"),
    USES_TAKEN(Event.USES_TAKEN, "usesTaken", "uses taken off the meter"),
    USES_RETURNED(Event.USES_RETURNED, "usesReturned", "unspent uses returned"),
    GRANT_REDEEMED(Event.GRANT_REDEEMED, "grantRedeemed", "grant redeemed"),
    GENERATION_MADE(Event.GENERATION_MADE, "generationMade", "next generation made"),
    REWRAP_STARTED(Event.REWRAP_STARTED, "rewrapStarted", "rewrapping started"),
    REWRAP_PROGRESSED(Event.REWRAP_PROGRESSED, "rewrapProgressed", "rewrapping went on"),
    REWRAP_ENDED(Event.REWRAP_ENDED, "rewrapEnded", "rewrapping ended"),
    GENERATION_RETIRED(Event.GENERATION_RETIRED, "generationRetired", "old generation retired"),
    LOG_ACKNOWLEDGED(Event.LOG_ACKNOWLEDGED, "logAcknowledged", "log acknowledged");

    private final byte code;
    private final String field;
    private final String words;

    AuditEvent(byte code, String field, String words) {
        this.code = code;
        this.field = field;
        this.words = words;
    }

    static Optional<AuditEvent> of(int code) {
        return Arrays.stream(values())
                .filter(event -> event.code == (byte) code)
                .findFirst();
    }

    /** As a record has it, 01 to FF. */
    public int code() {
        return Byte.toUnsignedInt(code);
    }

    /** The value of "event" in JSON. */
    public String field() {
        return field;
    }

    /** For a person. */
    public String words() {
        return words;
    }
}
