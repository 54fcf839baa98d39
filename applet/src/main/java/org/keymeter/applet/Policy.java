package org.keymeter.applet;

import javacard.framework.Util;
import org.keymeter.protocol.Code;
import org.keymeter.protocol.Limit;

/** What a policy may say (P4: fixed at creation, and unknown bits refused, so that none means more to a later version). */
final class Policy {
    private static final short FLAGS = 1;
    private static final short APPROVALS = 2;
    private static final short INTERMEDIATES = 3;
    private static final short CEILING = 4;
    private static final short BURST = 8;
    private static final short LEASE = 14;
    private static final short COUNT = 16;

    private Policy() {}

    /** Whether the bytes from {@code at} to {@code end} are one policy as the protocol describes it (section 6). */
    static boolean isSound(byte[] bytes, short at, short end) {
        if ((short) (end - at) < Limit.POLICY_HEADER_LENGTH) {
            return false;
        }
        byte count = bytes[(short) (at + COUNT)];
        short burst = Util.getShort(bytes, (short) (at + BURST));
        byte flags = bytes[(short) (at + FLAGS)];
        return bytes[at] == Code.POLICY_VERSION
                && (flags & (byte) ~Code.POLICY_PIN_REQUIRED) == 0
                && bytes[(short) (at + APPROVALS)] == 1
                && bytes[(short) (at + INTERMEDIATES)] >= 0
                && bytes[(short) (at + INTERMEDIATES)] <= Limit.INTERMEDIATES_MAXIMUM
                && bytes[(short) (at + CEILING)] >= 0
                && !U32.isZero(bytes, (short) (at + CEILING))
                && burst >= 0
                && (burst == 0 || flags == Code.POLICY_PIN_REQUIRED)
                && Util.getShort(bytes, (short) (at + LEASE)) > 0
                && count >= 0
                && count <= Limit.ANCHOR_SLOTS
                && (short) (end - at) == (short) (Limit.POLICY_HEADER_LENGTH + (short) (count * Limit.HASH_LENGTH));
    }
}
