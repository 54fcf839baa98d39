package org.keymeter.card.apdu;

import org.keymeter.protocol.Code;

/**
 * A command before it is cut into what a reader carries. Its data may hold secrets: who made the array wipes it.
 *
 * @param cla class, without the bits for chaining and secure messaging
 * @param ins one of {@link org.keymeter.protocol.Ins}
 * @param p1 0 to 255
 * @param p2 0 to 255
 * @param data the command's data, not copied; at most 65,535 bytes
 * @param expected bytes of the answer's data at most, 0 to 65,536; more than 256 asks for an extended APDU where
 *     there is one
 */
public record CommandApdu(int cla, int ins, int p1, int p2, byte[] data, int expected) {
    /** Answers that fit one short APDU. */
    public static final int SHORT_ANSWER = 256;
    /** Answers of any length. */
    public static final int LONG_ANSWER = 65536;

    private static final byte[] NONE = {};

    /** A command of the proprietary class with a short answer. */
    public static CommandApdu proprietary(byte ins, int p1, byte[] data) {
        return new CommandApdu(Code.CLASS_PROPRIETARY & 0xFF, ins & 0xFF, p1 & 0xFF, 0, data, SHORT_ANSWER);
    }

    /** A command of the proprietary class without data and with a short answer. */
    public static CommandApdu proprietary(byte ins, int p1) {
        return proprietary(ins, p1, NONE);
    }

    /** A command of ISO 7816 with a short answer. */
    public static CommandApdu interindustry(byte ins, int p1, int p2, byte[] data) {
        return new CommandApdu(Code.CLASS_INTERINDUSTRY & 0xFF, ins & 0xFF, p1 & 0xFF, p2 & 0xFF, data, SHORT_ANSWER);
    }

    /** The same with an answer of any length. */
    public CommandApdu withLongAnswer() {
        return new CommandApdu(cla, ins, p1, p2, data, LONG_ANSWER);
    }

    /** Header only: the data may be secret. */
    @Override
    public String toString() {
        return String.format("%02X%02X%02X%02X (%d bytes)", cla, ins, p1, p2, data.length);
    }
}
