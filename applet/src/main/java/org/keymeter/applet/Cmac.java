package org.keymeter.applet;

import javacard.framework.ISOException;
import javacard.framework.Util;
import javacard.security.AESKey;
import javacard.security.Signature;
import org.keymeter.protocol.Limit;
import org.keymeter.protocol.Sw;

/**
 * AES-CMAC (NIST SP 800-38B) for messages whose length is more than a block and never a multiple of one, as all of the secure channel's
 * are (5, 7 or 2 bytes over); of the two subkeys only that for a padded last block is needed. By the card itself where it can, else
 * built from CBC-MAC: the last block is masked with the subkey and handed over on its own.
 */
final class Cmac {
    /** RAM that a built one needs. */
    static final short MEMORY_LENGTH = Limit.BLOCK_LENGTH;

    private static final byte REDUCTION = (byte) 0x87;
    private static final byte PADDING = (byte) 0x80;

    private final Signature engine;
    private final byte[] memory;
    private final short subkey;

    /**
     * @param engine the card's CMAC, or CBC-MAC without padding if there is {@code memory}
     * @param memory RAM that holds the subkey at {@code subkey}, or null
     */
    Cmac(Signature engine, byte[] memory, short subkey) {
        this.engine = engine;
        this.memory = memory;
        this.subkey = subkey;
    }

    /** Takes a key; to be called again whenever that key is set. */
    void init(AESKey key) {
        engine.init(key, Signature.MODE_SIGN);
        if (memory != null) {
            Util.arrayFillNonAtomic(memory, subkey, Limit.BLOCK_LENGTH, (byte) 0);
            engine.sign(memory, subkey, Limit.BLOCK_LENGTH, memory, subkey);
            doubleSubkey();
            doubleSubkey();
        }
    }

    /** Writes the MAC (16 bytes) of a message, whose first block is used up. The MAC may go where the message stands. */
    void sign(byte[] message, short offset, short length, byte[] out, short outOffset) {
        short tail = (short) (length & (short) (Limit.BLOCK_LENGTH - 1));
        short head = (short) (length - tail);
        if (tail == 0 || head == 0) {
            ISOException.throwIt(Sw.INTERNAL);
        }
        if (memory == null) {
            engine.sign(message, offset, length, out, outOffset);
            return;
        }
        engine.update(message, offset, head);
        // The head is taken in: its place serves for the last block.
        Util.arrayCopyNonAtomic(message, (short) (offset + head), message, offset, tail);
        Util.arrayFillNonAtomic(message, (short) (offset + tail), (short) (Limit.BLOCK_LENGTH - tail), (byte) 0);
        message[(short) (offset + tail)] = PADDING;
        for (short i = 0; i < Limit.BLOCK_LENGTH; i++) {
            message[(short) (offset + i)] ^= memory[(short) (subkey + i)];
        }
        engine.sign(message, offset, Limit.BLOCK_LENGTH, out, outOffset);
    }

    /** Doubles the subkey in GF(2^128), without a branch on its bits. */
    private void doubleSubkey() {
        short last = (short) (subkey + Limit.BLOCK_LENGTH - 1);
        byte overflow = (byte) (REDUCTION & (byte) (memory[subkey] >> 7));
        for (short i = subkey; i < last; i++) {
            byte carry = (byte) ((short) (memory[(short) (i + 1)] >> 7) & 1);
            memory[i] = (byte) ((byte) (memory[i] << 1) | carry);
        }
        memory[last] = (byte) ((byte) (memory[last] << 1) ^ overflow);
    }
}
