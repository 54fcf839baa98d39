package org.keymeter.protocol;

/**
 * Counts, lengths in bytes and bounds.
 */
public final class Limit {
    public static final short AID_LENGTH = 10;
    public static final short KEY_SLOTS = 8;
    public static final short ANCHOR_SLOTS = 8;
    /** SPKIs that slots and policies may name together. */
    public static final short SPKI_ENTRIES = 16;
    /** Device id, key identity, nonce of a request. */
    public static final short ID_LENGTH = 16;
    /** A host's nonce. */
    public static final short NONCE_LENGTH = 32;

    public static final short HASH_LENGTH = 32;
    public static final short POINT_LENGTH = 65;
    public static final short U32_LENGTH = 4;
    public static final short PIN_MINIMUM = 6;
    public static final short PIN_MAXIMUM = 16;
    public static final short PIN_TRIES_DEFAULT = 5;
    public static final short LABEL_MAXIMUM = 32;
    public static final short SUBKEY_MINIMUM = 16;
    public static final short SUBKEY_MAXIMUM = 64;
    /** The tag in front of a blob. */
    public static final short SIV_LENGTH = 16;
    /** AES. */
    public static final short BLOCK_LENGTH = 16;
    /** Of the channel's commands and answers. */
    public static final short MAC_LENGTH = 8;

    public static final short RECORD_LENGTH = 48;
    public static final short RECORD_COUNT = 256;
    public static final short DETAIL_LENGTH = 32;
    /** Log slots kept for redeeming. */
    public static final short KEPT_REDEEM = 4;
    /** Log slots kept for RESET RETRY COUNTER. */
    public static final short KEPT_RESET = 2;
    /** Log slots kept for CHANGE REFERENCE DATA. */
    public static final short KEPT_CHANGE = 2;

    public static final short REWRAP_RECORD_EVERY = 1024;
    public static final short INTERMEDIATES_MAXIMUM = 2;
    public static final short CERTIFICATE_MAXIMUM = 1024;
    /** Bad signatures over one pending nonce after which it dies. */
    public static final short NONCE_FAILURES = 8;
    /** DER of an anchor's name. */
    public static final short SUBJECT_MAXIMUM = 256;
    /** RSA-2048. */
    public static final short SPKI_MAXIMUM = 294;
    /** YYYYMMDDHHMMSS. */
    public static final short DATE_LENGTH = 14;
    /** Policy without its SPKI hashes. */
    public static final short POLICY_HEADER_LENGTH = 17;

    public static final short FAILURES_LENGTH = 6;
    public static final short HEAD_MESSAGE_LENGTH = 110;
    public static final short REPORT_MESSAGE_LENGTH = 400;
    public static final short SETUP_SECRET_LENGTH = 32;
    public static final short BUFFER_DEFAULT = 1056;
    public static final short BUFFER_MINIMUM = 800;
    public static final short BUFFER_MAXIMUM = 1312;
    /** Max data is the buffer less this. */
    public static final short BUFFER_OVERHEAD = 33;

    private Limit() {}
}
