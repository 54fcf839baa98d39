package org.keymeter.protocol;

/**
 * Instruction bytes (ISO 7816-4, -8 and GlobalPlatform where they have one; proprietary in class 80 otherwise).
 */
public final class Ins {
    public static final byte SELECT = (byte) 0xA4;
    public static final byte GET_RESPONSE = (byte) 0xC0;
    /** Class 00: voucher for the channel key; class 80: SCP11b. */
    public static final byte INTERNAL_AUTHENTICATE = (byte) 0x88;

    public static final byte GET_STATUS = (byte) 0xF2;
    public static final byte GET_DATA = (byte) 0xCA;
    public static final byte VERIFY = 0x20;
    public static final byte CHANGE_REFERENCE_DATA = 0x24;
    public static final byte RESET_RETRY_COUNTER = 0x2C;
    public static final byte MANAGE_SECURITY_ENVIRONMENT = 0x22;
    public static final byte PERFORM_SECURITY_OPERATION = 0x2A;

    public static final byte INITIALIZE = 0x10;
    public static final byte CREATE_KEY = 0x12;
    public static final byte DELETE_KEY = 0x14;
    public static final byte MAKE_GENERATION = 0x16;
    public static final byte RETIRE_GENERATION = 0x18;
    public static final byte WRAP = 0x30;
    public static final byte UNWRAP = 0x32;
    public static final byte REWRAP = 0x34;
    public static final byte END_SESSION = 0x36;
    public static final byte REQUEST_GRANT = 0x40;
    public static final byte IMPORT_ANCHOR = 0x42;
    public static final byte REMOVE_ANCHOR = 0x44;
    public static final byte READ_LOG = 0x50;
    public static final byte ACKNOWLEDGE_LOG = 0x52;
    public static final byte SIGN_HEAD = 0x54;
    public static final byte SIGN_REPORT = 0x56;

    private Ins() {}
}
