package org.keymeter.card.apdu;

import org.keymeter.card.CardException;
import org.keymeter.card.MalformedResponseException;

/** Sends each command as one APDU, short where it fits, and takes the answer as it comes. */
public final class SingleApdus implements ApduProcessor {
    private static final int HEADER_LENGTH = 4;
    private static final int SHORT_DATA = 255;

    private final ApduTransport transport;
    private final boolean supportsExtended;

    /** @param supportsExtended whether the transport carries extended APDUs */
    public SingleApdus(ApduTransport transport, boolean supportsExtended) {
        this.transport = transport;
        this.supportsExtended = supportsExtended;
    }

    /** @throws IllegalArgumentException if the data need an extended APDU and the transport carries none */
    @Override
    public ResponseApdu transmit(CommandApdu command) throws CardException {
        byte[] answer = transport.transmit(isExtended(command) ? extended(command) : brief(command));
        if (answer.length < 2) {
            throw new MalformedResponseException(command.toString(), "has no status word");
        }
        ByteReader reader = new ByteReader(command.toString(), answer);
        return new ResponseApdu(reader.bytes(answer.length - 2), new StatusWord(reader.u16()));
    }

    @Override
    public boolean isExtended(CommandApdu command) {
        return supportsExtended
                && (command.data().length > SHORT_DATA || command.expected() > CommandApdu.SHORT_ANSWER);
    }

    private static byte[] brief(CommandApdu command) {
        int lc = command.data().length;
        if (lc > SHORT_DATA) {
            throw new IllegalArgumentException("too long for a short APDU");
        }
        boolean hasLe = command.expected() > 0;
        byte[] apdu = new byte[HEADER_LENGTH + (lc > 0 ? 1 + lc : 0) + (hasLe ? 1 : 0)];
        header(command, apdu);
        if (lc > 0) {
            apdu[HEADER_LENGTH] = (byte) lc;
            System.arraycopy(command.data(), 0, apdu, HEADER_LENGTH + 1, lc);
        }
        if (hasLe) {
            // 256, and all beyond, is 00
            apdu[apdu.length - 1] = (byte) Math.min(command.expected(), CommandApdu.SHORT_ANSWER);
        }
        return apdu;
    }

    private static byte[] extended(CommandApdu command) {
        int lc = command.data().length;
        boolean hasLe = command.expected() > 0;
        byte[] apdu = new byte[HEADER_LENGTH + 1 + (lc > 0 ? 2 + lc : 0) + (hasLe ? 2 : 0)];
        header(command, apdu);
        if (lc > 0) {
            apdu[HEADER_LENGTH + 1] = (byte) (lc >> 8);
            apdu[HEADER_LENGTH + 2] = (byte) lc;
            System.arraycopy(command.data(), 0, apdu, HEADER_LENGTH + 3, lc);
        }
        if (hasLe) {
            // 65,536 is 0000
            apdu[apdu.length - 2] = (byte) (command.expected() >> 8);
            apdu[apdu.length - 1] = (byte) command.expected();
        }
        return apdu;
    }

    private static void header(CommandApdu command, byte[] apdu) {
        apdu[0] = (byte) command.cla();
        apdu[1] = (byte) command.ins();
        apdu[2] = (byte) command.p1();
        apdu[3] = (byte) command.p2();
    }
}
