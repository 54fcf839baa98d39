package org.keymeter.simulator.hostile;

import java.io.ByteArrayOutputStream;
import java.util.Random;

/** How an element's length is written: one way is DER, the others should fool nobody. */
enum LengthForm {
    MINIMAL,
    PADDED,
    PADDED_TWICE,
    ONE_LESS,
    ONE_MORE,
    ZERO,
    INDEFINITE,
    RESERVED,
    HUGE,
    HUGE_NEGATIVE,
    BEYOND_32_BITS;

    private static final int LONG_FORM = 0x80;

    /** Any but {@link #MINIMAL}. */
    static LengthForm wrong(Random random) {
        return values()[1 + random.nextInt(values().length - 1)];
    }

    /** Length and contents, and what an indefinite length needs behind them. */
    byte[] write(byte[] contents) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int length = contents.length;
        switch (this) {
            case MINIMAL -> out.writeBytes(length(length, 0));
            case PADDED -> out.writeBytes(length(length, 1));
            case PADDED_TWICE -> out.writeBytes(length(length, 2));
            case ONE_LESS -> out.writeBytes(length(Math.max(0, length - 1), 0));
            case ONE_MORE -> out.writeBytes(length(length + 1, 0));
            case ZERO -> out.write(0);
            case INDEFINITE -> out.write(LONG_FORM);
            case RESERVED -> out.write(0xFF);
            case HUGE -> out.writeBytes(new byte[] {(byte) 0x82, 0x7F, (byte) 0xFF});
            case HUGE_NEGATIVE -> out.writeBytes(new byte[] {(byte) 0x82, (byte) 0xFF, (byte) 0xFF});
            case BEYOND_32_BITS ->
                out.writeBytes(new byte[] {(byte) 0x85, 1, 0, 0, (byte) (length >> 8), (byte) length});
        }
        out.writeBytes(contents);
        if (this == INDEFINITE) {
            out.writeBytes(new byte[2]);
        }
        return out.toByteArray();
    }

    /** @param padding bytes more than the length needs */
    private static byte[] length(int length, int padding) {
        if (length < LONG_FORM && padding == 0) {
            return new byte[] {(byte) length};
        }
        int needed = (length < LONG_FORM ? 0 : length < 0x100 ? 1 : 2) + padding;
        byte[] written = new byte[1 + needed];
        written[0] = (byte) (LONG_FORM + needed);
        for (int i = 0; i < needed; i++) {
            written[needed - i] = (byte) (i < Integer.BYTES ? length >> Byte.SIZE * i : 0);
        }
        return written;
    }
}
