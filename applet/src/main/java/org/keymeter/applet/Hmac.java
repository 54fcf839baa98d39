package org.keymeter.applet;

import javacard.framework.Util;
import javacard.security.MessageDigest;
import org.keymeter.protocol.Limit;

/** HMAC-SHA-256 (RFC 2104) with a 32-byte key, for the one message that initialisation needs: few cards have it natively. */
final class Hmac {
    private static final short BLOCK = 64;
    private static final byte INNER = 0x36;
    private static final byte OUTER = 0x5C;

    /** Bytes of a work array that {@link #sign} overwrites: a masked key block and a digest. */
    static final short WORK_LENGTH = BLOCK + Limit.HASH_LENGTH;

    private Hmac() {}

    /** Writes the 32-byte MAC; wipes what it left in the work area. */
    static void sign(
            MessageDigest sha256,
            byte[] key,
            byte[] in,
            short offset,
            short length,
            byte[] work,
            short workOffset,
            byte[] out,
            short outOffset) {
        short digest = (short) (workOffset + BLOCK);
        mask(key, INNER, work, workOffset);
        sha256.reset();
        sha256.update(work, workOffset, BLOCK);
        sha256.doFinal(in, offset, length, work, digest);
        mask(key, OUTER, work, workOffset);
        sha256.update(work, workOffset, BLOCK);
        sha256.doFinal(work, digest, Limit.HASH_LENGTH, out, outOffset);
        Util.arrayFillNonAtomic(work, workOffset, WORK_LENGTH, (byte) 0);
    }

    private static void mask(byte[] key, byte pad, byte[] to, short offset) {
        Util.arrayFillNonAtomic(to, offset, BLOCK, pad);
        for (short i = 0; i < (short) key.length; i++) {
            to[(short) (offset + i)] ^= key[i];
        }
    }
}
