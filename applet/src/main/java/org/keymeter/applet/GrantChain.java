package org.keymeter.applet;

import javacard.framework.ISOException;
import javacard.framework.Util;
import javacard.security.MessageDigest;
import org.keymeter.protocol.Event;
import org.keymeter.protocol.Limit;
import org.keymeter.protocol.Sw;

/**
 * Verifies certificates one command at a time, from an anchor that the key's policy names down to the grant, and redeems it (protocol, section 7).
 * That an issuer may be believed is known to the session alone; the key objects, which outlive it, carry no authority.
 */
final class GrantChain {
    // The work array while a certificate is judged: its validity (28), then these.
    private static final short NAME_HASH = 32;
    private static final short POINT = 64;
    private static final short GRANT_DATE = AuditLog.CALLER;
    private static final short USES = GRANT_DATE + Limit.DATE_LENGTH;

    private final Store store;
    private final Session session;
    private final AuditLog log;
    private final Meter meter;
    private final IssuerKey issuerKey;
    private final GrantRequest request;
    private final MessageDigest sha256;
    private final Certificate certificate;
    private final byte[] bytes;

    GrantChain(
            Store store,
            Session session,
            AuditLog log,
            Meter meter,
            IssuerKey issuerKey,
            GrantRequest request,
            MessageDigest sha256,
            byte[] bytes) {
        this.store = store;
        this.session = session;
        this.log = log;
        this.meter = meter;
        this.issuerKey = issuerKey;
        this.request = request;
        this.sha256 = sha256;
        this.bytes = bytes;
        certificate = new Certificate(bytes);
    }

    /**
     * PSO: VERIFY CERTIFICATE; a grant's answer replaces it. Persistent effect of a refusal: the counter of refused grants, and that of the nonce.
     *
     * @return the answer's length, 0 for an intermediate
     */
    short verify(byte slot, short offset, short length, byte[] work) {
        meter.giveBack(work);
        try {
            certificate.read(offset, length, work);
            if (certificate.hasGrant()) {
                redeem(slot, work);
                Util.arrayCopyNonAtomic(store.meter(slot), Store.REMAINING, bytes, offset, U32.LENGTH);
                return U32.LENGTH;
            }
            descend(slot, work);
            return 0;
        } catch (ISOException refused) {
            session.forgetIssuer();
            short reason = refused.getReason();
            if (reason >= Sw.GRANT_MALFORMED && reason <= Sw.GRANT_NEVER) {
                log.countFailures(AuditLog.REFUSED_GRANTS, (short) 1, work);
            }
            ISOException.throwIt(reason);
            return 0;
        }
    }

    /** An intermediate: from now on it may issue the next certificate of this chain. */
    private void descend(byte slot, byte[] work) {
        verifySignature(slot, work);
        byte[] memory = session.bytes;
        Check.that(
                certificate.isCa()
                        && (!certificate.hasKeyUsage()
                                || (short) (certificate.keyUsage() & Certificate.KEY_CERT_SIGN) != 0),
                Sw.GRANT_ISSUER_NO_CA);
        requirePurpose();
        byte left = memory[Session.PATH_LEFT];
        Check.that(left > 0, Sw.GRANT_PATH_LENGTH);
        left--;
        memory[Session.PATH_LEFT] = certificate.pathLength() < left ? (byte) certificate.pathLength() : left;
        // SECURITY: no authority while the working key changes; the mark that restores it comes last.
        session.forgetIssuer();
        byte kind = issuerKey.load(
                bytes, certificate.offset(Certificate.SPKI), certificate.length(Certificate.SPKI), work, POINT);
        hashName(Certificate.SUBJECT, memory, Session.SUBJECT_HASH);
        memory[Session.ISSUER] = kind;
    }

    private void hashName(short which, byte[] to, short offset) {
        sha256.doFinal(bytes, certificate.offset(which), certificate.length(which), to, offset);
    }

    /** Finds the issuer, verifies the signature by its key, and narrows the chain's window; refuses otherwise. */
    private void verifySignature(byte slot, byte[] work) {
        byte[] memory = session.bytes;
        Check.that(store.key(slot)[Store.POLICY_COUNT] != 0, Sw.GRANT_NEVER);
        byte kind = memory[Session.ISSUER];
        if (kind != 0 && isIssuedByLast(work)) {
            boolean isCounted = countAttempt(slot);
            finishAttempt(slot, isCounted, isSignedBy(kind));
        } else {
            session.forgetIssuer();
            startAtAnchor(slot, work);
        }
        narrowWindow(work);
    }

    /** Whether the issuer is the intermediate that was verified last. */
    private boolean isIssuedByLast(byte[] work) {
        hashName(Certificate.ISSUER, work, NAME_HASH);
        return Util.arrayCompare(work, NAME_HASH, session.bytes, Session.SUBJECT_HASH, Limit.HASH_LENGTH) == 0;
    }

    /**
     * SECURITY: P3, a limit on fault attacks. An attempt is counted before the signature is verified, and taken back when it proves good, so that
     * cutting the power in between gives no try for nothing.
     */
    private boolean countAttempt(byte slot) {
        issuerKey.requireAlgorithm(bytes, certificate);
        return request.countAttempt(
                slot,
                certificate.hasGrant(),
                certificate.offset(Certificate.GRANT),
                certificate.length(Certificate.GRANT));
    }

    private void finishAttempt(byte slot, boolean isCounted, boolean isGood) {
        if (isCounted) {
            request.finishAttempt(slot, isGood);
        }
        Check.that(isGood, Sw.GRANT_SIGNATURE);
    }

    /** Tries every anchor of the issuer's name that the policy names: a renewed CA may have the name of the old one, and another key. */
    private void startAtAnchor(byte slot, byte[] work) {
        byte first = findCandidate(slot);
        boolean isCounted = countAttempt(slot);
        boolean isGood = false;
        for (byte i = first; i < Limit.ANCHOR_SLOTS && !isGood; i++) {
            byte[] anchor = store.anchor(i);
            if (anchor != null
                    && isIssuer(anchor)
                    && Anchors.isNamedBy(store.key(slot), anchor[Store.ANCHOR_SPKI_ENTRY])) {
                isGood = isSignedBy(issuerKey.load(
                        anchor,
                        (short) (Store.ANCHOR_SPKI + 2),
                        Util.getShort(anchor, Store.ANCHOR_SPKI),
                        work,
                        POINT));
                if (isGood) {
                    begin(slot, anchor[Store.ANCHOR_SPKI_ENTRY]);
                }
            }
        }
        finishAttempt(slot, isCounted, isGood);
    }

    /** The first anchor of the issuer's name that the policy names. Refuses if no anchor has that name (9804), or none that the policy names (9805). */
    private byte findCandidate(byte slot) {
        short refusal = Sw.GRANT_ISSUER_UNKNOWN;
        for (byte i = 0; i < Limit.ANCHOR_SLOTS; i++) {
            byte[] anchor = store.anchor(i);
            if (anchor != null && isIssuer(anchor)) {
                if (Anchors.isNamedBy(store.key(slot), anchor[Store.ANCHOR_SPKI_ENTRY])) {
                    return i;
                }
                refusal = Sw.GRANT_ANCHOR_NOT_IN_POLICY;
            }
        }
        ISOException.throwIt(refusal);
        return Limit.ANCHOR_SLOTS;
    }

    /** Two anchors of one name may have keys of different kinds, so a kind that does not fit the algorithm is no more than a key that does not verify. */
    private boolean isSignedBy(byte kind) {
        try {
            return issuerKey.verifies(kind, bytes, certificate);
        } catch (ISOException otherKind) {
            return false;
        }
    }

    private boolean isIssuer(byte[] anchor) {
        short length = certificate.length(Certificate.ISSUER);
        return Util.getShort(anchor, Store.ANCHOR_SUBJECT) == length
                && Util.arrayCompare(
                                bytes,
                                certificate.offset(Certificate.ISSUER),
                                anchor,
                                (short) (Store.ANCHOR_SUBJECT + 2),
                                length)
                        == 0;
    }

    private void begin(byte slot, byte entry) {
        byte[] memory = session.bytes;
        memory[Session.ANCHOR] = entry;
        memory[Session.PATH_LEFT] = store.key(slot)[Store.POLICY_INTERMEDIATES];
        Util.arrayCopyNonAtomic(
                store.spkis,
                (short) (Store.spkiOffset(entry) + Store.SPKI_DATE),
                memory,
                Session.NOT_BEFORE,
                Limit.DATE_LENGTH);
        Util.arrayFillNonAtomic(memory, Session.NOT_AFTER, Limit.DATE_LENGTH, (byte) '9');
    }

    /**
     * The card has no clock. It demands that there is a moment, not before the latest grant redeemed under this anchor, at which all certificates of the
     * chain are valid.
     */
    private void narrowWindow(byte[] work) {
        byte[] memory = session.bytes;
        if (isBefore(memory, Session.NOT_BEFORE, work, Certificate.NOT_BEFORE)) {
            Util.arrayCopyNonAtomic(work, Certificate.NOT_BEFORE, memory, Session.NOT_BEFORE, Limit.DATE_LENGTH);
        }
        if (isBefore(work, Certificate.NOT_AFTER, memory, Session.NOT_AFTER)) {
            Util.arrayCopyNonAtomic(work, Certificate.NOT_AFTER, memory, Session.NOT_AFTER, Limit.DATE_LENGTH);
        }
        Check.that(!isBefore(memory, Session.NOT_AFTER, memory, Session.NOT_BEFORE), Sw.GRANT_EXPIRED);
    }

    /** Digits only, on whose order all cards agree. */
    private static boolean isBefore(byte[] a, short aOffset, byte[] b, short bOffset) {
        return Util.arrayCompare(a, aOffset, b, bOffset, Limit.DATE_LENGTH) < 0;
    }

    /**
     * A grant: judges it and, if nothing is wrong with it, sets the remaining uses.
     *
     * <p>ATOMIC: meter, nonce, the anchor's date and the record are one transaction, so that a grant counts once or not at all (P3).
     */
    private void redeem(byte slot, byte[] work) {
        verifySignature(slot, work);
        Util.arrayCopyNonAtomic(work, Certificate.NOT_BEFORE, work, GRANT_DATE, Limit.DATE_LENGTH);
        requireRole();
        request.requireOwnKey(certificate.offset(Certificate.SPKI), certificate.length(Certificate.SPKI), work, POINT);
        request.judge(
                slot,
                certificate.der,
                certificate.offset(Certificate.GRANT),
                certificate.length(Certificate.GRANT),
                work,
                USES);
        byte entry = session.bytes[Session.ANCHOR];
        short date = (short) (Store.spkiOffset(entry) + Store.SPKI_DATE);
        prepareRecord(slot, entry, work);
        store.begin();
        Util.arrayCopy(work, USES, store.meter(slot), Store.REMAINING, U32.LENGTH);
        store.request(slot)[Store.PENDING] = 0;
        if (isBefore(store.spkis, date, work, GRANT_DATE)) {
            Util.arrayCopy(work, GRANT_DATE, store.spkis, date, Limit.DATE_LENGTH);
        }
        log.store(work);
        store.commit();
        session.forgetIssuer();
    }

    private void requireRole() {
        boolean signsCertificates = (short) (certificate.keyUsage() & Certificate.KEY_CERT_SIGN) != 0;
        Check.that(!certificate.isCa() && !signsCertificates, Sw.GRANT_IS_CA);
        Check.that(
                !certificate.hasKeyUsage() || (short) (certificate.keyUsage() & Certificate.DIGITAL_SIGNATURE) != 0,
                Sw.GRANT_KEY_USAGE);
        requirePurpose();
    }

    /** SPEC: RFC 5280 4.2.1.12, a key whose purposes are named may serve no other; so a CA for TLS cannot grant. */
    private void requirePurpose() {
        Check.that(!certificate.hasExtendedKeyUsage() || certificate.hasGrantUsage(), Sw.GRANT_EXTENDED_KEY_USAGE);
    }

    private void prepareRecord(byte slot, byte entry, byte[] work) {
        byte[] key = store.key(slot);
        short generation = Util.getShort(key, Store.GENERATION);
        log.prepare(work, Event.GRANT_REDEEMED, slot, generation, AuditLog.REDEEM, (short) 0);
        Util.arrayCopyNonAtomic(key, Store.IDENTITY, work, AuditLog.DETAIL, Limit.ID_LENGTH);
        short end = Util.arrayCopyNonAtomic(work, USES, work, AuditLog.AMOUNT, U32.LENGTH);
        end = Util.arrayCopyNonAtomic(store.meter(slot), Store.REMAINING, work, end, U32.LENGTH);
        Util.arrayCopyNonAtomic(store.spkis, Store.spkiOffset(entry), work, end, (short) 8);
        log.seal(work);
    }

    /** MANAGE SECURITY ENVIRONMENT: SET; returns the slot that a well-formed command names. */
    static byte slotOf(byte[] buffer, short offset, short length) {
        Check.that(
                length == 3
                        && buffer[offset] == (byte) 0x83
                        && buffer[(short) (offset + 1)] == 1
                        && buffer[(short) (offset + 2)] >= 0
                        && buffer[(short) (offset + 2)] < Limit.KEY_SLOTS,
                Sw.WRONG_DATA);
        return buffer[(short) (offset + 2)];
    }
}
