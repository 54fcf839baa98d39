package org.keymeter.card.apdu;

import org.keymeter.protocol.Sw;

/**
 * The two bytes that end every answer. Tested for exact values and ranges only, never by a bit mask.
 *
 * @param value 0 to FFFF
 */
public record StatusWord(int value) {
    public StatusWord {
        if (value < 0 || value > 0xFFFF) {
            throw new IllegalArgumentException("not two bytes");
        }
    }

    /** @param constant one of {@link Sw} */
    public static StatusWord of(short constant) {
        return new StatusWord(constant & 0xFFFF);
    }

    /** @param constant one of {@link Sw} */
    public boolean is(short constant) {
        return value == (constant & 0xFFFF);
    }

    public boolean isDone() {
        return is(Sw.DONE);
    }

    /** 62xx and 63xx: inside the channel they carry a MAC. */
    public boolean isWarning() {
        return value >= 0x6200 && value <= 0x63FF;
    }

    /** 61xx: more of the answer waits. */
    public boolean isMore() {
        return value >= 0x6100 && value <= 0x61FF;
    }

    /** 6Cxx: nothing was done, xx is the length to ask for. */
    public boolean isWrongLe() {
        return value >= 0x6C00 && value <= 0x6CFF;
    }

    /** 63C0 to 63CF. */
    public boolean isPinWrong() {
        return value >= 0x63C0 && value <= 0x63CF;
    }

    /** 9801 to 9819. */
    public boolean isGrantRefused() {
        return value >= 0x9801 && value <= 0x9819;
    }

    /** The second byte, 0 to 255. */
    public int low() {
        return value & 0xFF;
    }

    /** Four hexadecimal digits, as in docs/PROTOCOL.md. */
    @Override
    public String toString() {
        return String.format("%04X", value);
    }
}
