package org.keymeter.applet;

import javacard.framework.JCSystem;
import javacard.framework.Util;
import javacardx.crypto.Cipher;
import org.keymeter.protocol.Limit;

/**
 * AES-SIV (RFC 5297) with a 512-bit key and one associated-data string, over several entries of one size at once.
 *
 * <p>A native call costs about as much for sixteen blocks as for one, and a call that fetches a key or an IV costs several times that, so CMAC is not
 * called per entry: the blocks that all entries have in the same place of S2V go through one AES call over contiguous memory. S2V of one string and a
 * plaintext of at least a block is, with L = AES(K1, 0), K1' = dbl(L), K2' = dbl(K1') and Z = dbl(CMAC(0)):
 *
 * <pre>
 * A   = CMAC(context)                         one chain, of which entries differ in the last block only
 * tag = CMAC(plain xorend (Z xor A))          column by column over all entries
 * </pre>
 *
 * <p>The work array holds 16 bytes of template (the masked last context block, chained), a block A per entry, and {@code columns} blocks per entry,
 * column by column.
 */
final class Siv {
    private static final short BLOCK = Limit.BLOCK_LENGTH;
    private static final byte PADDING = (byte) 0x80;
    private static final byte REDUCTION = (byte) 0x87;

    // Constants of the key in force, in the session: K1', K2', and Z xor K1', which is what a whole last block wants.
    private static final short K1 = Session.SIV_CONSTANTS;
    private static final short K2 = K1 + BLOCK;
    private static final short WHOLE = K2 + BLOCK;

    /** Of the work array, what this class uses; an APDU buffer has no less. */
    private static final short WORK_LENGTH = 256;

    private static final short CONTEXT = BLOCK;

    // Where things are, transient.
    private static final short SUFFIX = 0;
    private static final short SUFFIX_LENGTH = 1;
    private static final short SUFFIX_POSITION = 2;
    private static final short TAG = 3;
    private static final short DATA = 4;
    private static final short DATA_LENGTH = 5;
    private static final short STRIDE = 6;
    private static final short COUNT = 7;
    private static final short PLACES = 8;

    private final short[] place = JCSystem.makeTransientShortArray(PLACES, JCSystem.CLEAR_ON_DESELECT);
    private final Store store;
    private final Session session;
    private final Cipher mac;
    private final Cipher counter;

    Siv(Store store, Session session, Engines engines) {
        this.store = store;
        this.session = session;
        mac = engines.ecb;
        counter = Cipher.getInstance(Cipher.ALG_AES_BLOCK_128_ECB_NOPAD, false);
    }

    /** Puts the key of a generation in force, unless it is. */
    void use(short index) {
        if (session.isSivKey(index)) {
            return;
        }
        session.setSivKey((short) -1);
        mac.init(store.macKey(index), Cipher.MODE_ENCRYPT);
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
        for (short i = 0; i < length; i++) {
            to[(short) (offset + i)] ^= with[(short) (withOffset + i)];
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

    /** Chains the context's prefix, which all entries share, and leaves the masked last block at 0 of the work array, without the suffix. */
    void prefix(byte[] buffer, short offset, short length, short suffixLength, byte[] work) {
        short total = (short) (length + suffixLength);
        Util.arrayFillNonAtomic(work, (short) 0, BLOCK, (byte) 0);
        short at = 0;
        while ((short) (total - at) > BLOCK) {
            mask(work, (short) 0, buffer, (short) (offset + at), BLOCK);
            mac.doFinal(work, (short) 0, BLOCK, work, (short) 0);
            at += BLOCK;
        }
        mask(work, (short) 0, buffer, (short) (offset + at), (short) (length - at));
        place[SUFFIX_POSITION] = (short) (length - at);
        short last = (short) (total - at);
        if (last == BLOCK) {
            mask(work, (short) 0, session.bytes, K1, BLOCK);
        } else {
            work[last] ^= PADDING;
            mask(work, (short) 0, session.bytes, K2, BLOCK);
        }
    }

    private short columns() {
        return (short) ((short) (place[DATA_LENGTH] + BLOCK - 1) / BLOCK);
    }

    /** Start of the columns in the work array. */
    private short text() {
        return (short) (CONTEXT + (short) (place[COUNT] * BLOCK));
    }

    /** Computes the tags of the group from its plaintexts; entry i's is at {@link #tagOf}. */
    void tags(byte[] buffer, byte[] work) {
        contexts(buffer, work);
        short column = (short) (place[COUNT] * BLOCK);
        short text = text();
        spread(buffer, work, text, column);
        short columns = columns();
        for (short i = 0; i < columns; i++) {
            if (i > 0) {
                mask(work, text, work, (short) (text - column), column);
            }
            mac.doFinal(work, text, column, work, text);
            text += column;
        }
    }

    /** Writes A for every entry. */
    private void contexts(byte[] buffer, byte[] work) {
        short to = CONTEXT;
        short suffix = place[SUFFIX];
        for (short i = place[COUNT]; i > 0; i--) {
            Util.arrayCopyNonAtomic(work, (short) 0, work, to, BLOCK);
            mask(work, (short) (to + place[SUFFIX_POSITION]), buffer, suffix, place[SUFFIX_LENGTH]);
            suffix += place[STRIDE];
            to += BLOCK;
        }
        mac.doFinal(work, CONTEXT, (short) (place[COUNT] * BLOCK), work, CONTEXT);
    }

    /** Copies the plaintexts into columns, and masks their ends: xorend, padding and the subkey of CMAC. */
    private void spread(byte[] buffer, byte[] work, short text, short column) {
        short length = place[DATA_LENGTH];
        short whole = (short) (length & (short) ~(BLOCK - 1));
        short rest = (short) (length - whole);
        short context = CONTEXT;
        short from = place[DATA];
        for (short i = place[COUNT]; i > 0; i--) {
            short to = text;
            for (short done = 0; done < whole; done += BLOCK) {
                Util.arrayCopyNonAtomic(buffer, (short) (from + done), work, to, BLOCK);
                to += column;
            }
            if (rest == 0) {
                maskWhole(work, (short) (to - column), context);
            } else {
                Util.arrayFillNonAtomic(work, to, BLOCK, (byte) 0);
                Util.arrayCopyNonAtomic(buffer, (short) (from + whole), work, to, rest);
                maskRest(work, to, rest, column, context);
            }
            text += BLOCK;
            context += BLOCK;
            from += place[STRIDE];
        }
    }

    private void maskWhole(byte[] work, short last, short context) {
        byte[] memory = session.bytes;
        for (short i = 0; i < BLOCK; i++) {
            work[(short) (last + i)] ^= (byte) (work[(short) (context + i)] ^ memory[(short) (WHOLE + i)]);
        }
    }

    /** The last 16 bytes of the plaintext end {@code rest} bytes into the last column. */
    private void maskRest(byte[] work, short last, short rest, short column, short context) {
        byte[] memory = session.bytes;
        for (short i = 0; i < BLOCK; i++) {
            short at = (short) (i + rest);
            short target = (short) (at < BLOCK ? last - column + at : last + at - BLOCK);
            byte z = (byte) (memory[(short) (WHOLE + i)] ^ memory[(short) (K1 + i)]);
            work[target] ^= (byte) (work[(short) (context + i)] ^ z);
        }
        work[(short) (last + rest)] ^= PADDING;
        mask(work, last, memory, K2, BLOCK);
    }

    private short tagOf(short entry) {
        short column = (short) (place[COUNT] * BLOCK);
        return (short) (text() + (short) ((short) (columns() - 1) * column) + (short) (entry * BLOCK));
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
        byte difference = 0;
        for (short i = 0; i < BLOCK; i++) {
            difference |= (byte) (work[(short) (computed + i)] ^ buffer[(short) (given + i)]);
        }
        return difference == 0;
    }

    /** Encrypts or decrypts the group's data under its tags (RFC 5297, 2.5: two bits of the tag are cleared in the counter). */
    void crypt(byte[] buffer, byte[] work) {
        short column = (short) (place[COUNT] * BLOCK);
        short text = text();
        short columns = columns();
        for (short i = 0; i < columns; i++) {
            counters(buffer, work, (short) (text + (short) (i * column)), i);
        }
        counter.doFinal(work, text, (short) (columns * column), work, text);
        short left = place[DATA_LENGTH];
        short data = place[DATA];
        for (short i = 0; i < columns; i++) {
            short width = left < BLOCK ? left : BLOCK;
            short to = data;
            for (short entry = place[COUNT]; entry > 0; entry--) {
                mask(buffer, to, work, text, width);
                to += place[STRIDE];
                text += BLOCK;
            }
            data += BLOCK;
            left -= BLOCK;
        }
    }

    /** Counter block {@code number} (0 to 3) of every entry. */
    private void counters(byte[] buffer, byte[] work, short to, short number) {
        short tag = place[TAG];
        for (short entry = place[COUNT]; entry > 0; entry--) {
            Util.arrayCopyNonAtomic(buffer, tag, work, to, BLOCK);
            work[(short) (to + 8)] &= 0x7F;
            work[(short) (to + 12)] &= 0x7F;
            if (number > 0) {
                U32.add(work, (short) (to + 12), number);
            }
            tag += place[STRIDE];
            to += BLOCK;
        }
    }

    /** Wipes key streams and plaintexts from the work array. */
    static void wipe(byte[] work) {
        Util.arrayFillNonAtomic(work, (short) 0, WORK_LENGTH, (byte) 0);
    }
}
