package org.keymeter.simulator.hostile;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The judge's reader of DER: an element with tag and length as they stood, and what is in it. It shares nothing with the trees that mutations
 * change, so that both cannot be wrong in the same way.
 */
record Element(int tag, byte[] whole, byte[] value) {
    private static final int LONG_FORM = 0x80;

    /** Anything that is not DER. */
    static final class NotDer extends Exception {
        private static final long serialVersionUID = 1L;

        NotDer(String message) {
            super(message);
        }
    }

    static Element one(byte[] bytes) throws NotDer {
        List<Element> all = all(bytes);
        demand(all.size() == 1, all.size() + " elements in place of one");
        return all.get(0);
    }

    static List<Element> all(byte[] bytes) throws NotDer {
        List<Element> all = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += all.get(all.size() - 1).whole.length) {
            all.add(at(bytes, at));
        }
        return all;
    }

    private static Element at(byte[] bytes, int at) throws NotDer {
        demand(at + 1 < bytes.length, "no length");
        int first = bytes[at + 1] & 0xFF;
        int more = first < LONG_FORM ? 0 : first - LONG_FORM;
        demand(first != LONG_FORM && more <= 4 && at + 2 + more <= bytes.length, "length of length");
        int start = at + 2 + more;
        BigInteger length =
                more == 0 ? BigInteger.valueOf(first) : new BigInteger(1, Arrays.copyOfRange(bytes, at + 2, start));
        boolean isShortest = more == 0
                || length.bitLength() > Byte.SIZE * (more - 1) && length.compareTo(BigInteger.valueOf(LONG_FORM)) >= 0;
        demand(isShortest, "length longer than needed");
        demand(length.compareTo(BigInteger.valueOf((long) bytes.length - start)) <= 0, "length beyond the parent");
        int end = start + length.intValue();
        return new Element(bytes[at] & 0xFF, Arrays.copyOfRange(bytes, at, end), Arrays.copyOfRange(bytes, start, end));
    }

    Element require(int expected) throws NotDer {
        demand(tag == expected, String.format("tag %02X in place of %02X", tag, expected));
        return this;
    }

    List<Element> children(int expected) throws NotDer {
        require(expected);
        return all(value);
    }

    /** An INTEGER in its shortest form, of any sign. */
    BigInteger integer() throws NotDer {
        require(0x02);
        demand(value.length > 0, "an empty number");
        boolean isPadded = value.length > 1 && (value[0] == 0 && value[1] >= 0 || value[0] == -1 && value[1] < 0);
        demand(!isPadded, "a number longer than needed");
        return new BigInteger(value);
    }

    /** A BOOLEAN that DER would write though FALSE is the default. */
    void requireTrue() throws NotDer {
        require(0x01);
        demand(value.length == 1 && value[0] == -1, "a BOOLEAN that is not FF");
    }

    /** Dotted, by arcs that are none longer than needed. */
    void requireIdentifier() throws NotDer {
        require(0x06);
        demand(value.length > 0 && value[value.length - 1] >= 0, "an object identifier without end");
        for (int i = 0; i < value.length; i++) {
            boolean begins = i == 0 || value[i - 1] >= 0;
            demand(!begins || (value[i] & 0xFF) != 0x80, "an arc longer than needed");
        }
    }

    static void demand(boolean holds, String otherwise) throws NotDer {
        if (!holds) {
            throw new NotDer(otherwise);
        }
    }
}
