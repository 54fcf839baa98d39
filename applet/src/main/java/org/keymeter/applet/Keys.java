package org.keymeter.applet;

import javacard.framework.ISOException;
import javacard.framework.Util;
import javacard.security.AESKey;
import javacard.security.MessageDigest;
import org.keymeter.protocol.Code;
import org.keymeter.protocol.Event;
import org.keymeter.protocol.Limit;
import org.keymeter.protocol.Sw;

/** Metered keys: creating, deleting, and their generations. */
final class Keys {
    private static final short KEY_BYTES = 32;
    /** Where the data of CREATE KEY put the label. */
    private static final short LABEL = 1;

    private static final short HASH = AuditLog.CALLER - Limit.HASH_LENGTH;

    private final Store store;
    private final Session session;
    private final AuditLog log;
    private final Meter meter;
    private final Anchors anchors;
    private final Engines engines;
    private final MessageDigest sha256;

    Keys(Store store, Session session, AuditLog log, Meter meter, Anchors anchors, Engines engines) {
        this.store = store;
        this.session = session;
        this.log = log;
        this.meter = meter;
        this.anchors = anchors;
        this.engines = engines;
        sha256 = engines.sha256;
    }

    /** Refuses what is no slot (6A86) or an empty one (6A88). */
    byte[] require(byte slot) {
        if (slot < 0 || slot >= Limit.KEY_SLOTS) {
            ISOException.throwIt(Sw.WRONG_P1P2);
        }
        Check.that(store.isKey(slot), Sw.NOT_FOUND);
        return store.key(slot);
    }

    private byte chooseSlot(byte wanted) {
        if (wanted == Code.ANY_SLOT) {
            for (byte slot = 0; slot < Limit.KEY_SLOTS; slot++) {
                if (!store.isKey(slot)) {
                    return slot;
                }
            }
            ISOException.throwIt(Sw.NO_ROOM);
        }
        if (wanted < 0 || wanted >= Limit.KEY_SLOTS) {
            ISOException.throwIt(Sw.WRONG_P1P2);
        }
        if (store.isKey(wanted)) {
            ISOException.throwIt(Sw.ALREADY_THERE);
        }
        return wanted;
    }

    /**
     * CREATE KEY; the answer, slot, identity and generation, replaces the command.
     *
     * <p>ATOMIC: everything is written into a slot that is not in use; one byte, flipped with the record, puts it in use.
     */
    short create(byte wanted, byte[] buffer, short offset, short length, byte[] work) {
        short end = (short) (offset + length);
        short labelLength = length < 2 ? (short) 0 : (short) (buffer[(short) (offset + LABEL)] & 0xFF);
        short uses = (short) (offset + LABEL + 1 + labelLength);
        short policy = (short) (uses + U32.LENGTH);
        if (labelLength == 0
                || labelLength > Limit.LABEL_MAXIMUM
                || buffer[offset] != Code.KIND_WRAPPING
                || !Policy.isSound(buffer, policy, end)
                || U32.isLess(buffer, (short) (policy + Store.POLICY_CEILING - Store.POLICY), buffer, uses)) {
            ISOException.throwIt(Sw.WRONG_DATA);
        }
        byte slot = chooseSlot(wanted);
        requireNewLabel(buffer, (short) (offset + LABEL), (short) (labelLength + 1));
        short mask = anchorMask(buffer, (short) (policy + Limit.POLICY_HEADER_LENGTH), end);
        meter.giveBack(work);
        log.requireRoom(AuditLog.ORDINARY, (short) 0);

        byte[] key = store.key(slot);
        engines.fillRandomly(work, (short) 0, Limit.ID_LENGTH);
        Util.arrayCopyNonAtomic(work, (short) 0, key, Store.IDENTITY, Limit.ID_LENGTH);
        key[Store.KIND] = Code.KIND_WRAPPING;
        Util.setShort(key, Store.GENERATION, (short) 1);
        key[Store.OLD] = 0;
        Util.arrayCopyNonAtomic(buffer, (short) (offset + LABEL), key, Store.KEY_LABEL, (short) (labelLength + 1));
        Util.arrayCopyNonAtomic(buffer, policy, key, Store.POLICY, Limit.POLICY_HEADER_LENGTH);
        Util.setShort(key, Store.ANCHORS, mask);
        Util.arrayFillNonAtomic(store.meter(slot), (short) 0, Store.METER_LENGTH, (byte) 0);
        Util.arrayCopyNonAtomic(buffer, uses, store.meter(slot), Store.REMAINING, U32.LENGTH);
        Util.arrayFillNonAtomic(store.request(slot), (short) 0, Store.REQUEST_LENGTH, (byte) 0);
        makeMaterial(Store.materialIndex(slot, (short) 1), work);

        recordCreation(slot, buffer, uses, policy, end, work);
        store.begin();
        store.directory[(short) (Store.KEY_USED + slot)] = 1;
        log.store(work);
        store.commit();
        buffer[offset] = slot;
        Util.arrayCopyNonAtomic(key, Store.IDENTITY, buffer, (short) (offset + 1), Limit.ID_LENGTH);
        Util.setShort(buffer, (short) (offset + 1 + Limit.ID_LENGTH), (short) 1);
        return 1 + Limit.ID_LENGTH + 2;
    }

    private void recordCreation(byte slot, byte[] buffer, short uses, short policy, short end, byte[] work) {
        sha256.doFinal(buffer, policy, (short) (end - policy), work, HASH);
        log.prepare(work, Event.KEY_CREATED, slot, (short) 1, AuditLog.ORDINARY, (short) 0);
        Util.arrayCopyNonAtomic(store.key(slot), Store.IDENTITY, work, AuditLog.DETAIL, Limit.ID_LENGTH);
        Util.arrayCopyNonAtomic(buffer, uses, work, AuditLog.AMOUNT, U32.LENGTH);
        Util.arrayCopyNonAtomic(store.key(slot), Store.POLICY_CEILING, work, (short) (AuditLog.AMOUNT + 4), U32.LENGTH);
        Util.arrayCopyNonAtomic(work, HASH, work, (short) (AuditLog.AMOUNT + 8), (short) 8);
        log.seal(work);
    }

    private void requireNewLabel(byte[] buffer, short label, short length) {
        for (byte slot = 0; slot < Limit.KEY_SLOTS; slot++) {
            if (store.isKey(slot) && Util.arrayCompare(buffer, label, store.key(slot), Store.KEY_LABEL, length) == 0) {
                ISOException.throwIt(Sw.ALREADY_THERE);
            }
        }
    }

    /** Turns the SPKI hashes of a policy into table entries; each must be in a slot now, and named once. */
    private short anchorMask(byte[] buffer, short hash, short end) {
        short mask = 0;
        for (short at = hash; at < end; at += Limit.HASH_LENGTH) {
            byte entry = anchors.find(buffer, at);
            if (entry < 0 || anchors.slotOf(entry) < 0) {
                ISOException.throwIt(Sw.NOT_FOUND);
            }
            short bit = (short) (1 << entry);
            Check.that((short) (mask & bit) == 0, Sw.WRONG_DATA);
            mask |= bit;
        }
        return mask;
    }

    /**
     * Fills unused key objects from the card's generator and checks them.
     *
     * <p>ATOMIC: key objects neither roll back nor survive a cut whole; nothing refers to these before the caller's transaction.
     */
    private void makeMaterial(short index, byte[] work) {
        if (session.isSivKey(index)) {
            session.setSivKey((short) -1);
        }
        fill(store.macKey(index), work);
        fill(store.counterKey(index), work);
    }

    private void fill(AESKey key, byte[] work) {
        engines.fillRandomly(work, (short) 0, KEY_BYTES);
        key.setKey(work, (short) 0);
        key.getKey(work, KEY_BYTES);
        boolean isStored = Util.arrayCompare(work, (short) 0, work, KEY_BYTES, KEY_BYTES) == 0;
        // SECURITY: P1, the only copies outside the key object.
        Util.arrayFillNonAtomic(work, (short) 0, (short) (2 * KEY_BYTES), (byte) 0);
        Check.that(isStored, Sw.INTERNAL);
    }

    /** Refuses what {@link #require} does, and another identity (6A80) than that of the key in the slot. */
    byte[] requireIdentity(byte slot, byte[] buffer, short offset, short length) {
        byte[] key = require(slot);
        Check.that(length == Limit.ID_LENGTH, Sw.WRONG_LENGTH);
        Check.that(Util.arrayCompare(buffer, offset, key, Store.IDENTITY, Limit.ID_LENGTH) == 0, Sw.WRONG_DATA);
        return key;
    }

    /** DELETE KEY. What an open lease of it holds is gone with it. */
    void delete(byte slot, byte[] buffer, short offset, short length, byte[] work) {
        requireIdentity(slot, buffer, offset, length);
        log.requireRoom(AuditLog.ORDINARY, (short) 0);
        session.forgetSlot(slot);
        session.setSivKey((short) -1);
        prepareRecord(Event.KEY_DELETED, slot, Util.getShort(store.key(slot), Store.GENERATION), work);
        store.begin();
        store.directory[(short) (Store.KEY_USED + slot)] = 0;
        store.directory[(short) (Store.WIPE + slot)] = 3;
        log.store(work);
        store.commit();
        store.finishWipe();
    }

    private void prepareRecord(byte event, byte slot, short generation, byte[] work) {
        log.prepare(work, event, slot, generation, AuditLog.ORDINARY, (short) 0);
        AuditLog.detail(work, store.key(slot), store.meter(slot), (short) 0, (short) 0);
        log.seal(work);
    }

    /**
     * MAKE GENERATION; the answer, its number, replaces the command. Uses stay what they are (P3).
     *
     * <p>ATOMIC: as CREATE KEY; the number in the key is what puts the material in force.
     */
    short makeGeneration(byte slot, byte[] buffer, short offset, short length, byte[] work) {
        byte[] key = requireIdentity(slot, buffer, offset, length);
        short next = (short) (Util.getShort(key, Store.GENERATION) + 1);
        if (key[Store.OLD] != 0 || next <= 0) {
            ISOException.throwIt(Sw.WRONG_STATE);
        }
        meter.giveBack(work);
        log.requireRoom(AuditLog.ORDINARY, (short) 0);
        makeMaterial(Store.materialIndex(slot, next), work);
        prepareRecord(Event.GENERATION_MADE, slot, next, work);
        Util.setShort(work, AuditLog.CALLER, next);
        work[(short) (AuditLog.CALLER + 2)] = 1;
        Util.arrayFillNonAtomic(work, (short) (AuditLog.CALLER + 3), U32.LENGTH, (byte) 0);
        store.begin();
        Util.arrayCopy(work, AuditLog.CALLER, key, Store.GENERATION, (short) 3);
        Util.arrayCopy(work, (short) (AuditLog.CALLER + 3), store.meter(slot), Store.SPENT, U32.LENGTH);
        store.request(slot)[Store.PENDING] = 0;
        log.store(work);
        store.commit();
        Util.setShort(buffer, offset, next);
        return 2;
    }

    /** RETIRE GENERATION: the old material is wiped. */
    void retireGeneration(byte slot, byte[] buffer, short offset, short length, byte[] work) {
        byte[] key = requireIdentity(slot, buffer, offset, length);
        Check.that(key[Store.OLD] != 0, Sw.WRONG_STATE);
        meter.giveBack(work);
        session.setSivKey((short) -1);
        short old = (short) (Util.getShort(key, Store.GENERATION) - 1);
        prepareRecord(Event.GENERATION_RETIRED, slot, old, work);
        store.begin();
        key[Store.OLD] = 0;
        store.directory[(short) (Store.WIPE + slot)] = (byte) (1 << (old & 1));
        store.request(slot)[Store.PENDING] = 0;
        log.store(work);
        store.commit();
        store.finishWipe();
    }

    /** GET DATA 0110 + slot. */
    short describe(byte slot, byte[] to, short offset) {
        byte[] key = require(slot);
        short end = offset;
        to[end++] = slot;
        end = Util.arrayCopyNonAtomic(key, Store.IDENTITY, to, end, (short) (Store.OLD + 1));
        to[end++] = store.request(slot)[Store.PENDING];
        end = Util.arrayCopyNonAtomic(store.meter(slot), Store.REMAINING, to, end, U32.LENGTH);
        U32.set(to, end, session.held(slot));
        end += U32.LENGTH;
        end = Util.arrayCopyNonAtomic(store.meter(slot), Store.SPENT, to, end, (short) (2 * U32.LENGTH));
        end = Util.setShort(to, end, meter.burstLeft(slot));
        end = Util.arrayCopyNonAtomic(key, Store.POLICY, to, end, Limit.POLICY_HEADER_LENGTH);
        for (byte entry = 0; entry < Limit.SPKI_ENTRIES; entry++) {
            if (Anchors.isNamedBy(key, entry)) {
                end = Util.arrayCopyNonAtomic(store.spkis, Store.spkiOffset(entry), to, end, Limit.HASH_LENGTH);
            }
        }
        end = Util.arrayCopyNonAtomic(
                key, Store.KEY_LABEL, to, end, (short) (1 + (short) (key[Store.KEY_LABEL] & 0xFF)));
        return (short) (end - offset);
    }
}
