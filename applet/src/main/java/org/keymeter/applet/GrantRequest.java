package org.keymeter.applet;

import javacard.framework.ISOException;
import javacard.framework.Util;
import javacard.security.Signature;
import org.keymeter.protocol.Code;
import org.keymeter.protocol.Limit;
import org.keymeter.protocol.Sw;

/** What the card asks an approver, a PKCS #10 request (RFC 2986) made on the card, and whether a grant answers it. */
final class GrantRequest {
    private static final byte[] NAME_PREFIX = {'k', 'e', 'y', 'm', 'e', 't', 'e', 'r', ' '};
    private static final byte[] HEX = {
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f',
    };
    private static final byte[] CRITICAL = {DerReader.BOOLEAN, 0x01, (byte) 0xFF};
    private static final byte[] VERSION_0 = {DerReader.INTEGER, 0x01, 0x00};
    private static final byte[] VERSION_1 = {DerReader.INTEGER, 0x01, Code.GRANT_VERSION};
    private static final byte ATTRIBUTES = (byte) 0xA0;

    /** Room behind the signed part: algorithm 12, BIT STRING header 3, signature at most 72. */
    private static final short ROOM_FOR_SIGNATURE = 90;

    private final Store store;
    private final Session session;
    private final Engines engines;
    private final Signature ecdsa;
    private final byte[] bytes;
    private final DerWriter der;

    GrantRequest(Store store, Session session, Engines engines, byte[] bytes) {
        this.store = store;
        this.session = session;
        this.bytes = bytes;
        this.engines = engines;
        ecdsa = engines.ecdsa;
        der = new DerWriter(bytes);
    }

    /**
     * REQUEST GRANT; the request replaces the command.
     *
     * <p>ATOMIC: nonce, uses asked and the mark that they are pending are one atomic copy.
     */
    short make(byte slot, short offset, short length, byte[] work) {
        byte[] key = store.key(slot);
        Check.that(length == U32.LENGTH, Sw.WRONG_LENGTH);
        Check.that(key[Store.POLICY_COUNT] != 0, Sw.GRANT_NEVER);
        Check.that(!U32.isZero(bytes, offset), Sw.WRONG_DATA);
        Check.that(!U32.isLess(key, Store.POLICY_CEILING, bytes, offset), Sw.GRANT_ABOVE_CEILING);
        work[Store.PENDING] = 1;
        engines.fillRandomly(work, Store.NONCE, Limit.ID_LENGTH);
        Util.arrayCopyNonAtomic(bytes, offset, work, Store.ASKED, U32.LENGTH);
        work[Store.NONCE_FAILURES] = 0;
        Util.arrayCopy(work, (short) 0, store.request(slot), (short) 0, Store.REQUEST_LENGTH);
        return write(slot, offset, work);
    }

    private short write(byte slot, short offset, byte[] work) {
        short signedEnd = (short) (bytes.length - ROOM_FOR_SIGNATURE);
        short at = writeAttributes(slot, signedEnd, work);
        at = writeOwnKey(at);
        at = writeSubject(at);
        at = der.raw(at, VERSION_0, (short) 0, (short) VERSION_0.length);
        short start = der.wrap(at, signedEnd, DerReader.SEQUENCE);

        short end = Util.arrayCopyNonAtomic(
                IssuerKey.ECDSA_SHA_256, (short) 0, bytes, signedEnd, (short) IssuerKey.ECDSA_SHA_256.length);
        ecdsa.init(store.deviceKey(), Signature.MODE_SIGN);
        short length = ecdsa.sign(bytes, start, (short) (signedEnd - start), bytes, (short) (end + 3));
        bytes[end] = DerReader.BIT_STRING;
        bytes[(short) (end + 1)] = (byte) (length + 1);
        bytes[(short) (end + 2)] = 0;
        end += (short) (3 + length);
        start = der.wrap(start, end, DerReader.SEQUENCE);
        length = (short) (end - start);
        Util.arrayCopyNonAtomic(bytes, start, bytes, offset, length);
        return length;
    }

    private short writeOwnKey(short end) {
        short at = (short) (end - Limit.POINT_LENGTH);
        store.devicePoint(store.active(), bytes, at);
        return der.raw(at, IssuerKey.P256_PREFIX, (short) 0, (short) IssuerKey.P256_PREFIX.length);
    }

    private short writeSubject(short end) {
        short at = end;
        for (short i = (short) (Store.DEVICE_ID + Limit.ID_LENGTH - 1); i >= Store.DEVICE_ID; i--) {
            at = der.octet(at, HEX[(short) (store.device[i] & 0x0F)]);
            at = der.octet(at, HEX[(short) ((short) (store.device[i] >> 4) & 0x0F)]);
        }
        at = der.raw(at, NAME_PREFIX, (short) 0, (short) NAME_PREFIX.length);
        at = der.wrap(at, end, DerReader.UTF8_STRING);
        at = der.element(at, DerReader.OBJECT_IDENTIFIER, Oids.COMMON_NAME, (short) 0, (short) Oids.COMMON_NAME.length);
        at = der.wrap(at, end, DerReader.SEQUENCE);
        at = der.wrap(at, end, DerReader.SET);
        return der.wrap(at, end, DerReader.SEQUENCE);
    }

    private short writeAttributes(byte slot, short end, byte[] work) {
        short at = writeStatus(slot, end, work);
        at = writeGrant(slot, at);
        at = der.wrap(at, end, DerReader.SEQUENCE);
        at = der.wrap(at, end, DerReader.SET);
        at = der.element(at, DerReader.OBJECT_IDENTIFIER, Oids.EXTENSION_REQUEST, (short) 0, (short)
                Oids.EXTENSION_REQUEST.length);
        at = der.wrap(at, end, DerReader.SEQUENCE);
        return der.wrap(at, end, ATTRIBUTES);
    }

    private short writeGrant(byte slot, short end) {
        byte[] request = store.request(slot);
        byte[] key = store.key(slot);
        short at = der.unsigned(end, request, Store.ASKED, U32.LENGTH);
        at = der.element(at, DerReader.OCTET_STRING, request, Store.NONCE, Limit.ID_LENGTH);
        at = der.unsigned(at, key, Store.GENERATION, (short) 2);
        at = der.element(at, DerReader.OCTET_STRING, key, Store.IDENTITY, Limit.ID_LENGTH);
        at = der.unsigned(at, store.device, Store.INSTANCE, U32.LENGTH);
        at = der.element(at, DerReader.OCTET_STRING, store.device, Store.DEVICE_ID, Limit.ID_LENGTH);
        at = der.raw(at, VERSION_1, (short) 0, (short) VERSION_1.length);
        at = der.wrap(at, end, DerReader.SEQUENCE);
        at = der.wrap(at, end, DerReader.OCTET_STRING);
        at = der.raw(at, CRITICAL, (short) 0, (short) CRITICAL.length);
        at = der.element(at, DerReader.OBJECT_IDENTIFIER, Oids.GRANT, (short) 0, (short) Oids.GRANT.length);
        return der.wrap(at, end, DerReader.SEQUENCE);
    }

    private short writeStatus(byte slot, short end, byte[] work) {
        byte[] meter = store.meter(slot);
        U32.set(work, (short) 0, session.held(slot));
        short at = end;
        for (short which = (short) (Limit.FAILURES_LENGTH - 2); which >= 0; which -= 2) {
            at = der.unsigned(at, store.failures, which, (short) 2);
        }
        at = der.element(at, DerReader.OCTET_STRING, store.head, Store.CHAIN, Limit.HASH_LENGTH);
        at = der.unsigned(at, store.head, Store.SEQUENCE, U32.LENGTH);
        at = der.unsigned(at, meter, Store.SPENT_EVER, U32.LENGTH);
        at = der.unsigned(at, meter, Store.SPENT, U32.LENGTH);
        at = der.unsigned(at, work, (short) 0, U32.LENGTH);
        at = der.unsigned(at, meter, Store.REMAINING, U32.LENGTH);
        at = der.raw(at, VERSION_1, (short) 0, (short) VERSION_1.length);
        at = der.wrap(at, end, DerReader.SEQUENCE);
        at = der.wrap(at, end, DerReader.OCTET_STRING);
        at = der.element(at, DerReader.OBJECT_IDENTIFIER, Oids.STATUS, (short) 0, (short) Oids.STATUS.length);
        return der.wrap(at, end, DerReader.SEQUENCE);
    }

    /** Refuses (980F) a SubjectPublicKeyInfo that is not the device key's. */
    void requireOwnKey(short spki, short length, byte[] work, short pointOffset) {
        short header = (short) IssuerKey.P256_PREFIX.length;
        store.devicePoint(store.active(), work, pointOffset);
        Check.that(
                length == (short) (header + Limit.POINT_LENGTH)
                        && Util.arrayCompare(bytes, spki, IssuerKey.P256_PREFIX, (short) 0, header) == 0
                        && Util.arrayCompare(bytes, (short) (spki + header), work, pointOffset, Limit.POINT_LENGTH)
                                == 0,
                Sw.GRANT_SUBJECT_KEY);
    }

    /**
     * Reads keymeterGrant at {@code offset} and refuses it unless it answers the pending request of this key; writes the uses that it grants at
     * {@code usesOffset} of the work array.
     */
    void judge(byte slot, DerReader reader, short offset, short length, byte[] work, short usesOffset) {
        byte[] key = store.key(slot);
        byte[] request = store.request(slot);
        Check.that(request[Store.PENDING] != 0, Sw.GRANT_NOT_REQUESTED);
        short limit = (short) (offset + length);
        reader.last(offset, limit, DerReader.SEQUENCE);
        short at = DerReader.value(offset, limit);
        short end = reader.endOfUnsigned(at, limit);
        short value = reader.magnitude(at, end);
        Check.that((short) (end - value) == 1 && bytes[value] == Code.GRANT_VERSION, Sw.GRANT_MALFORMED);
        at = requireSame(reader, end, limit, store.device, Store.DEVICE_ID, Sw.GRANT_OTHER_CARD);
        at = widen(reader, at, limit, work, usesOffset);
        requireEqual(work, usesOffset, store.device, Store.INSTANCE, U32.LENGTH, Sw.GRANT_OTHER_INSTANCE);
        at = requireSame(reader, at, limit, key, Store.IDENTITY, Sw.GRANT_OTHER_KEY);
        at = widen(reader, at, limit, work, usesOffset);
        Check.that(Util.getShort(work, usesOffset) == 0, Sw.GRANT_OTHER_GENERATION);
        requireEqual(work, (short) (usesOffset + 2), key, Store.GENERATION, (short) 2, Sw.GRANT_OTHER_GENERATION);
        at = requireSame(reader, at, limit, request, Store.NONCE, Sw.GRANT_OTHER_NONCE);
        DerReader.require(widen(reader, at, limit, work, usesOffset) == limit);
        Check.that(!U32.isZero(work, usesOffset) && !U32.isLess(request, Store.ASKED, work, usesOffset), Sw.GRANT_USES);
        Check.that(!U32.isLess(key, Store.POLICY_CEILING, work, usesOffset), Sw.GRANT_ABOVE_CEILING);
    }

    /** Demands an OCTET STRING of these 16 bytes and returns where it ends. */
    private short requireSame(DerReader reader, short at, short limit, byte[] expected, short offset, short otherwise) {
        short end = reader.end(at, limit, DerReader.OCTET_STRING);
        short value = DerReader.value(at, end);
        Check.that((short) (end - value) == Limit.ID_LENGTH, otherwise);
        requireEqual(bytes, value, expected, offset, Limit.ID_LENGTH, otherwise);
        return end;
    }

    private static void requireEqual(byte[] a, short aOffset, byte[] b, short bOffset, short length, short otherwise) {
        Check.that(Util.arrayCompare(a, aOffset, b, bOffset, length) == 0, otherwise);
    }

    /** Copies a number with zeros in front and returns where it ends; more than four bytes are no number of ours. */
    private short widen(DerReader reader, short at, short limit, byte[] work, short offset) {
        short end = reader.endOfUnsigned(at, limit);
        short value = reader.magnitude(at, end);
        short length = (short) (end - value);
        Check.that(length <= U32.LENGTH, Sw.GRANT_MALFORMED);
        Util.arrayFillNonAtomic(work, offset, U32.LENGTH, (byte) 0);
        Util.arrayCopyNonAtomic(bytes, value, work, (short) (offset + U32.LENGTH - length), length);
        return end;
    }

    /**
     * Counts an attempt to verify a certificate while a request is pending: of a grant that carries its nonce, or of an intermediate, under which
     * such a grant could follow.
     *
     * @return whether it counts, so that {@link #finishAttempt} must follow
     */
    boolean countAttempt(byte slot, boolean isGrant, short offset, short length) {
        byte[] request = store.request(slot);
        if (request[Store.PENDING] == 0 || (isGrant && !carriesNonce(request, offset, length))) {
            return false;
        }
        if (request[Store.NONCE_FAILURES] >= Limit.NONCE_FAILURES) {
            // The eighth was cut off before it could end the request.
            request[Store.PENDING] = 0;
            ISOException.throwIt(Sw.GRANT_NOT_REQUESTED);
        }
        request[Store.NONCE_FAILURES]++;
        return true;
    }

    /** Takes a counted attempt back if the signature was good; else the eighth ends the request. */
    void finishAttempt(byte slot, boolean isGood) {
        byte[] request = store.request(slot);
        if (isGood) {
            request[Store.NONCE_FAILURES]--;
        } else if (request[Store.NONCE_FAILURES] >= Limit.NONCE_FAILURES) {
            request[Store.PENDING] = 0;
        }
    }

    /** Searches 16 bytes: a damaged grant need not even be well formed. */
    private boolean carriesNonce(byte[] request, short offset, short length) {
        byte first = request[Store.NONCE];
        // It stands near the end, where it is what it says.
        for (short at = (short) (offset + length - Limit.ID_LENGTH); at >= offset; at--) {
            if (bytes[at] == first && Util.arrayCompare(bytes, at, request, Store.NONCE, Limit.ID_LENGTH) == 0) {
                return true;
            }
        }
        return false;
    }
}
