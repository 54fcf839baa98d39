package org.keymeter.applet;

import javacard.framework.JCSystem;
import javacard.framework.Util;
import javacardx.crypto.Cipher;
import org.keymeter.protocol.Limit;

/**
 * AES-SIV (RFC 5297) with a 512-bit key and one associated-data string, over several entries of one size at once.
 *
 * <p>A native call costs about as much for sixteen blocks as for one, a call that fetches a key or an IV costs several times that, and an XOR of 16
 * bytes costs almost as much as a call. So CMAC is not called per entry; what several entries need in the same way goes through one AES call over
 * contiguous memory, and what is chained goes through CBC, which XORs by itself. S2V of one string and a plaintext of at least a block is, with
 * L = AES(K1, 0), K1' = dbl(L), K2' = dbl(K1') and Z = dbl(CMAC(0)):
 *
 * <pre>
 * A   = CMAC(context)                         one chain, of which entries differ in the last block only
 * tag = CMAC(plain xorend (Z xor A))          one chain per entry
 * </pre>
 *
 * <p>The work array holds 16 bytes of template (the masked last context block), a block A per entry (with the context's blocks before it, if the
 * entry is alone), and then each entry's whole blocks: its key stream first, its plaintext and its tag later.
 */
final class Siv {
    private static final short BLOCK = Limit.BLOCK_LENGTH;
    private static final byte PADDING = (byte) 0x80;
    private static final byte REDUCTION = (byte) 0x87;

    // Constants of the key in force, in the session: K1', K2', and Z xor K1', which is what a whole last block wants.
    private static final short K1 = Session.SIV_CONSTANTS;
    private static final short K2 = K1 + BLOCK;
    private static final short WHOLE = K2 + BLOCK;

    /** Bytes of a work array that the applet uses at most; SELECT refuses a card whose APDU buffer has less. */
    static final short WORK_LENGTH = 256;

    private static final short CONTEXT = BLOCK;

    /** How much of a context's prefix finds room in the work array beside an entry of any size. */
    private static final short ALONE_MAXIMUM = WORK_LENGTH - CONTEXT - BLOCK - Limit.SUBKEY_MAXIMUM;

    // Where things are, transient.
    private static final short SUFFIX = 0;
    private static final short SUFFIX_LENGTH = 1;
    private static final short SUFFIX_POSITION = 2;
    private static final short TAG = 3;
    private static final short DATA = 4;
    private static final short DATA_LENGTH = 5;
    private static final short STRIDE = 6;
    private static final short COUNT = 7;
    /** The context's blocks before its last, and how many bytes of them the tag of a single entry has still to chain. */
    private static final short PREFIX = 8;

    private static final short UNCHAINED = 9;
    private static final short PLACES = 10;

    private final short[] place = JCSystem.makeTransientShortArray(PLACES, JCSystem.CLEAR_ON_DESELECT);
    private final Store store;
    private final Session session;
    private final Cipher mac;
    private final Cipher chain;
    private final Cipher counter;

    Siv(Store store, Session session, Engines engines) {
        this.store = store;
        this.session = session;
        mac = engines.ecb;
        chain = Cipher.getInstance(Cipher.ALG_AES_BLOCK_128_CBC_NOPAD, false);
        counter = Cipher.getInstance(Cipher.ALG_AES_BLOCK_128_ECB_NOPAD, false);
    }

    /** Puts the key of a generation in force, unless it is. */
    void use(short index) {
        if (session.isSivKey(index)) {
            return;
        }
        session.setSivKey((short) -1);
        mac.init(store.macKey(index), Cipher.MODE_ENCRYPT);
        chain.init(store.macKey(index), Cipher.MODE_ENCRYPT);
        counter.init(store.counterKey(index), Cipher.MODE_ENCRYPT);
        byte[] memory = session.bytes;
        Util.arrayFillNonAtomic(memory, K1, BLOCK, (byte) 0);
        mac.doFinal(memory, K1, BLOCK, memory, K1);
        doubled(memory, K1, K1);
        doubled(memory, K1, K2);
        mac.doFinal(memory, K1, BLOCK, memory, WHOLE);
        doubled(memory, WHOLE, WHOLE);
        mask(memory, WHOLE, memory, K1, BLOCK);
        session.setSivKey(index);
    }

    /** dbl of RFC 5297, 2.3, in GF(2^128). */
    private static void doubled(byte[] memory, short from, short to) {
        byte reduction = memory[from] < 0 ? REDUCTION : 0;
        for (short i = 0; i < (short) (BLOCK - 1); i++) {
            byte carry = (byte) (memory[(short) (from + i + 1)] < 0 ? 1 : 0);
            memory[(short) (to + i)] = (byte) ((byte) (memory[(short) (from + i)] << 1) | carry);
        }
        short last = (short) (to + BLOCK - 1);
        memory[last] = (byte) ((byte) (memory[(short) (from + BLOCK - 1)] << 1) ^ reduction);
    }

    private static void mask(byte[] to, short offset, byte[] with, short withOffset, short length) {
        short end = (short) (offset + length);
        short at = offset;
        short from = withOffset;
        while (at < end) {
            to[at] ^= with[from];
            at++;
            from++;
        }
    }

    /**
     * Says where the entries are: {@code count} of them, {@code stride} apart, each with its suffix, tag and data.
     *
     * @param dataLength 16 to 64
     */
    void lay(short suffix, short suffixLength, short tag, short data, short dataLength, short stride) {
        place[SUFFIX] = suffix;
        place[SUFFIX_LENGTH] = suffixLength;
        place[TAG] = tag;
        place[DATA] = data;
        place[DATA_LENGTH] = dataLength;
        place[STRIDE] = stride;
    }

    /** Moves on to the next entries, {@code count} of them at a time. */
    void group(short count, short skipped) {
        short distance = (short) (skipped * place[STRIDE]);
        place[SUFFIX] += distance;
        place[TAG] += distance;
        place[DATA] += distance;
        place[COUNT] = count;
    }

    /** How many entries of this size the work array has room for. */
    static short groupSize(short dataLength) {
        short columns = (short) ((short) (dataLength + BLOCK - 1) / BLOCK);
        return (short) ((short) (WORK_LENGTH - CONTEXT) / (short) (BLOCK * (short) (columns + 1)));
    }

    /**
     * Lays the masked last block of the context at 0 of the work array, without the suffix, and chains the blocks before it, which all entries share.
     *
     * @param isAlone whether there is one entry only; if the prefix is still in the buffer when its tag is made, one call chains the whole context
     */
    void prefix(byte[] buffer, short offset, short length, short suffixLength, boolean isAlone, byte[] work) {
        short total = (short) (length + suffixLength);
        short chained = (short) ((short) (total - 1) & (short) -BLOCK);
        short rest = (short) (length - chained);
        short last = (short) (total - chained);
        Util.arrayCopyNonAtomic(session.bytes, last == BLOCK ? K1 : K2, work, (short) 0, BLOCK);
        if (last < BLOCK) {
            work[last] ^= PADDING;
        }
        mask(work, (short) 0, buffer, (short) (offset + chained), rest);
        boolean isLater = isAlone && chained <= ALONE_MAXIMUM;
        if (chained > 0 && !isLater) {
            chainNow(buffer, offset, chained, work);
        }
        place[SUFFIX_POSITION] = rest;
        place[PREFIX] = offset;
        place[UNCHAINED] = isLater ? chained : 0;
    }

    /** Masks the template with the chain of these blocks, at most 240 bytes. */
    private void chainNow(byte[] buffer, short offset, short length, byte[] work) {
        Util.arrayCopyNonAtomic(buffer, offset, work, CONTEXT, length);
        chain.doFinal(work, CONTEXT, length, work, CONTEXT);
        mask(work, (short) 0, work, (short) (CONTEXT + length - BLOCK), BLOCK);
    }

    /** Length of an entry in whole blocks. */
    private short blocksLength() {
        return (short) ((short) (place[DATA_LENGTH] + BLOCK - 1) & (short) -BLOCK);
    }

    /** Where A of the first entry stands. */
    private short contextMac() {
        return (short) (CONTEXT + place[UNCHAINED]);
    }

    /** Where the first entry's blocks stand, once there are contexts. */
    private short text() {
        return (short) (contextMac() + (short) (place[COUNT] * BLOCK));
    }

    /** Computes the tags of the group from its plaintexts; entry i's is at {@link #tagOf}. */
    void tags(byte[] buffer, byte[] work) {
        contexts(buffer, work);
        short length = place[DATA_LENGTH];
        short blocks = blocksLength();
        short stride = place[STRIDE];
        short context = contextMac();
        short from = place[DATA];
        short to = text();
        for (short left = place[COUNT]; left > 0; left--) {
            Util.arrayCopyNonAtomic(buffer, from, work, to, length);
            if (length == blocks) {
                maskWhole(work, (short) (to + length - BLOCK), context);
            } else {
                maskRest(work, (short) (to + length), (short) (to + blocks), context);
            }
            chain.doFinal(work, to, blocks, work, to);
            from += stride;
            context += BLOCK;
            to += blocks;
        }
    }

    /** Writes A for every entry. */
    private void contexts(byte[] buffer, byte[] work) {
        short unchained = place[UNCHAINED];
        short position = place[SUFFIX_POSITION];
        short length = place[SUFFIX_LENGTH];
        short suffix = place[SUFFIX];
        short to = contextMac();
        for (short left = place[COUNT]; left > 0; left--) {
            Util.arrayCopyNonAtomic(work, (short) 0, work, to, BLOCK);
            mask(work, (short) (to + position), buffer, suffix, length);
            suffix += place[STRIDE];
            to += BLOCK;
        }
        if (unchained > 0) {
            Util.arrayCopyNonAtomic(buffer, place[PREFIX], work, CONTEXT, unchained);
            chain.doFinal(work, CONTEXT, (short) (unchained + BLOCK), work, CONTEXT);
        } else {
            mac.doFinal(work, CONTEXT, (short) (place[COUNT] * BLOCK), work, CONTEXT);
        }
    }

    /** xorend and the subkey of CMAC, for a plaintext of whole blocks. */
    private void maskWhole(byte[] work, short last, short context) {
        byte[] memory = session.bytes;
        short end = (short) (last + BLOCK);
        short at = last;
        short from = context;
        short constant = WHOLE;
        while (at < end) {
            work[at] = (byte) (work[at] ^ work[from] ^ memory[constant]);
            at++;
            from++;
            constant++;
        }
    }

    /** xorend, padding and the subkey of CMAC, for a plaintext that ends within a block. */
    private void maskRest(byte[] work, short textEnd, short blocksEnd, short context) {
        byte[] memory = session.bytes;
        short xorend = (short) (textEnd - BLOCK);
        mask(work, xorend, work, context, BLOCK);
        mask(work, xorend, memory, WHOLE, BLOCK);
        mask(work, xorend, memory, K1, BLOCK);
        Util.arrayFillNonAtomic(work, textEnd, (short) (blocksEnd - textEnd), (byte) 0);
        work[textEnd] = PADDING;
        mask(work, (short) (blocksEnd - BLOCK), memory, K2, BLOCK);
    }

    private short tagOf(short entry) {
        return (short) (text() + (short) ((short) (entry + 1) * blocksLength()) - BLOCK);
    }

    /** Puts the computed tags in front of the data. */
    void putTags(byte[] buffer, byte[] work) {
        short to = place[TAG];
        for (short i = 0; i < place[COUNT]; i++) {
            Util.arrayCopyNonAtomic(work, tagOf(i), buffer, to, BLOCK);
            to += place[STRIDE];
        }
    }

    /** Whether an entry's computed tag is the one that it came with; takes the same time wherever they differ. */
    boolean isGenuine(short entry, byte[] buffer, byte[] work) {
        short computed = tagOf(entry);
        short given = (short) (place[TAG] + (short) (entry * place[STRIDE]));
        short end = (short) (computed + BLOCK);
        short difference = 0;
        while (computed < end) {
            difference |= (short) (work[computed] ^ buffer[given]);
            computed++;
            given++;
        }
        return difference == 0;
    }

    /** Encrypts or decrypts the group's data under its tags. */
    void crypt(byte[] buffer, byte[] work) {
        short length = place[DATA_LENGTH];
        short blocks = blocksLength();
        short stride = place[STRIDE];
        short count = place[COUNT];
        short tag = place[TAG];
        short stream = CONTEXT;
        for (short left = count; left > 0; left--) {
            counters(buffer, tag, work, stream, blocks);
            tag += stride;
            stream += blocks;
        }
        counter.doFinal(work, CONTEXT, (short) (stream - CONTEXT), work, CONTEXT);
        short data = place[DATA];
        stream = CONTEXT;
        for (short left = count; left > 0; left--) {
            mask(buffer, data, work, stream, length);
            data += stride;
            stream += blocks;
        }
    }

    /** Counter blocks of one entry. RFC 5297, 2.5: two bits of the tag are cleared, so that a number below 80000000 is what counts up. */
    private static void counters(byte[] buffer, short tag, byte[] work, short to, short length) {
        Util.arrayCopyNonAtomic(buffer, tag, work, to, BLOCK);
        work[(short) (to + 8)] &= 0x7F;
        work[(short) (to + 12)] &= 0x7F;
        short end = (short) (to + length);
        for (short next = (short) (to + BLOCK); next < end; next += BLOCK) {
            Util.arrayCopyNonAtomic(work, (short) (next - BLOCK), work, next, BLOCK);
            short i = (short) (next + BLOCK - 1);
            while (++work[i] == 0) {
                i--;
            }
        }
    }

    /** Wipes key streams and plaintexts from the work array. */
    static void wipe(byte[] work) {
        Util.arrayFillNonAtomic(work, (short) 0, WORK_LENGTH, (byte) 0);
    }
}
