package org.keymeter.applet;

import javacard.framework.Util;
import org.keymeter.protocol.Code;
import org.keymeter.protocol.Event;

/**
 * Spends uses (P2). Uses are taken off the durable meter in leases and counted down in RAM; what a channel leaves unspent goes back when it ends.
 */
final class Meter {
    /** No burst, in answers. */
    private static final short UNLIMITED = -1;

    private static final short IMAGE = AuditLog.CALLER;

    private final Store store;
    private final Session session;
    private final AuditLog log;

    Meter(Store store, Session session, AuditLog log) {
        this.store = store;
        this.session = session;
        this.log = log;
    }

    /**
     * Spends {@code uses} of a key. 0 if done; else why not (Code.REFUSED_*), and nothing was spent.
     *
     * <p>ATOMIC: the uses leave the durable meter, with their record, in one transaction, and enter RAM only after it. A cut before it spends
     * nothing, a cut after it loses what was taken; no order gives a result that was not paid for.
     */
    byte spend(byte slot, short uses, byte[] work) {
        if (session.hasLease() && !isCurrentLease(slot)) {
            giveBack(work);
        }
        byte[] key = store.key(slot);
        short held = session.held(slot);
        short burst = burstLeft(slot);
        if (burst != UNLIMITED && burst < uses) {
            return Code.REFUSED_BURST;
        }
        if (held < uses) {
            short need = (short) (uses - held);
            short take = Util.getShort(key, Store.POLICY_LEASE);
            if (take < need) {
                take = need;
            }
            if (burst != UNLIMITED && take > (short) (burst - held)) {
                take = (short) (burst - held);
            }
            take = U32.atMost(store.meter(slot), Store.REMAINING, take);
            if (take < need) {
                return Code.REFUSED_QUOTA;
            }
            if (!U32.isZero(key, Store.POLICY_LIFETIME)) {
                lifetimeLeft(slot, work, IMAGE);
                take = U32.atMost(work, IMAGE, take);
            }
            if (take < need) {
                return Code.REFUSED_LIFETIME;
            }
            boolean opens = held == 0 && take > need;
            take(slot, take, (short) (opens ? 1 : 0), work);
            held += take;
        }
        // SECURITY: from here on the uses are gone, before the first byte of a result exists.
        session.setLease(slot, key, (short) (held - uses));
        if (burst != UNLIMITED) {
            session.setBurstUsed(slot, (short) (session.burstUsed(slot) + uses));
        }
        return 0;
    }

    private boolean isCurrentLease(byte slot) {
        return session.leaseSlot() == slot && session.isLeaseOf(store.key(slot));
    }

    private void take(byte slot, short amount, short more, byte[] work) {
        byte[] key = store.key(slot);
        log.prepare(work, Event.USES_TAKEN, slot, Util.getShort(key, Store.GENERATION), AuditLog.ORDINARY, more);
        Util.arrayCopyNonAtomic(store.meter(slot), (short) 0, work, IMAGE, Store.METER_LENGTH);
        U32.subtract(work, (short) (IMAGE + Store.REMAINING), amount);
        U32.add(work, (short) (IMAGE + Store.SPENT), amount);
        U32.add(work, (short) (IMAGE + Store.SPENT_EVER), amount);
        record(slot, amount, work);
    }

    /** Records and stores the meter whose image stands in the work array. */
    private void record(byte slot, short amount, byte[] work) {
        AuditLog.detail(work, store.key(slot), work, IMAGE, amount);
        log.seal(work);
        store.begin();
        Util.arrayCopy(work, IMAGE, store.meter(slot), (short) 0, Store.METER_LENGTH);
        log.store(work);
        store.commit();
    }

    /**
     * Returns the open lease, if there is one. Needs no authority: the card returns its own count.
     *
     * <p>ATOMIC: RAM is zeroed first, so that a cut loses uses and never doubles them.
     */
    void giveBack(byte[] work) {
        if (!session.hasLease()) {
            return;
        }
        byte slot = session.leaseSlot();
        short held = session.held(slot);
        boolean isKeys = store.isKey(slot) && session.isLeaseOf(store.key(slot));
        session.dropLease();
        if (!isKeys || held == 0) {
            return;
        }
        short generation = Util.getShort(store.key(slot), Store.GENERATION);
        log.prepare(work, Event.USES_RETURNED, slot, generation, AuditLog.ORDINARY, (short) 0);
        Util.arrayCopyNonAtomic(store.meter(slot), (short) 0, work, IMAGE, Store.METER_LENGTH);
        U32.add(work, (short) (IMAGE + Store.REMAINING), held);
        unspend(work, (short) (IMAGE + Store.SPENT), held);
        unspend(work, (short) (IMAGE + Store.SPENT_EVER), held);
        record(slot, held, work);
    }

    /** A counter that has reached its end stays there. */
    private static void unspend(byte[] number, short offset, short amount) {
        if (!U32.isAllOnes(number, offset)) {
            U32.subtract(number, offset, amount);
        }
    }

    /** Uses left until the user PIN must be verified again, {@link #UNLIMITED} without a burst. */
    short burstLeft(byte slot) {
        short burst = Util.getShort(store.key(slot), Store.POLICY_BURST);
        return burst == 0 ? UNLIMITED : (short) (burst - session.burstUsed(slot));
    }

    private void lifetimeLeft(byte slot, byte[] to, short offset) {
        U32.difference(store.key(slot), Store.POLICY_LIFETIME, store.meter(slot), Store.SPENT_EVER, to, offset);
    }

    /** The data of the warning 62F1. */
    short describeRefusal(byte slot, byte reason, byte[] to, short offset) {
        short end = offset;
        to[end++] = reason;
        end = Util.arrayCopyNonAtomic(store.meter(slot), Store.REMAINING, to, end, U32.LENGTH);
        end = Util.setShort(to, end, session.held(slot));
        if (U32.isZero(store.key(slot), Store.POLICY_LIFETIME)) {
            Util.arrayFillNonAtomic(to, end, U32.LENGTH, (byte) 0xFF);
        } else {
            lifetimeLeft(slot, to, end);
        }
        end = Util.setShort(to, (short) (end + U32.LENGTH), burstLeft(slot));
        return (short) (end - offset);
    }
}
