package org.keymeter.simulator.hostile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/** An element of DER as a tree that can be changed in ways no encoder offers. What stands inside an OCTET STRING or BIT STRING is part of the tree. */
final class Der {
    static final int BOOLEAN = 0x01;
    static final int INTEGER = 0x02;
    static final int BIT_STRING = 0x03;
    static final int OCTET_STRING = 0x04;
    static final int NULL = 0x05;
    static final int OID = 0x06;
    static final int UTF8_STRING = 0x0C;
    static final int UTC_TIME = 0x17;
    static final int GENERALIZED_TIME = 0x18;
    static final int SEQUENCE = 0x30;
    static final int SET = 0x31;

    private static final int CONSTRUCTED = 0x20;

    int tag;
    LengthForm form = LengthForm.MINIMAL;
    /** Of an element without children, all its contents; else what stands in front of them: the unused bits of a BIT STRING. */
    byte[] value;
    /** Empty for what has none. */
    final List<Der> children = new ArrayList<>();

    Der(int tag, byte[] value, Der... children) {
        this.tag = tag;
        this.value = value.clone();
        this.children.addAll(List.of(children));
    }

    Der(int tag, Der... children) {
        this(tag, new byte[0], children);
    }

    static Der integer(long value) {
        return new Der(INTEGER, BigInteger.valueOf(value).toByteArray());
    }

    static Der oid(String dotted) {
        try {
            return parse(new ASN1ObjectIdentifier(dotted).getEncoded());
        } catch (IOException e) {
            throw new IllegalArgumentException(dotted, e);
        }
    }

    static Der text(int tag, String text) {
        return new Der(tag, text.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws IllegalArgumentException if it is not one element in the only encoding that this class writes by itself */
    static Der parse(byte[] bytes) {
        List<Der> all = parseAll(bytes);
        if (all.size() != 1) {
            throw new IllegalArgumentException("not one element");
        }
        return all.get(0);
    }

    private static List<Der> parseAll(byte[] bytes) {
        List<Der> found = new ArrayList<>();
        int at = 0;
        while (at < bytes.length) {
            int lengthBytes = at + 1 < bytes.length && bytes[at + 1] < 0 ? bytes[at + 1] & 0x7F : 0;
            int start = at + 2 + lengthBytes;
            if (start > bytes.length || lengthBytes > 2) {
                throw new IllegalArgumentException("cut off");
            }
            int length = lengthBytes == 0
                    ? bytes[at + 1]
                    : new BigInteger(1, Arrays.copyOfRange(bytes, at + 2, start)).intValue();
            if (start + length > bytes.length) {
                throw new IllegalArgumentException("cut off");
            }
            Der read = read(bytes[at] & 0xFF, Arrays.copyOfRange(bytes, start, start + length));
            if (!Arrays.equals(read.encode(), Arrays.copyOfRange(bytes, at, start + length))) {
                throw new IllegalArgumentException("not written by these rules");
            }
            found.add(read);
            at = start + length;
        }
        return found;
    }

    private static Der read(int tag, byte[] contents) {
        if ((tag & CONSTRUCTED) != 0) {
            return new Der(tag, parseAll(contents).toArray(Der[]::new));
        }
        int front = tag == BIT_STRING ? 1 : 0;
        if ((tag == BIT_STRING || tag == OCTET_STRING) && contents.length > front + 1) {
            try {
                Der inside = parse(Arrays.copyOfRange(contents, front, contents.length));
                return new Der(tag, Arrays.copyOf(contents, front), inside);
            } catch (IllegalArgumentException noElement) {
                return new Der(tag, contents);
            }
        }
        return new Der(tag, contents);
    }

    byte[] contents() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(value);
        children.forEach(child -> out.writeBytes(child.encode()));
        return out.toByteArray();
    }

    byte[] encode() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        out.writeBytes(form.write(contents()));
        return out.toByteArray();
    }

    /** Makes it an element without children. */
    void setContents(byte[] contents) {
        children.clear();
        value = contents.clone();
    }

    /** @throws NoSuchElementException if there are fewer */
    Der child(int index) {
        if (index >= children.size()) {
            throw new NoSuchElementException("no child " + index);
        }
        return children.get(index);
    }

    /** It and all below it. */
    List<Der> all() {
        List<Der> all = new ArrayList<>(List.of(this));
        children.forEach(child -> all.addAll(child.all()));
        return all;
    }

    Der copy() {
        Der copy = new Der(tag, value);
        copy.form = form;
        children.forEach(child -> copy.children.add(child.copy()));
        return copy;
    }
}
