package org.keymeter.applet;

import java.util.Arrays;
import javacard.framework.APDUException;

/**
 * Stands for javacard.framework.APDU on a card with a small APDU buffer, which hands over data piece by piece (JCOP: 254 bytes); jCardSim
 * knows one piece only. Strict about the order of calls.
 */
public final class PiecewiseApdu {
    /** A piece that claims more than was announced. */
    static final int TOO_MUCH = -2;

    private static final int BUFFER_LENGTH = 261;

    private final byte[] buffer = new byte[BUFFER_LENGTH];
    private final byte[] data;
    private final int offset;
    private final int piece;
    private final int expected;
    private int received;
    private boolean receiving;
    private boolean sending;
    private int announced = -1;
    private byte[] sent = {};

    PiecewiseApdu(byte[] header, byte[] data, boolean extended, int piece, int expected) {
        this.data = data;
        this.piece = piece;
        this.expected = expected;
        offset = extended && data.length > 0 ? 7 : 5;
        System.arraycopy(header, 0, buffer, 0, header.length);
    }

    byte[] sent() {
        return sent;
    }

    public byte[] getBuffer() {
        return buffer;
    }

    public short setIncomingAndReceive() {
        require(!receiving && !sending);
        receiving = true;
        return next(offset);
    }

    public short getOffsetCdata() {
        require(receiving);
        return (short) offset;
    }

    public short getIncomingLength() {
        require(receiving);
        return (short) data.length;
    }

    public short receiveBytes(short to) {
        require(receiving && !sending);
        return next(to);
    }

    private short next(int to) {
        if (piece < 0) {
            return (short) (piece == TOO_MUCH ? data.length + 1 : piece);
        }
        int count = Math.min(Math.min(piece, BUFFER_LENGTH - to), data.length - received);
        System.arraycopy(data, received, buffer, to, count);
        received += count;
        return (short) count;
    }

    public short setOutgoing() {
        require(!sending);
        sending = true;
        return (short) expected;
    }

    public void setOutgoingLength(short length) {
        require(sending && announced < 0 && length >= 0);
        announced = length;
    }

    public void sendBytesLong(byte[] from, short start, short length) {
        require(announced >= length);
        announced -= length;
        sent = Bytes.concatenate(sent, Arrays.copyOfRange(from, start, start + length));
    }

    private static void require(boolean holds) {
        if (!holds) {
            APDUException.throwIt(APDUException.ILLEGAL_USE);
        }
    }
}
