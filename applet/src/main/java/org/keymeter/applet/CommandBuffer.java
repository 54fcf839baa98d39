package org.keymeter.applet;

import javacard.framework.APDU;
import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.JCSystem;
import javacard.framework.Util;
import org.keymeter.protocol.Code;
import org.keymeter.protocol.Ins;
import org.keymeter.protocol.Sw;

/**
 * One buffer in RAM that holds a whole command and then its whole answer, however they travel: short, extended, chained, or fetched with
 * GET RESPONSE. GET STATUS must never come here, for it must touch nothing.
 */
final class CommandBuffer {
    /** Where data begin. In front of them the secure channel needs room: chaining value (16), header (4), Lc (3). */
    static final short DATA = 24;

    static final short HEADER_LENGTH = 4;

    /** Class bits of a logical channel other than 0, in both codings of ISO 7816-4. */
    private static final byte LOGICAL_CHANNEL = 0x43;

    private static final short SHORT_ANSWER = 256;
    private static final short EXTENDED_ANSWER = 0x7FFF;

    // Layout of the state, in shorts.
    private static final short LENGTH = 0;
    private static final short STATUS = 0; // of an answer that waits, when the command's length no longer counts
    private static final short SENT = 1;
    private static final short WAITING = 2;
    private static final short FLAGS = 3;
    private static final short STATE_LENGTH = 4;

    private static final short CHAINED = 1;
    private static final short EXTENDED = 2;

    final byte[] bytes;

    /** CLA without its chaining bit, INS, P1, P2. */
    final byte[] header = JCSystem.makeTransientByteArray(HEADER_LENGTH, JCSystem.CLEAR_ON_DESELECT);

    private final short[] state = JCSystem.makeTransientShortArray(STATE_LENGTH, JCSystem.CLEAR_ON_DESELECT);

    /** A buffer of {@code length} bytes, a multiple of 16, which carries length - 33 bytes of data inside the channel. */
    CommandBuffer(short length) {
        bytes = JCSystem.makeTransientByteArray(length, JCSystem.CLEAR_ON_DESELECT);
    }

    /** Bytes of data of the command received. */
    short length() {
        return state[LENGTH];
    }

    /** Whether the command's last APDU was an extended one. */
    boolean isExtended() {
        return (state[FLAGS] & EXTENDED) != 0;
    }

    /** Whether an APDU asks for more of an answer that waits. If so, {@link #sendMore} is to follow, and nothing else. */
    boolean wantsMore(byte[] block) {
        return state[WAITING] > 0
                && block[ISO7816.OFFSET_CLA] == Code.CLASS_INTERINDUSTRY
                && block[ISO7816.OFFSET_INS] == Ins.GET_RESPONSE
                && Util.getShort(block, ISO7816.OFFSET_P1) == 0;
    }

    /** Forgets the command, the answer, and all that ever stood here. */
    void clear() {
        Util.arrayFillNonAtomic(bytes, (short) 0, (short) bytes.length, (byte) 0);
        Util.arrayFillNonAtomic(header, (short) 0, HEADER_LENGTH, (byte) 0);
        for (short i = 0; i < STATE_LENGTH; i++) {
            state[i] = 0;
        }
    }

    /**
     * Takes in one APDU and forgets an answer that waits. Returns whether a whole command now stands at {@link #DATA}; if not, it was a
     * link of a chain. Throws LOGICAL_CHANNEL, CHAIN_BROKEN or WRONG_LENGTH, after which nothing is left here.
     */
    boolean receive(APDU apdu) {
        byte[] block = apdu.getBuffer();
        state[WAITING] = 0;
        byte link = block[ISO7816.OFFSET_CLA];
        if ((link & LOGICAL_CHANNEL) != 0) {
            refuse(Sw.LOGICAL_CHANNEL);
        }
        if ((state[FLAGS] & CHAINED) == 0) {
            state[LENGTH] = 0;
            Util.arrayCopyNonAtomic(block, ISO7816.OFFSET_CLA, header, (short) 0, HEADER_LENGTH);
            header[ISO7816.OFFSET_CLA] &= ~Code.CLASS_CHAINED;
        } else if (!continuesChain(block)) {
            refuse(Sw.CHAIN_BROKEN);
        }
        boolean more = (link & Code.CLASS_CHAINED) != 0;
        state[FLAGS] = more ? CHAINED : 0;
        append(apdu, block);
        return !more;
    }

    /** SPEC: ISO 7816-4 5.3.3, nothing of the header differs between links but the chaining bit. */
    private boolean continuesChain(byte[] block) {
        return (byte) (block[ISO7816.OFFSET_CLA] & ~Code.CLASS_CHAINED) == header[ISO7816.OFFSET_CLA]
                && Util.arrayCompare(block, ISO7816.OFFSET_INS, header, ISO7816.OFFSET_INS, (short)
                                (HEADER_LENGTH - ISO7816.OFFSET_INS))
                        == 0;
    }

    private void append(APDU apdu, byte[] block) {
        short received = apdu.setIncomingAndReceive();
        short from = apdu.getOffsetCdata();
        short left = apdu.getIncomingLength();
        short end = (short) (DATA + state[LENGTH]);
        if (left < 0 || left > (short) (bytes.length - end)) {
            refuse(Sw.WRONG_LENGTH);
        }
        // CARD: JCOP hands over 254 bytes at a time.
        while (left > 0) {
            if (received <= 0 || received > left) {
                refuse(Sw.WRONG_LENGTH);
            }
            end = Util.arrayCopyNonAtomic(block, from, bytes, end, received);
            left -= received;
            if (left > 0) {
                received = apdu.receiveBytes(from);
            }
        }
        state[LENGTH] = (short) (end - DATA);
        if (from != ISO7816.OFFSET_CDATA) {
            state[FLAGS] |= EXTENDED;
        }
    }

    private void refuse(short reason) {
        clear();
        ISOException.throwIt(reason);
    }

    /**
     * Answers with what stands at {@link #DATA}, in pieces if the command was short or its Le wants them, and with the status word, which
     * is thrown unless it is DONE; before the last piece 61xx is.
     */
    void send(APDU apdu, short length, short status) {
        state[SENT] = 0;
        state[WAITING] = length;
        state[STATUS] = status;
        sendNext(apdu, isExtended() ? EXTENDED_ANSWER : SHORT_ANSWER);
    }

    /** Answers GET RESPONSE as {@link #send} does. */
    void sendMore(APDU apdu) {
        sendNext(apdu, SHORT_ANSWER);
    }

    private void sendNext(APDU apdu, short most) {
        short left = state[WAITING];
        if (left > 0) {
            // An Le of 0 is one that is absent, or the longest.
            short piece = apdu.setOutgoing();
            if (piece <= 0 || piece > most) {
                piece = most;
            }
            if (piece > left) {
                piece = left;
            }
            short from = (short) (DATA + state[SENT]);
            left -= piece;
            state[SENT] += piece;
            state[WAITING] = left;
            apdu.setOutgoingLength(piece);
            apdu.sendBytesLong(bytes, from, piece);
        }
        if (left > 0) {
            ISOException.throwIt((short) (Sw.MORE | (left > 0xFF ? 0 : left)));
        }
        if (state[STATUS] != Sw.DONE) {
            ISOException.throwIt(state[STATUS]);
        }
    }
}
