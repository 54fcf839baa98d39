package org.keymeter.applet;

import javacard.framework.ISOException;
import javacard.framework.OwnerPIN;
import javacard.framework.Util;
import org.keymeter.protocol.Code;
import org.keymeter.protocol.Event;
import org.keymeter.protocol.Limit;
import org.keymeter.protocol.Sw;

/** User and admin PIN. That one was verified is known to the session alone, never to the {@code OwnerPIN}, whose flag outlives a channel. */
final class Pins {
    private final Store store;
    private final Session session;
    private final AuditLog log;
    private final Meter meter;

    Pins(Store store, Session session, AuditLog log, Meter meter) {
        this.store = store;
        this.session = session;
        this.log = log;
        this.meter = meter;
    }

    private OwnerPIN pin(byte reference) {
        if (reference != Code.USER_PIN && reference != Code.ADMIN_PIN) {
            ISOException.throwIt(Sw.WRONG_P1P2);
        }
        return reference == Code.USER_PIN ? store.userPin : store.adminPin;
    }

    static boolean isAllowed(short length) {
        return length >= Limit.PIN_MINIMUM && length <= Limit.PIN_MAXIMUM;
    }

    /** VERIFY. Persistent effect: try and failure counters. */
    void verify(byte p1, byte reference, byte[] buffer, short offset, short length, byte[] work) {
        OwnerPIN pin = pin(reference);
        byte authority = Session.authorityOf(reference);
        if (p1 == Code.FORGET && length == 0) {
            session.revoke(authority);
            return;
        }
        Check.that(p1 == 0, Sw.WRONG_P1P2);
        if (length == 0) {
            if (!session.has(authority)) {
                throwTries(pin);
            }
            return;
        }
        check(reference, buffer, offset, length, work);
        session.grant(authority);
        if (reference == Code.USER_PIN) {
            session.renewBursts();
        }
    }

    private static void throwTries(OwnerPIN pin) {
        byte tries = pin.getTriesRemaining();
        ISOException.throwIt(tries == 0 ? Sw.PIN_BLOCKED : (short) (Sw.PIN_WRONG | tries));
    }

    /** Refuses a wrong PIN (63Cx), a blocked one (6983), and one of a length that none can have (6700, no try spent). */
    private void check(byte reference, byte[] buffer, short offset, short length, byte[] work) {
        Check.that(isAllowed(length), Sw.WRONG_LENGTH);
        OwnerPIN pin = pin(reference);
        session.revoke(Session.authorityOf(reference));
        Check.that(pin.getTriesRemaining() != 0, Sw.PIN_BLOCKED);
        boolean isRight = pin.check(buffer, offset, (byte) length);
        Util.arrayFillNonAtomic(buffer, offset, length, (byte) 0);
        if (!isRight) {
            log.countFailures(AuditLog.WRONG_PINS, (short) 1, work);
            ISOException.throwIt((short) (Sw.PIN_WRONG | pin.getTriesRemaining()));
        }
    }

    /**
     * CHANGE REFERENCE DATA, old and new with a length byte each.
     *
     * <p>ATOMIC: {@code OwnerPIN.update} takes part in the transaction of its record.
     */
    void change(byte reference, byte[] buffer, short offset, short length, byte[] work) {
        OwnerPIN pin = pin(reference);
        short oldLength = length == 0 ? (short) 0 : (short) (buffer[offset] & 0xFF);
        short next = (short) (offset + 1 + oldLength);
        short newLength = (short) (length - 2 - oldLength);
        if (newLength < 0 || newLength != (short) (buffer[next] & 0xFF)) {
            ISOException.throwIt(Sw.WRONG_LENGTH);
        }
        Check.that(isAllowed(newLength), Sw.WRONG_DATA);
        meter.giveBack(work);
        log.requireRoom(AuditLog.CHANGE, (short) 0);
        check(reference, buffer, (short) (offset + 1), oldLength, work);
        log.prepare(work, Event.PIN_CHANGED, reference, (short) 0, AuditLog.CHANGE, (short) 0);
        log.seal(work);
        store.begin();
        pin.update(buffer, (short) (next + 1), (byte) newLength);
        log.store(work);
        store.commit();
    }

    /**
     * RESET RETRY COUNTER: the admin sets a new user PIN.
     *
     * <p>SECURITY: the admin must not gain the uses that the user's PIN protects (P4): they fall to zero, for an equal PIN too, in the same
     * transaction, and a request that is pending dies, or a grant meant for the user would refill them for the admin. A key that can't be refilled
     * keeps its uses, or this would destroy what it protects.
     */
    void resetUser(byte[] buffer, short offset, short length, byte[] work) {
        if (!isAllowed(length)) {
            ISOException.throwIt(length == 0 ? Sw.WRONG_LENGTH : Sw.WRONG_DATA);
        }
        log.requireRoom(AuditLog.RESET, (short) 0);
        if (session.hasLease() && loses(session.leaseSlot())) {
            session.dropLease();
        }
        meter.giveBack(work);
        log.prepare(work, Event.USER_PIN_RESET, Code.USER_PIN, (short) 0, AuditLog.RESET, (short) 0);
        for (byte slot = 0; slot < Limit.KEY_SLOTS; slot++) {
            if (loses(slot)) {
                short at = (short) (AuditLog.DETAIL + (short) (slot * U32.LENGTH));
                Util.arrayCopyNonAtomic(store.meter(slot), Store.REMAINING, work, at, U32.LENGTH);
            }
        }
        log.seal(work);
        short zero = AuditLog.CALLER;
        Util.arrayFillNonAtomic(work, zero, U32.LENGTH, (byte) 0);
        store.begin();
        for (byte slot = 0; slot < Limit.KEY_SLOTS; slot++) {
            if (loses(slot)) {
                Util.arrayCopy(work, zero, store.meter(slot), Store.REMAINING, U32.LENGTH);
                store.request(slot)[Store.PENDING] = 0;
            }
        }
        store.userPin.update(buffer, offset, (byte) length);
        log.store(work);
        store.commit();
        session.revoke(Session.USER);
    }

    private boolean loses(byte slot) {
        return store.isKey(slot)
                && (store.key(slot)[Store.POLICY_FLAGS] & Code.POLICY_PIN_REQUIRED) != 0
                && store.key(slot)[Store.POLICY_COUNT] != 0;
    }
}
