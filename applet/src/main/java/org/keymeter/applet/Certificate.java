package org.keymeter.applet;

import javacard.framework.ISOException;
import javacard.framework.JCSystem;
import javacard.framework.Util;
import org.keymeter.protocol.Limit;
import org.keymeter.protocol.Sw;

/**
 * Where the parts of one X.509 v3 certificate stand (RFC 5280), read strictly. Reading trusts nothing and verifies no signature. Refusals
 * are those of section 7 of the protocol that a certificate can earn by itself.
 */
final class Certificate {
    // Parts: where each begins, and behind it its length. All but the signature and the grant include tag and length.
    static final short SIGNED = 0;
    static final short ALGORITHM = 2;
    static final short ISSUER = 4;
    static final short SUBJECT = 6;
    static final short SPKI = 8;

    /** The signature's bytes alone. */
    static final short SIGNATURE = 10;

    /** The value of keymeterGrant, one SEQUENCE; length 0 if it is absent. */
    static final short GRANT = 12;

    private static final short SEEN = 14;
    private static final short PATH_LENGTH = 15;
    private static final short KEY_USAGE = 16;
    /** Of the object identifiers of unknown extensions so far, the last four bits, a bit for each of their values. */
    private static final short ENDINGS = 17;

    private static final short PARTS_LENGTH = 18;

    // Where read() leaves the validity in its work array, as 14 ASCII digits YYYYMMDDHHMMSS each.
    static final short NOT_BEFORE = 0;
    static final short NOT_AFTER = Limit.DATE_LENGTH;

    /** A path length that is absent: no limit. */
    static final short NONE = 0x7FFF;

    // Bits of keyUsage.
    static final short DIGITAL_SIGNATURE = 0x80;
    static final short KEY_CERT_SIGN = 0x04;

    // Bits of SEEN.
    private static final short SEEN_BASIC_CONSTRAINTS = 0x01;
    private static final short SEEN_KEY_USAGE = 0x02;
    private static final short SEEN_EXTENDED_KEY_USAGE = 0x04;
    private static final short SEEN_GRANT = 0x08;
    private static final short SEEN_CA = 0x10;
    private static final short SEEN_GRANT_USAGE = 0x20;

    private static final byte VERSION = (byte) 0xA0;
    private static final byte EXTENSIONS = (byte) 0xA3;
    private static final byte V3 = 2;

    /** Reads from the same array; for the parts, once they are known. */
    final DerReader der;

    private final byte[] bytes;
    private final short[] part = JCSystem.makeTransientShortArray(PARTS_LENGTH, JCSystem.CLEAR_ON_DESELECT);

    Certificate(byte[] bytes) {
        this.bytes = bytes;
        der = new DerReader(bytes);
    }

    /** Where a part begins. */
    short offset(short which) {
        return part[which];
    }

    short length(short which) {
        return part[(short) (which + 1)];
    }

    boolean hasGrant() {
        return has(SEEN_GRANT);
    }

    boolean isCa() {
        return has(SEEN_CA);
    }

    /** How many intermediates basicConstraints allow below this one, or NONE. */
    short pathLength() {
        return part[PATH_LENGTH];
    }

    boolean hasKeyUsage() {
        return has(SEEN_KEY_USAGE);
    }

    /** The first eight bits of keyUsage, 0 if it is absent. */
    short keyUsage() {
        return part[KEY_USAGE];
    }

    boolean hasExtendedKeyUsage() {
        return has(SEEN_EXTENDED_KEY_USAGE);
    }

    /** Whether extendedKeyUsage names keymeterGrantUsage. */
    boolean hasGrantUsage() {
        return has(SEEN_GRANT_USAGE);
    }

    private boolean has(short bit) {
        return (part[SEEN] & bit) != 0;
    }

    /**
     * Reads the certificate that stands at {@code offset}.
     *
     * @param work takes the validity, 28 bytes: see NOT_BEFORE and NOT_AFTER
     */
    void read(short offset, short length, byte[] work) {
        part[(short) (GRANT + 1)] = 0;
        part[SEEN] = 0;
        part[ENDINGS] = 0;
        part[KEY_USAGE] = 0;
        part[PATH_LENGTH] = NONE;
        DerReader.require(length >= 0 && length <= Limit.CERTIFICATE_MAXIMUM);
        short end = (short) (offset + length);
        der.last(offset, end, DerReader.SEQUENCE);
        short signed = DerReader.value(offset, end);
        short signedEnd = note(SIGNED, signed, end);
        readSigned(DerReader.value(signed, signedEnd), signedEnd, work);
        short outerAlgorithmEnd = readOuterAlgorithm(signedEnd, end);
        short bits = der.lastBits(outerAlgorithmEnd, end);
        part[SIGNATURE] = bits;
        part[(short) (SIGNATURE + 1)] = (short) (end - bits);
    }

    private void readSigned(short start, short limit, byte[] work) {
        short at = readVersion(start, limit);
        at = der.endOfUnsigned(at, limit);
        at = note(ALGORITHM, at, limit);
        at = note(ISSUER, at, limit);
        at = readValidity(at, limit, work);
        at = note(SUBJECT, at, limit);
        at = note(SPKI, at, limit);
        if (at < limit) {
            readExtensions(at, limit);
        }
    }

    private short readValidity(short start, short limit, byte[] work) {
        short end = der.end(start, limit, DerReader.SEQUENCE);
        short at = CertificateTime.read(der, bytes, DerReader.value(start, end), end, work, NOT_BEFORE);
        at = CertificateTime.read(der, bytes, at, end, work, NOT_AFTER);
        DerReader.require(at == end);
        if (Util.arrayCompare(work, NOT_BEFORE, work, NOT_AFTER, Limit.DATE_LENGTH) > 0) {
            ISOException.throwIt(Sw.GRANT_VALIDITY);
        }
        return end;
    }

    /** SPEC: RFC 5280 4.1.2.1; version 1 is written by leaving it out. */
    private short readVersion(short start, short limit) {
        boolean v3 = false;
        short end = start;
        if (!der.isNext(start, limit, DerReader.INTEGER)) {
            end = der.end(start, limit, VERSION);
            short number = DerReader.value(start, end);
            DerReader.require(der.endOfUnsigned(number, end) == end);
            short value = der.magnitude(number, end);
            v3 = (short) (end - value) == 1 && bytes[value] == V3;
        }
        if (!v3) {
            ISOException.throwIt(Sw.GRANT_NOT_V3);
        }
        return end;
    }

    /** SPEC: RFC 5280 4.1.1.2, the algorithm outside must be the one that is signed. */
    private short readOuterAlgorithm(short start, short limit) {
        short end = der.end(start, limit, DerReader.SEQUENCE);
        short length = (short) (end - start);
        if (length != length(ALGORITHM) || Util.arrayCompare(bytes, start, bytes, offset(ALGORITHM), length) != 0) {
            ISOException.throwIt(Sw.GRANT_ALGORITHM);
        }
        return end;
    }

    /** Notes where a SEQUENCE stands, tag and length included, and returns where it ends. */
    private short note(short which, short start, short limit) {
        short end = der.end(start, limit, DerReader.SEQUENCE);
        part[which] = start;
        part[(short) (which + 1)] = (short) (end - start);
        return end;
    }

    private void readExtensions(short start, short limit) {
        der.last(start, limit, EXTENSIONS);
        short list = DerReader.value(start, limit);
        der.last(list, limit, DerReader.SEQUENCE);
        short first = DerReader.value(list, limit);
        DerReader.require(first < limit);
        short next = first;
        while (next < limit) {
            next = readExtension(next, limit, first);
        }
    }

    /** @param first where the list of extensions begins */
    private short readExtension(short start, short limit, short first) {
        short end = der.end(start, limit, DerReader.SEQUENCE);
        short oid = DerReader.value(start, end);
        short oidEnd = der.end(oid, end, DerReader.OBJECT_IDENTIFIER);
        boolean critical = der.isNext(oidEnd, end, DerReader.BOOLEAN);
        short wrapped = critical ? der.endOfTrue(oidEnd, end) : oidEnd;
        der.last(wrapped, end, DerReader.OCTET_STRING);
        short name = DerReader.value(oid, oidEnd);
        short value = DerReader.value(wrapped, end);
        if (is(name, oidEnd, Oids.GRANT)) {
            once(SEEN_GRANT);
            if (!critical) {
                ISOException.throwIt(Sw.GRANT_NOT_CRITICAL);
            }
            DerReader.require(note(GRANT, value, end) == end);
        } else if (!readKnown(name, oidEnd, value, end)) {
            der.requireArcs(oid, oidEnd);
            // SPEC: RFC 5280 4.2, what is critical and not understood must be refused.
            refuse(critical || isRepeated(first, start, oid, oidEnd));
        }
        return end;
    }

    /** Reads an extension's value, from {@code value} to {@code end}, if it is one of X.509's own that the card knows. */
    private boolean readKnown(short name, short nameEnd, short value, short end) {
        if ((short) (nameEnd - name) != 3 || Util.getShort(bytes, name) != Oids.CERTIFICATE_EXTENSION) {
            return false;
        }
        switch (bytes[(short) (name + 2)]) {
            case Oids.BASIC_CONSTRAINTS:
                once(SEEN_BASIC_CONSTRAINTS);
                readBasicConstraints(value, end);
                return true;
            case Oids.KEY_USAGE:
                once(SEEN_KEY_USAGE);
                readKeyUsage(value, end);
                return true;
            case Oids.EXTENDED_KEY_USAGE:
                once(SEEN_EXTENDED_KEY_USAGE);
                readExtendedKeyUsage(value, end);
                return true;
            default:
                return false;
        }
    }

    private void readBasicConstraints(short start, short limit) {
        der.last(start, limit, DerReader.SEQUENCE);
        short at = DerReader.value(start, limit);
        if (der.isNext(at, limit, DerReader.BOOLEAN)) {
            at = der.endOfTrue(at, limit);
            part[SEEN] |= SEEN_CA;
        }
        if (at < limit) {
            DerReader.require(isCa() && der.endOfUnsigned(at, limit) == limit);
            short value = der.magnitude(at, limit);
            // A number of two bytes is as good as no limit.
            if ((short) (limit - value) == 1) {
                part[PATH_LENGTH] = (short) (bytes[value] & 0xFF);
            }
        }
    }

    /** SPEC: X.690 11.2, the last bit that is written is a one; RFC 5280 4.2.1.3, at least one is. */
    private void readKeyUsage(short start, short limit) {
        der.last(start, limit, DerReader.BIT_STRING);
        short value = DerReader.value(start, limit);
        short last = (short) (limit - 1);
        DerReader.require(last > value);
        byte unused = bytes[value];
        DerReader.require(unused >= 0 && unused <= 7);
        short ending = (short) (bytes[last] & (short) ((short) (2 << unused) - 1));
        DerReader.require(ending == (short) (1 << unused));
        part[KEY_USAGE] = (short) (bytes[(short) (value + 1)] & 0xFF);
    }

    private void readExtendedKeyUsage(short start, short limit) {
        der.last(start, limit, DerReader.SEQUENCE);
        short at = DerReader.value(start, limit);
        DerReader.require(at < limit);
        while (at < limit) {
            short end = der.end(at, limit, DerReader.OBJECT_IDENTIFIER);
            if (is(DerReader.value(at, end), end, Oids.GRANT_USAGE)) {
                part[SEEN] |= SEEN_GRANT_USAGE;
            } else {
                der.requireArcs(at, end);
            }
            at = end;
        }
    }

    private void once(short bit) {
        refuse(has(bit));
        part[SEEN] |= bit;
    }

    /** Whether the object identifier of an unknown extension was among those before it, which begin at {@code first} and end at {@code end}. */
    private boolean isRepeated(short first, short end, short oid, short oidEnd) {
        short bit = (short) (1 << (bytes[(short) (oidEnd - 1)] & 15));
        short endings = part[ENDINGS];
        part[ENDINGS] |= bit;
        return (endings & bit) != 0 && isListed(first, end, oid, oidEnd);
    }

    private boolean isListed(short first, short end, short oid, short oidEnd) {
        short length = (short) (oidEnd - oid);
        short at = first;
        while (at < end) {
            short extensionEnd = der.end(at, end, DerReader.SEQUENCE);
            short other = DerReader.value(at, extensionEnd);
            // With tag and length, one is never the beginning of another.
            if (Util.arrayCompare(bytes, other, bytes, oid, length) == 0) {
                return true;
            }
            at = extensionEnd;
        }
        return false;
    }

    private boolean is(short offset, short end, byte[] expected) {
        short length = (short) expected.length;
        short last = (short) (length - 1);
        return (short) (end - offset) == length
                && bytes[(short) (offset + last)] == expected[last]
                && Util.arrayCompare(bytes, offset, expected, (short) 0, length) == 0;
    }

    private static void refuse(boolean wrong) {
        if (wrong) {
            ISOException.throwIt(Sw.GRANT_CRITICAL_EXTENSION);
        }
    }
}
