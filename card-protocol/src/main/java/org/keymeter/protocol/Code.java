package org.keymeter.protocol;

/**
 * One-byte codes inside commands and answers.
 */
public final class Code {
    public static final byte PROTOCOL_VERSION = 0x01;
    public static final byte CLASS_INTERINDUSTRY = 0x00;
    public static final byte CLASS_PROPRIETARY = (byte) 0x80;
    /** Class bit of a wrapped command. */
    public static final byte CLASS_SECURE = 0x04;
    /** Class bit of a link that is not the last. */
    public static final byte CLASS_CHAINED = 0x10;
    /** P1 of the SCP11b handshake. */
    public static final byte KEY_VERSION = 0x01;
    /** P2 of the SCP11b handshake. */
    public static final byte KEY_SCP11B = 0x13;

    public static final byte USER_PIN = (byte) 0x81;
    public static final byte ADMIN_PIN = (byte) 0x82;
    /** P1 of VERIFY: forget the verified PIN. */
    public static final byte FORGET = (byte) 0xFF;
    /** P1: the card chooses a free slot. */
    public static final byte ANY_SLOT = (byte) 0xFF;
    /** In a record: no slot. */
    public static final byte NO_SLOT = (byte) 0xFF;

    public static final byte STATE_INSTALLED = 0x00;
    public static final byte STATE_INITIALIZED = 0x01;
    public static final byte OPTION_FORCED_AUDIT = 0x01;
    public static final byte OPTION_ADMIN_ACKNOWLEDGES = 0x02;
    /** Public status cut down, metadata only after a PIN. */
    public static final byte OPTION_RESERVED = 0x04;

    public static final byte SETUP_UNVERIFIED = 0x00;
    public static final byte SETUP_VERIFIED = 0x01;
    public static final byte SETUP_WAITING = 0x02;
    public static final byte CAPABILITY_CMAC = 0x01;
    public static final byte CAPABILITY_P384 = 0x02;
    public static final byte CAPABILITY_RSA_2048 = 0x04;
    public static final byte CAPABILITY_ECDSA_SHA_384 = 0x08;
    public static final byte CAPABILITY_TRANSIENT_EC = 0x10;
    public static final byte KIND_WRAPPING = 0x01;
    public static final byte POLICY_VERSION = 0x01;
    public static final byte POLICY_PIN_REQUIRED = 0x01;
    public static final byte SPKI_P256 = 0x01;
    public static final byte SPKI_P384 = 0x02;
    public static final byte SPKI_RSA_2048 = 0x03;
    public static final byte BLOB_OPENED = 0x00;
    public static final byte BLOB_REFUSED = 0x01;
    public static final byte REFUSED_QUOTA = 0x01;
    public static final byte REFUSED_LIFETIME = 0x02;
    public static final byte REFUSED_BURST = 0x03;
    public static final byte GRANT_VERSION = 0x01;

    private Code() {}
}
