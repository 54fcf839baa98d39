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
    private static final short PARTS_LENGTH = 17;

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
        for (short i = 0; i < PARTS_LENGTH; i++) {
            part[i] = 0;
        }
        part[PATH_LENGTH] = NONE;
        DerReader.require(length >= 0 && length <= Limit.CERTIFICATE_MAXIMUM);
        der.open(offset, length);
        short top = der.enter(DerReader.SEQUENCE);
        short start = der.position();
        readSigned(work);
        mark(SIGNED, start);
        readOuterAlgorithm();
        mark(SIGNATURE, der.skipBits());
        der.leave(top);
        der.close();
    }

    private void readSigned(byte[] work) {
        short outer = der.enter(DerReader.SEQUENCE);
        readVersion();
        der.skipUnsigned();
        markSequence(ALGORITHM);
        markSequence(ISSUER);
        short validity = der.enter(DerReader.SEQUENCE);
        CertificateTime.read(der, bytes, work, NOT_BEFORE);
        CertificateTime.read(der, bytes, work, NOT_AFTER);
        der.leave(validity);
        if (Util.arrayCompare(work, NOT_BEFORE, work, NOT_AFTER, Limit.DATE_LENGTH) > 0) {
            ISOException.throwIt(Sw.GRANT_VALIDITY);
        }
        markSequence(SUBJECT);
        markSequence(SPKI);
        if (der.hasMore()) {
            readExtensions();
        }
        der.leave(outer);
    }

    /** SPEC: RFC 5280 4.1.2.1; version 1 is written by leaving it out. */
    private void readVersion() {
        boolean v3 = false;
        if (!der.isNext(DerReader.INTEGER)) {
            short outer = der.enter(VERSION);
            short value = der.skipUnsigned();
            v3 = (short) (der.position() - value) == 1 && bytes[value] == V3;
            der.leave(outer);
        }
        if (!v3) {
            ISOException.throwIt(Sw.GRANT_NOT_V3);
        }
    }

    /** SPEC: RFC 5280 4.1.1.2, the algorithm outside must be the one that is signed. */
    private void readOuterAlgorithm() {
        short start = der.position();
        der.skip(DerReader.SEQUENCE);
        short length = (short) (der.position() - start);
        if (length != length(ALGORITHM) || Util.arrayCompare(bytes, start, bytes, offset(ALGORITHM), length) != 0) {
            ISOException.throwIt(Sw.GRANT_ALGORITHM);
        }
    }

    /** Steps over a SEQUENCE and notes where it stands, tag and length included. */
    private void markSequence(short which) {
        short start = der.position();
        der.skip(DerReader.SEQUENCE);
        mark(which, start);
    }

    private void mark(short which, short start) {
        part[which] = start;
        part[(short) (which + 1)] = (short) (der.position() - start);
    }

    private void readExtensions() {
        short explicit = der.enter(EXTENSIONS);
        short outer = der.enter(DerReader.SEQUENCE);
        short list = der.position();
        DerReader.require(der.hasMore());
        while (der.hasMore()) {
            short start = der.position();
            short extension = der.enter(DerReader.SEQUENCE);
            short oid = der.skipOid();
            short oidLength = (short) (der.position() - oid);
            boolean critical = der.isNext(DerReader.BOOLEAN);
            if (critical) {
                der.skipTrue();
            }
            short value = der.enter(DerReader.OCTET_STRING);
            if (!readKnown(oid, oidLength, critical)) {
                // SPEC: RFC 5280 4.2, what is critical and not understood must be refused.
                refuse(critical || isListed(list, start, oid, oidLength));
                der.skipRest();
            }
            der.leave(value);
            der.leave(extension);
        }
        der.leave(outer);
        der.leave(explicit);
    }

    private boolean readKnown(short oid, short length, boolean critical) {
        if (is(oid, length, Oids.BASIC_CONSTRAINTS)) {
            once(SEEN_BASIC_CONSTRAINTS);
            readBasicConstraints();
        } else if (is(oid, length, Oids.KEY_USAGE)) {
            once(SEEN_KEY_USAGE);
            readKeyUsage();
        } else if (is(oid, length, Oids.EXTENDED_KEY_USAGE)) {
            once(SEEN_EXTENDED_KEY_USAGE);
            readExtendedKeyUsage();
        } else if (is(oid, length, Oids.GRANT)) {
            once(SEEN_GRANT);
            if (!critical) {
                ISOException.throwIt(Sw.GRANT_NOT_CRITICAL);
            }
            markSequence(GRANT);
        } else {
            return false;
        }
        return true;
    }

    private void readBasicConstraints() {
        short outer = der.enter(DerReader.SEQUENCE);
        if (der.isNext(DerReader.BOOLEAN)) {
            der.skipTrue();
            part[SEEN] |= SEEN_CA;
        }
        if (der.hasMore()) {
            DerReader.require(isCa());
            short value = der.skipUnsigned();
            // A number of two bytes is as good as no limit.
            if ((short) (der.position() - value) == 1) {
                part[PATH_LENGTH] = (short) (bytes[value] & 0xFF);
            }
        }
        der.leave(outer);
    }

    /** SPEC: X.690 11.2, the last bit that is written is a one; RFC 5280 4.2.1.3, at least one is. */
    private void readKeyUsage() {
        short value = der.skip(DerReader.BIT_STRING);
        short last = (short) (der.position() - 1);
        DerReader.require(last > value);
        byte unused = bytes[value];
        DerReader.require(unused >= 0 && unused <= 7);
        short ending = (short) (bytes[last] & (short) ((short) (2 << unused) - 1));
        DerReader.require(ending == (short) (1 << unused));
        part[KEY_USAGE] = (short) (bytes[(short) (value + 1)] & 0xFF);
    }

    private void readExtendedKeyUsage() {
        short outer = der.enter(DerReader.SEQUENCE);
        DerReader.require(der.hasMore());
        while (der.hasMore()) {
            short oid = der.skipOid();
            if (is(oid, (short) (der.position() - oid), Oids.GRANT_USAGE)) {
                part[SEEN] |= SEEN_GRANT_USAGE;
            }
        }
        der.leave(outer);
    }

    private void once(short bit) {
        refuse(has(bit));
        part[SEEN] |= bit;
    }

    /** Whether an object identifier is among the extensions that were read, from {@code start} to {@code end}. */
    private boolean isListed(short start, short end, short oid, short oidLength) {
        short position = der.position();
        short limit = der.limit();
        boolean listed = false;
        der.open(start, (short) (end - start));
        while (der.hasMore()) {
            short outer = der.enter(DerReader.SEQUENCE);
            short other = der.skip(DerReader.OBJECT_IDENTIFIER);
            listed |= (short) (der.position() - other) == oidLength
                    && Util.arrayCompare(bytes, other, bytes, oid, oidLength) == 0;
            der.skipRest();
            der.leave(outer);
        }
        der.open(position, (short) (limit - position));
        return listed;
    }

    private boolean is(short offset, short length, byte[] expected) {
        return length == (short) expected.length && Util.arrayCompare(bytes, offset, expected, (short) 0, length) == 0;
    }

    private static void refuse(boolean wrong) {
        if (wrong) {
            ISOException.throwIt(Sw.GRANT_CRITICAL_EXTENSION);
        }
    }
}
