package org.keymeter.applet;

import javacard.framework.Util;
import org.keymeter.protocol.Code;
import org.keymeter.protocol.Limit;
import org.keymeter.protocol.Sw;

/** What INSTALL says (protocol, section 11), read from AID, privileges and parameters, a length in front of each. Lives for the installation only. */
final class InstallParameters {
    private static final short MAXIMUM_TRIES = 15;
    private static final short BUFFER = 2;
    private static final short WITHHELD = 4;
    private static final short SECRET = 6;

    final byte userTryLimit;
    final byte adminTryLimit;
    final short bufferLength;
    final short withheld;
    private final byte[] bytes;
    private final short secret;

    InstallParameters(byte[] bytes, short offset, byte length) {
        short at = next(next(offset, bytes), bytes);
        short size = length == 0 ? 0 : (short) (bytes[at] & 0xFF);
        at++;
        Check.that(
                size == 0
                        || size == BUFFER
                        || size == WITHHELD
                        || size == SECRET
                        || size == (short) (SECRET + Limit.SETUP_SECRET_LENGTH),
                Sw.WRONG_DATA);
        this.bytes = bytes;
        userTryLimit = size == 0 ? (byte) Limit.PIN_TRIES_DEFAULT : bytes[at];
        adminTryLimit = size == 0 ? (byte) Limit.PIN_TRIES_DEFAULT : bytes[(short) (at + 1)];
        bufferLength = size < WITHHELD ? Limit.BUFFER_DEFAULT : Util.getShort(bytes, (short) (at + BUFFER));
        withheld = size < SECRET ? 0 : Util.getShort(bytes, (short) (at + WITHHELD));
        secret = size > SECRET ? (short) (at + SECRET) : (short) -1;
        Check.that(
                userTryLimit > 0
                        && userTryLimit <= MAXIMUM_TRIES
                        && adminTryLimit > 0
                        && adminTryLimit <= MAXIMUM_TRIES
                        && bufferLength >= Limit.BUFFER_MINIMUM
                        && bufferLength <= Limit.BUFFER_MAXIMUM
                        && (short) (bufferLength & 15) == 0,
                Sw.WRONG_DATA);
    }

    private static short next(short at, byte[] bytes) {
        return (short) (at + 1 + (short) (bytes[at] & 0xFF));
    }

    /** Keeps the setup secret, if there is one; initialisation will ask for it. */
    void copySecret(Store store) {
        if (secret >= 0) {
            Util.arrayCopyNonAtomic(bytes, secret, store.setupSecret, (short) 0, Limit.SETUP_SECRET_LENGTH);
            store.device[Store.SETUP] = Code.SETUP_WAITING;
        }
    }
}
