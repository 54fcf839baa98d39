package org.keymeter.applet;

import javacard.framework.ISOException;
import javacard.framework.Util;
import javacard.security.MessageDigest;
import org.keymeter.protocol.Event;
import org.keymeter.protocol.Limit;
import org.keymeter.protocol.Sw;

/** The outstanding part of the audit log: reading and acknowledging it. */
final class LogTail {
    private final Store store;
    private final AuditLog log;
    private final MessageDigest sha256;

    LogTail(Store store, AuditLog log, MessageDigest sha256) {
        this.store = store;
        this.log = log;
        this.sha256 = sha256;
    }

    /** How far a sequence lies behind the first outstanding one; refuses (6A88) one that is not outstanding. */
    private short distance(byte[] buffer, short offset, byte[] work) {
        short distance = (short)
                (Util.getShort(buffer, (short) (offset + 2)) - Util.getShort(store.tail, (short) (Store.SEQUENCE + 2)));
        Util.arrayCopyNonAtomic(store.tail, Store.SEQUENCE, work, AuditLog.NEW_TAIL, U32.LENGTH);
        if (distance >= 0) {
            U32.add(work, AuditLog.NEW_TAIL, distance);
        }
        if (distance < 0
                || distance >= log.outstanding()
                || Util.arrayCompare(buffer, offset, work, AuditLog.NEW_TAIL, U32.LENGTH) != 0) {
            ISOException.throwIt(Sw.NOT_FOUND);
        }
        return distance;
    }

    /** READ LOG. */
    short read(byte[] buffer, short offset, short length, short maximum, byte[] work) {
        Check.that(length == U32.LENGTH, Sw.WRONG_LENGTH);
        short count = (short) (log.outstanding() - distance(buffer, offset, work));
        short fit = (short) (maximum / Limit.RECORD_LENGTH);
        if (count > fit) {
            count = fit;
        }
        short end = offset;
        byte sequence = buffer[(short) (offset + 3)];
        for (short i = 0; i < count; i++) {
            end = Util.arrayCopyNonAtomic(store.ring, AuditLog.position(sequence), buffer, end, Limit.RECORD_LENGTH);
            sequence++;
        }
        return (short) (end - offset);
    }

    /**
     * ACKNOWLEDGE LOG. Walks the chain from the first outstanding record, so that only who has read them all knows the value asked for.
     *
     * <p>ATOMIC: one transaction moves the tail and writes its own record, into a slot that this frees.
     */
    void acknowledge(byte[] buffer, short offset, short length, byte[] work) {
        Check.that(length == (short) (U32.LENGTH + Limit.HASH_LENGTH), Sw.WRONG_LENGTH);
        short distance = distance(buffer, offset, work);
        boolean worthIt = false;
        byte sequence = store.tail[(short) (Store.SEQUENCE + 3)];
        Util.arrayCopyNonAtomic(store.tail, Store.CHAIN, work, (short) 0, Limit.HASH_LENGTH);
        for (short i = 0; i <= distance; i++) {
            Util.arrayCopyNonAtomic(
                    store.ring, AuditLog.position(sequence), work, AuditLog.RECORD, Limit.RECORD_LENGTH);
            worthIt |= work[(short) (AuditLog.RECORD + AuditLog.EVENT)] != Event.LOG_ACKNOWLEDGED;
            sha256.doFinal(work, (short) 0, AuditLog.LINK_LENGTH, work, (short) 0);
            sequence++;
        }
        Check.that(
                Util.arrayCompare(work, (short) 0, buffer, (short) (offset + U32.LENGTH), Limit.HASH_LENGTH) == 0,
                Sw.LOG_CHAIN_DIFFERS);
        Check.that(worthIt, Sw.LOG_NOTHING_TO_ACKNOWLEDGE);
        U32.add(work, AuditLog.NEW_TAIL, (short) 1);
        Util.arrayCopyNonAtomic(work, (short) 0, work, (short) (AuditLog.NEW_TAIL + Store.CHAIN), Limit.HASH_LENGTH);
        log.prepareAcknowledgement(work, distance);
        Util.arrayCopyNonAtomic(buffer, offset, work, AuditLog.DETAIL, U32.LENGTH);
        log.sealWithTail(work);
        store.begin();
        log.storeWithTail(work);
        store.commit();
    }

    /** Whether nothing is outstanding but acknowledgements. */
    boolean isAcknowledged() {
        byte sequence = store.tail[(short) (Store.SEQUENCE + 3)];
        for (short left = log.outstanding(); left > 0; left--) {
            if (store.ring[(short) (AuditLog.position(sequence) + AuditLog.EVENT)] != Event.LOG_ACKNOWLEDGED) {
                return false;
            }
            sequence++;
        }
        return true;
    }
}
