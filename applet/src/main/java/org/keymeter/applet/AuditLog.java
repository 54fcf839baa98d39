package org.keymeter.applet;

import javacard.framework.ISOException;
import javacard.framework.Util;
import javacard.security.MessageDigest;
import org.keymeter.protocol.Code;
import org.keymeter.protocol.Event;
import org.keymeter.protocol.Limit;
import org.keymeter.protocol.Sw;

/**
 * The chained audit log (protocol, section 8): a ring of records, the chain value at the last, and the chain value before the first
 * that is outstanding.
 *
 * <p>A record is prepared in a work array before the transaction of the command that it tells of, and stored inside it:
 *
 * <pre>
 * 0    chain value before the record (32)          120  chain value before the oldest record (32)
 * 32   the record (48), its detail at 48           152  the oldest record (48)
 * 80   new head (39)                               200  new tail (36); 236 to 255 are the caller's
 * </pre>
 */
final class AuditLog {
    static final byte ORDINARY = 0;
    static final byte REDEEM = 1;
    static final byte RESET = 2;
    static final byte CHANGE = 3;

    static final short WRONG_PINS = 0;
    static final short REFUSED_GRANTS = 2;
    static final short REFUSED_BLOBS = 4;

    static final short EVENT = 4;
    static final short RECORD = 32;
    static final short DETAIL = RECORD + 16;
    static final short AMOUNT = DETAIL + Limit.ID_LENGTH;
    static final short CALLER = 236;

    private static final short NEW_HEAD = 80;
    private static final short OLDEST = 120;
    static final short NEW_TAIL = 200;
    static final short LINK_LENGTH = Limit.HASH_LENGTH + Limit.RECORD_LENGTH;

    private static final byte[] SHARES = {
        (byte) Limit.KEPT_REDEEM, (byte) Limit.KEPT_RESET, (byte) Limit.KEPT_CHANGE,
    };
    private static final short KEPT = Limit.KEPT_REDEEM + Limit.KEPT_RESET + Limit.KEPT_CHANGE;

    private final Store store;
    private final Session session;
    private final MessageDigest sha256;

    AuditLog(Store store, Session session, MessageDigest sha256) {
        this.store = store;
        this.session = session;
        this.sha256 = sha256;
    }

    private boolean isForced() {
        return store.hasOption(Code.OPTION_FORCED_AUDIT);
    }

    /** Records that are not acknowledged, 0 to 256. Their first and last sequence never lie further apart, so 16 bits tell. */
    short outstanding() {
        return (short) (Util.getShort(store.head, (short) (Store.SEQUENCE + 2))
                - Util.getShort(store.tail, (short) (Store.SEQUENCE + 2))
                + 1);
    }

    private short keptLeft() {
        short left = KEPT;
        for (short i = 0; i < Store.KEPT_SHARES; i++) {
            left -= store.head[(short) (Store.KEPT_USED + i)];
        }
        return left;
    }

    /** Slots that ordinary records may still take, -1 (FFFF) if old records give way. */
    short freeSlots() {
        if (!isForced()) {
            return -1;
        }
        short free = (short) (Limit.RECORD_COUNT - outstanding() - keptLeft() - session.reserved());
        return free < 0 ? 0 : free;
    }

    /** Refuses (9840) unless a record of this share finds room and {@code more} slots stay for the ends of what begins now. */
    void requireRoom(byte share, short more) {
        if (isForced() && freeSlots() <= more && !usesShare(share)) {
            ISOException.throwIt(Sw.LOG_FULL);
        }
    }

    /** Whether a share has a kept slot left to give, which it does only when ordinary slots are gone. */
    private boolean usesShare(byte share) {
        return share != ORDINARY
                && isForced()
                && freeSlots() == 0
                && store.head[(short) (Store.KEPT_USED + share - 1)] < SHARES[(short) (share - 1)];
    }

    /**
     * Begins the next record; detail is zero. Refuses (9840) when it finds no room.
     *
     * @param slot key or anchor slot, PIN reference, or {@link Code#NO_SLOT}
     * @param more slots that must stay free besides
     */
    void prepare(byte[] work, byte event, byte slot, short generation, byte share, short more) {
        requireRoom(share, more);
        Util.arrayCopyNonAtomic(store.head, Store.SEQUENCE, work, NEW_HEAD, Store.HEAD_LENGTH);
        U32.add(work, NEW_HEAD, (short) 1);
        if (usesShare(share)) {
            work[(short) (NEW_HEAD + Store.KEPT_USED + share - 1)]++;
        }
        fill(work, event, slot, generation);
    }

    /** Begins record 1 of a new instance, whose device block the caller is about to store. */
    void prepareFirst(byte[] work, byte[] device, short deviceOffset) {
        Util.arrayFillNonAtomic(work, NEW_HEAD, Store.HEAD_LENGTH, (byte) 0);
        short end = Util.arrayCopyNonAtomic(
                Statements.HEAD_TAG, (short) 0, work, OLDEST, (short) Statements.HEAD_TAG.length);
        end = Util.arrayCopyNonAtomic(device, (short) (deviceOffset + Store.DEVICE_ID), work, end, Limit.ID_LENGTH);
        end = Util.arrayCopyNonAtomic(device, (short) (deviceOffset + Store.INSTANCE), work, end, U32.LENGTH);
        sha256.doFinal(work, OLDEST, (short) (end - OLDEST), work, (short) (NEW_HEAD + Store.CHAIN));
        Util.arrayCopyNonAtomic(work, NEW_HEAD, work, NEW_TAIL, Store.TAIL_LENGTH);
        U32.add(work, NEW_TAIL, (short) 1);
        U32.add(work, NEW_HEAD, (short) 1);
        fill(work, Event.INITIALIZED, Code.NO_SLOT, (short) 0);
        Util.arrayFillNonAtomic(work, (short) (RECORD + 8), Limit.FAILURES_LENGTH, (byte) 0);
    }

    /** Chain value so far and the record's fields but the detail, from a head whose sequence is the record's. */
    private void fill(byte[] work, byte event, byte slot, short generation) {
        Util.arrayCopyNonAtomic(work, (short) (NEW_HEAD + Store.CHAIN), work, (short) 0, Limit.HASH_LENGTH);
        Util.arrayFillNonAtomic(work, RECORD, Limit.RECORD_LENGTH, (byte) 0);
        Util.arrayCopyNonAtomic(work, NEW_HEAD, work, RECORD, U32.LENGTH);
        work[(short) (RECORD + EVENT)] = event;
        work[(short) (RECORD + 5)] = slot;
        Util.setShort(work, (short) (RECORD + 6), generation);
        Util.arrayCopyNonAtomic(store.failures, (short) 0, work, (short) (RECORD + 8), Limit.FAILURES_LENGTH);
        Util.setShort(work, (short) (RECORD + 14), Sw.DONE);
    }

    /** Fills the detail that most records of a key share: identity, remaining, amount, spent ever. */
    static void detail(byte[] work, byte[] key, byte[] meter, short meterOffset, short amount) {
        Util.arrayCopyNonAtomic(key, Store.IDENTITY, work, DETAIL, Limit.ID_LENGTH);
        Util.arrayCopyNonAtomic(meter, (short) (meterOffset + Store.REMAINING), work, AMOUNT, U32.LENGTH);
        U32.set(work, (short) (AMOUNT + 4), amount);
        Util.arrayCopyNonAtomic(
                meter, (short) (meterOffset + Store.SPENT_EVER), work, (short) (AMOUNT + 8), U32.LENGTH);
    }

    /** Chains the finished record. After this only {@link #store} may follow. */
    void seal(byte[] work) {
        sealWithTail(work);
        if (givesWay()) {
            Util.arrayCopyNonAtomic(store.tail, Store.CHAIN, work, OLDEST, Limit.HASH_LENGTH);
            Util.arrayCopyNonAtomic(
                    store.ring, position(store.tail), work, (short) (OLDEST + Limit.HASH_LENGTH), Limit.RECORD_LENGTH);
            sha256.doFinal(work, OLDEST, LINK_LENGTH, work, (short) (NEW_TAIL + Store.CHAIN));
            Util.arrayCopyNonAtomic(store.tail, Store.SEQUENCE, work, NEW_TAIL, U32.LENGTH);
            U32.add(work, NEW_TAIL, (short) 1);
        }
    }

    /** As {@link #seal}, for a record whose preparation also moved the tail; {@link #storeWithTail} follows. */
    void sealWithTail(byte[] work) {
        sha256.doFinal(work, (short) 0, LINK_LENGTH, work, (short) (NEW_HEAD + Store.CHAIN));
    }

    private boolean givesWay() {
        return !isForced() && outstanding() == Limit.RECORD_COUNT;
    }

    /** Stores the sealed record; the caller's transaction is open, so that the event and its record are one. */
    void store(byte[] work) {
        boolean oldestGivesWay = givesWay();
        Util.arrayCopy(work, RECORD, store.ring, position(work[(short) (RECORD + 3)]), Limit.RECORD_LENGTH);
        Util.arrayCopy(work, NEW_HEAD, store.head, Store.SEQUENCE, Store.HEAD_LENGTH);
        if (oldestGivesWay) {
            Util.arrayCopy(work, NEW_TAIL, store.tail, Store.SEQUENCE, Store.TAIL_LENGTH);
        }
    }

    /** As {@link #store}, after {@link #sealWithTail}. */
    void storeWithTail(byte[] work) {
        Util.arrayCopy(work, NEW_TAIL, store.tail, Store.SEQUENCE, Store.TAIL_LENGTH);
        Util.arrayCopy(work, RECORD, store.ring, position(work[(short) (RECORD + 3)]), Limit.RECORD_LENGTH);
        Util.arrayCopy(work, NEW_HEAD, store.head, Store.SEQUENCE, Store.HEAD_LENGTH);
    }

    /** The ring has 256 places, so the last byte of a sequence is its place. */
    static short position(byte lastByteOfSequence) {
        return (short) ((short) (lastByteOfSequence & 0xFF) * Limit.RECORD_LENGTH);
    }

    private static short position(byte[] sequence) {
        return position(sequence[(short) (Store.SEQUENCE + 3)]);
    }

    /** Counts failures, which take no slot: the next record and the signed head tell of them. Stops at FFFF. */
    void countFailures(short which, short count, byte[] work) {
        short now = Util.getShort(store.failures, which);
        if (count == 0 || now == -1) {
            return;
        }
        short sum = (short) (now + count);
        boolean overflows = now < 0 && sum >= 0;
        Util.setShort(work, (short) 0, overflows ? -1 : sum);
        Util.arrayCopy(work, (short) 0, store.failures, which, (short) 2);
    }

    /**
     * Begins the record of an acknowledgement, which takes one of the slots that it frees. The new tail stands at NEW_TAIL.
     *
     * @param freed slots less the one that the record takes
     */
    void prepareAcknowledgement(byte[] work, short freed) {
        Util.arrayCopyNonAtomic(store.head, Store.SEQUENCE, work, NEW_HEAD, Store.HEAD_LENGTH);
        U32.add(work, NEW_HEAD, (short) 1);
        refillShares(work, (short) (Limit.RECORD_COUNT - outstanding() + freed));
        byte who = session.has(Session.ADMIN) ? Code.ADMIN_PIN : Code.USER_PIN;
        fill(work, Event.LOG_ACKNOWLEDGED, who, (short) 0);
    }

    /** Slots that became free go to the kept shares first: redeeming, then reset, then changes. */
    private void refillShares(byte[] work, short free) {
        short spare = (short) (free - keptLeft() - session.reserved());
        for (short i = 0; i < Store.KEPT_SHARES; i++) {
            short at = (short) (NEW_HEAD + Store.KEPT_USED + i);
            while (spare > 0 && work[at] > 0) {
                work[at]--;
                spare--;
            }
        }
    }

    /** GET DATA 0102. */
    short describe(byte[] to, short offset) {
        short end = Util.arrayCopyNonAtomic(store.tail, Store.SEQUENCE, to, offset, Store.TAIL_LENGTH);
        end = Util.arrayCopyNonAtomic(store.head, Store.SEQUENCE, to, end, (short) (U32.LENGTH + Limit.HASH_LENGTH));
        end = Util.setShort(to, end, Limit.RECORD_COUNT);
        end = Util.setShort(to, end, freeSlots());
        for (short i = 0; i < Store.KEPT_SHARES; i++) {
            to[end++] = (byte) (SHARES[i] - store.head[(short) (Store.KEPT_USED + i)]);
        }
        end = Util.arrayCopyNonAtomic(store.failures, (short) 0, to, end, Limit.FAILURES_LENGTH);
        return (short) (end - offset);
    }
}
