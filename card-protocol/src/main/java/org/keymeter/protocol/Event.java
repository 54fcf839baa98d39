package org.keymeter.protocol;

/**
 * Events of the audit log (section 8 of the protocol document).
 */
public final class Event {
    public static final byte INITIALIZED = 0x01;
    public static final byte PIN_CHANGED = 0x02;
    public static final byte USER_PIN_RESET = 0x03;
    public static final byte ANCHOR_IMPORTED = 0x04;
    public static final byte ANCHOR_REMOVED = 0x05;
    public static final byte KEY_CREATED = 0x06;
    public static final byte KEY_DELETED = 0x07;
    public static final byte USES_TAKEN = 0x08;
    public static final byte USES_RETURNED = 0x09;
    public static final byte GRANT_REDEEMED = 0x0A;
    public static final byte GENERATION_MADE = 0x0B;
    public static final byte REWRAP_STARTED = 0x0C;
    public static final byte REWRAP_PROGRESSED = 0x0D;
    public static final byte REWRAP_ENDED = 0x0E;
    public static final byte GENERATION_RETIRED = 0x0F;
    public static final byte LOG_ACKNOWLEDGED = 0x10;

    private Event() {}
}
