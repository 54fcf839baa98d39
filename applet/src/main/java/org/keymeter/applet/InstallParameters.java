package org.keymeter.applet;

import javacard.framework.Util;
import org.keymeter.protocol.Code;
import org.keymeter.protocol.Limit;
import org.keymeter.protocol.Sw;

/**
 * What INSTALL says (protocol, section 11). The functions take the array and where in it the parameters' length stands: no object may
 * keep the array, which is a global one.
 */
final class InstallParameters {
    private static final short MAXIMUM_TRIES = 15;
    // Offsets behind the length byte.
    private static final short USER_TRIES = 1;
    private static final short ADMIN_TRIES = 2;
    private static final short BUFFER = 3;
    private static final short WITHHELD = 5;
    private static final short SECRET = 7;

    private InstallParameters() {}

    /** Steps over AID and privileges to the parameters' length; refuses (6A80) parameters that section 11 does not allow. */
    static short find(byte[] bytes, short offset, byte length) {
        Check.that(length != 0, Sw.WRONG_DATA);
        short at = next(next(offset, bytes), bytes);
        short size = (short) (bytes[at] & 0xFF);
        Check.that(
                size == 0
                        || size == (short) (BUFFER - 1)
                        || size == (short) (WITHHELD - 1)
                        || size == (short) (SECRET - 1)
                        || size == (short) (SECRET - 1 + Limit.SETUP_SECRET_LENGTH),
                Sw.WRONG_DATA);
        short buffer = bufferLength(bytes, at);
        Check.that(
                isTryLimit(userTryLimit(bytes, at))
                        && isTryLimit(adminTryLimit(bytes, at))
                        && buffer >= Limit.BUFFER_MINIMUM
                        && buffer <= Limit.BUFFER_MAXIMUM
                        && (short) (buffer & 15) == 0,
                Sw.WRONG_DATA);
        return at;
    }

    private static short next(short at, byte[] bytes) {
        return (short) (at + 1 + (short) (bytes[at] & 0xFF));
    }

    private static boolean isTryLimit(byte tries) {
        return tries > 0 && tries <= MAXIMUM_TRIES;
    }

    /** Whether the parameters reach beyond a field's offset. */
    private static boolean has(byte[] bytes, short at, short field) {
        return (short) (bytes[at] & 0xFF) >= field;
    }

    static byte userTryLimit(byte[] bytes, short at) {
        return has(bytes, at, USER_TRIES) ? bytes[(short) (at + USER_TRIES)] : (byte) Limit.PIN_TRIES_DEFAULT;
    }

    static byte adminTryLimit(byte[] bytes, short at) {
        return has(bytes, at, ADMIN_TRIES) ? bytes[(short) (at + ADMIN_TRIES)] : (byte) Limit.PIN_TRIES_DEFAULT;
    }

    static short bufferLength(byte[] bytes, short at) {
        return has(bytes, at, BUFFER) ? Util.getShort(bytes, (short) (at + BUFFER)) : Limit.BUFFER_DEFAULT;
    }

    /** Capabilities not to use. */
    static short withheld(byte[] bytes, short at) {
        return has(bytes, at, WITHHELD) ? Util.getShort(bytes, (short) (at + WITHHELD)) : 0;
    }

    /** Keeps the setup secret, if there is one; initialisation will ask for it. */
    static void copySecret(byte[] bytes, short at, Store store) {
        if (has(bytes, at, SECRET)) {
            Util.arrayCopyNonAtomic(
                    bytes, (short) (at + SECRET), store.setupSecret, (short) 0, Limit.SETUP_SECRET_LENGTH);
            store.device[Store.SETUP] = Code.SETUP_WAITING;
        }
    }
}
