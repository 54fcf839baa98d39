package org.keymeter.protocol;

/**
 * Status words. Their meaning stands in section 10 of the protocol document.
 */
public final class Sw {
    public static final short DONE = (short) 0x9000;
    /** The low byte says how much more, 00 for 256 or more. */
    public static final short MORE = 0x6100;
    /** A warning with data: nothing was spent. */
    public static final short USES_REFUSED = 0x62F1;
    /** The low four bits are the tries left. */
    public static final short PIN_WRONG = 0x63C0;

    public static final short WRONG_LENGTH = 0x6700;
    public static final short LOGICAL_CHANNEL = 0x6881;
    public static final short CHAIN_BROKEN = 0x6883;
    public static final short NOT_AUTHORISED = 0x6982;
    public static final short PIN_BLOCKED = 0x6983;
    public static final short WRONG_STATE = 0x6985;
    public static final short CHANNEL_BROKEN = 0x6988;
    public static final short WRONG_DATA = 0x6A80;
    public static final short NO_ROOM = 0x6A84;
    public static final short WRONG_P1P2 = 0x6A86;
    public static final short NOT_FOUND = 0x6A88;
    public static final short ALREADY_THERE = 0x6A89;
    public static final short UNKNOWN_INSTRUCTION = 0x6D00;
    public static final short UNKNOWN_CLASS = 0x6E00;

    public static final short GRANT_MALFORMED = (short) 0x9801;
    public static final short GRANT_NOT_V3 = (short) 0x9802;
    public static final short GRANT_ALGORITHM = (short) 0x9803;
    public static final short GRANT_ISSUER_UNKNOWN = (short) 0x9804;
    public static final short GRANT_ANCHOR_NOT_IN_POLICY = (short) 0x9805;
    public static final short GRANT_SIGNATURE = (short) 0x9806;
    public static final short GRANT_EXPIRED = (short) 0x9807;
    public static final short GRANT_VALIDITY = (short) 0x9808;
    public static final short GRANT_CRITICAL_EXTENSION = (short) 0x9809;
    public static final short GRANT_ISSUER_NO_CA = (short) 0x980A;
    public static final short GRANT_PATH_LENGTH = (short) 0x980B;
    public static final short GRANT_IS_CA = (short) 0x980C;
    public static final short GRANT_KEY_USAGE = (short) 0x980D;
    public static final short GRANT_EXTENDED_KEY_USAGE = (short) 0x980E;
    public static final short GRANT_SUBJECT_KEY = (short) 0x980F;
    public static final short GRANT_NOT_CRITICAL = (short) 0x9810;
    public static final short GRANT_NOT_REQUESTED = (short) 0x9811;
    public static final short GRANT_OTHER_CARD = (short) 0x9812;
    public static final short GRANT_OTHER_INSTANCE = (short) 0x9813;
    public static final short GRANT_OTHER_KEY = (short) 0x9814;
    public static final short GRANT_OTHER_GENERATION = (short) 0x9815;
    public static final short GRANT_OTHER_NONCE = (short) 0x9816;
    public static final short GRANT_USES = (short) 0x9817;
    public static final short GRANT_ABOVE_CEILING = (short) 0x9818;
    public static final short GRANT_NEVER = (short) 0x9819;

    public static final short GENERATION_UNKNOWN = (short) 0x9821;
    public static final short LOG_FULL = (short) 0x9840;
    public static final short LOG_OUTSTANDING = (short) 0x9842;
    public static final short LOG_CHAIN_DIFFERS = (short) 0x9843;
    public static final short LOG_NOTHING_TO_ACKNOWLEDGE = (short) 0x9844;

    public static final short LACKS_AES_256 = (short) 0x98E1;
    public static final short LACKS_AES_CBC = (short) 0x98E2;
    public static final short LACKS_AES_MAC = (short) 0x98E3;
    public static final short LACKS_SHA_256 = (short) 0x98E4;
    public static final short LACKS_ECDSA = (short) 0x98E5;
    public static final short LACKS_P256 = (short) 0x98E6;
    public static final short LACKS_ECDH = (short) 0x98E7;
    public static final short LACKS_POINT_CHECK = (short) 0x98E8;
    public static final short LACKS_RANDOM = (short) 0x98E9;
    public static final short LACKS_MEMORY = (short) 0x98EA;

    public static final short INTERNAL = 0x6F61;

    private Sw() {}
}
