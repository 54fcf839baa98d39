package org.keymeter.applet;

import javacard.framework.ISOException;
import javacard.framework.Util;
import javacard.security.MessageDigest;
import org.keymeter.protocol.Code;
import org.keymeter.protocol.Event;
import org.keymeter.protocol.Limit;
import org.keymeter.protocol.Sw;

/**
 * Trust anchors in slots, and the table of SPKIs that slots and policies name. An SPKI's latest date stands in the table, so that removing an
 * anchor and importing it again does not turn its clock back.
 */
final class Anchors {
    private static final byte NONE = -1;
    /** Where the work array keeps the hash of an SPKI. */
    private static final short HASH = AuditLog.CALLER - Limit.HASH_LENGTH;

    private final Store store;
    private final Session session;
    private final AuditLog log;
    private final IssuerKey issuerKey;
    private final MessageDigest sha256;

    Anchors(Store store, Session session, AuditLog log, IssuerKey issuerKey, MessageDigest sha256) {
        this.store = store;
        this.session = session;
        this.log = log;
        this.issuerKey = issuerKey;
        this.sha256 = sha256;
    }

    /**
     * IMPORT ANCHOR; returns the slot.
     *
     * <p>ATOMIC: body and SPKI entry are written where nothing refers to them; the directory's bytes that do are flipped in one transaction with the
     * record. That also spares cards with small commit buffers an anchor in one transaction.
     */
    byte importAnchor(byte slot, byte[] buffer, short offset, short length, byte[] work) {
        short subjectLength = length < 2 ? (short) -1 : Util.getShort(buffer, offset);
        short subject = (short) (offset + 2);
        short spki = (short) (subject + subjectLength);
        short spkiLength = (short) (offset + length - spki);
        if (subjectLength <= 0
                || subjectLength > Limit.SUBJECT_MAXIMUM
                || spkiLength <= 0
                || spkiLength > Limit.SPKI_MAXIMUM) {
            ISOException.throwIt(Sw.WRONG_DATA);
        }
        // SECURITY: loading overwrites the key of a verified intermediate.
        session.forgetIssuer();
        issuerKey.load(buffer, spki, spkiLength, work, (short) 0);
        sha256.doFinal(buffer, spki, spkiLength, work, HASH);
        byte entry = find(work, HASH);
        byte target = entry == NONE ? NONE : slotOf(entry);
        if (target == NONE) {
            target = chooseSlot(slot);
        }
        // Before anything is written: a full log must not cost the date that an entry no longer named still keeps.
        log.requireRoom(AuditLog.ORDINARY, (short) 0);
        byte body = store.spareAnchorBody();
        if (entry == NONE) {
            entry = freeEntry();
            short at = Store.spkiOffset(entry);
            Util.arrayCopyNonAtomic(work, HASH, store.spkis, at, Limit.HASH_LENGTH);
            Util.arrayFillNonAtomic(store.spkis, (short) (at + Store.SPKI_DATE), Limit.DATE_LENGTH, (byte) '0');
        }
        byte[] anchor = store.anchorBody(body);
        anchor[Store.ANCHOR_SPKI_ENTRY] = entry;
        Util.arrayCopyNonAtomic(buffer, offset, anchor, Store.ANCHOR_SUBJECT, (short) (2 + subjectLength));
        Util.setShort(anchor, Store.ANCHOR_SPKI, spkiLength);
        Util.arrayCopyNonAtomic(buffer, spki, anchor, (short) (Store.ANCHOR_SPKI + 2), spkiLength);

        prepareRecord(Event.ANCHOR_IMPORTED, target, entry, work);
        store.begin();
        store.directory[(short) (Store.SPKI_USED + entry)] = 1;
        store.directory[(short) (Store.ANCHOR_BODY + target)] = (byte) (body + 1);
        log.store(work);
        store.commit();
        return target;
    }

    /** REMOVE ANCHOR. */
    void remove(byte slot, byte[] work) {
        byte[] anchor = require(slot);
        session.forgetIssuer();
        byte entry = anchor[Store.ANCHOR_SPKI_ENTRY];
        prepareRecord(Event.ANCHOR_REMOVED, slot, entry, work);
        store.begin();
        store.directory[(short) (Store.ANCHOR_BODY + slot)] = 0;
        log.store(work);
        store.commit();
    }

    private void prepareRecord(byte event, byte slot, byte entry, byte[] work) {
        log.prepare(work, event, slot, (short) 0, AuditLog.ORDINARY, (short) 0);
        Util.arrayCopyNonAtomic(store.spkis, Store.spkiOffset(entry), work, AuditLog.DETAIL, Limit.HASH_LENGTH);
        log.seal(work);
    }

    byte[] require(byte slot) {
        if (slot < 0 || slot >= Limit.ANCHOR_SLOTS) {
            ISOException.throwIt(Sw.WRONG_P1P2);
        }
        byte[] anchor = store.anchor(slot);
        Check.that(anchor != null, Sw.NOT_FOUND);
        return anchor;
    }

    private byte chooseSlot(byte wanted) {
        if (wanted == Code.ANY_SLOT) {
            for (byte slot = 0; slot < Limit.ANCHOR_SLOTS; slot++) {
                if (store.anchor(slot) == null) {
                    return slot;
                }
            }
            ISOException.throwIt(Sw.NO_ROOM);
        }
        if (wanted < 0 || wanted >= Limit.ANCHOR_SLOTS) {
            ISOException.throwIt(Sw.WRONG_P1P2);
        }
        Check.that(store.anchor(wanted) == null, Sw.ALREADY_THERE);
        return wanted;
    }

    /** The table's entry for an SPKI, by its hash; -1 if there is none. */
    byte find(byte[] hash, short offset) {
        for (byte entry = 0; entry < Limit.SPKI_ENTRIES; entry++) {
            if (store.directory[(short) (Store.SPKI_USED + entry)] != 0
                    && Util.arrayCompare(hash, offset, store.spkis, Store.spkiOffset(entry), Limit.HASH_LENGTH) == 0) {
                return entry;
            }
        }
        return NONE;
    }

    /** The slot whose anchor has this SPKI, -1 if none. */
    byte slotOf(byte entry) {
        for (byte slot = 0; slot < Limit.ANCHOR_SLOTS; slot++) {
            byte[] anchor = store.anchor(slot);
            if (anchor != null && anchor[Store.ANCHOR_SPKI_ENTRY] == entry) {
                return slot;
            }
        }
        return NONE;
    }

    /** An entry that no slot and no policy names; its flag falls before it is written anew, so that a cut leaves no mixture in use. */
    private byte freeEntry() {
        for (byte entry = 0; entry < Limit.SPKI_ENTRIES; entry++) {
            if (slotOf(entry) == NONE && !isNamed(entry)) {
                store.directory[(short) (Store.SPKI_USED + entry)] = 0;
                return entry;
            }
        }
        ISOException.throwIt(Sw.NO_ROOM);
        return NONE;
    }

    private boolean isNamed(byte entry) {
        for (byte slot = 0; slot < Limit.KEY_SLOTS; slot++) {
            if (store.isKey(slot) && isNamedBy(store.key(slot), entry)) {
                return true;
            }
        }
        return false;
    }

    static boolean isNamedBy(byte[] key, byte entry) {
        return (short) (Util.getShort(key, Store.ANCHORS) & (short) (1 << entry)) != 0;
    }

    /** GET DATA 0120 + slot. */
    short describe(byte slot, byte[] to, short offset) {
        byte[] anchor = require(slot);
        short end = offset;
        to[end++] = slot;
        short spkiLength = Util.getShort(anchor, Store.ANCHOR_SPKI);
        to[end++] = issuerKey.kindOf(anchor, (short) (Store.ANCHOR_SPKI + 2), spkiLength);
        end = Util.arrayCopyNonAtomic(
                store.spkis, Store.spkiOffset(anchor[Store.ANCHOR_SPKI_ENTRY]), to, end, Store.SPKI_LENGTH);
        end = Util.arrayCopyNonAtomic(
                anchor, Store.ANCHOR_SUBJECT, to, end, (short) (2 + Util.getShort(anchor, Store.ANCHOR_SUBJECT)));
        end = Util.arrayCopyNonAtomic(anchor, Store.ANCHOR_SPKI, to, end, (short) (2 + spkiLength));
        return (short) (end - offset);
    }
}
