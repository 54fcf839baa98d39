package org.keymeter.simulator;

import java.util.HexFormat;

/** What the card says when it gets power: ISO 7816-3, 8.2, with historical bytes after ISO 7816-4, 8.1.1. */
final class AnswerToReset {
    private static final byte[] BYTES = HexFormat.of()
            .parseHex(
                    "3BDE" // direct convention; TA1, TC1, TD1 and 14 historical bytes follow
                            + "18FF8131FE45" // T=1, blocks of 254 bytes
                            + "80" + "584B45594D45544552" // compact TLV; card issuer's data: KEYMETER
                            + "738001C0" // selection by full name, command chaining, extended length
                            + "C4"); // exclusive or of all but the first

    private AnswerToReset() {}

    static byte[] bytes() {
        return BYTES.clone();
    }
}
