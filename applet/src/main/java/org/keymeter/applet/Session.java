package org.keymeter.applet;

import javacard.framework.JCSystem;
import javacard.framework.Util;
import org.keymeter.protocol.Code;
import org.keymeter.protocol.Limit;

/**
 * All that belongs to one secure channel and dies with it (P7): who has proved himself, the open lease, what was used of each burst, a begun
 * rewrap, the SIV key in the engines, and the certificates verified so far. One transient array, cleared on deselection.
 *
 * <pre>
 * 0    authority   bits below                      44   SIV key         1 + index of the generation in the engines
 * 1    lease       1 + slot, 0 none                45   SIV constants   3 x 16
 * 2    held        uses in RAM (u16)               93   chain           slot + 1, issuer, anchor, path left
 * 4    identity    of the leased key (16)          97   subject hash    of the last intermediate (32)
 * 20   burst       used per key (8 x u16)          129  window          latest notBefore, earliest notAfter (2 x 14)
 * 36   rewrap      1 + slot, 0 none
 * 37   rewrapped   blobs (u32); 41..43 spare
 * </pre>
 */
final class Session {
    static final byte USER = 1;
    static final byte ADMIN = 2;

    private static final short AUTHORITY = 0;
    private static final short LEASE = 1;
    private static final short HELD = 2;
    private static final short IDENTITY = 4;
    private static final short BURST = 20;
    private static final short REWRAP = 36;
    static final short REWRAPPED = 37;
    private static final short SIV_KEY = 44;
    static final short SIV_CONSTANTS = 45;
    private static final short CHAIN_SLOT = 93;
    /** Kind of the last intermediate's key, 0: the next certificate must come from an anchor. */
    static final short ISSUER = 94;

    static final short ANCHOR = 95;
    static final short PATH_LEFT = 96;
    static final short SUBJECT_HASH = 97;
    /** Until initialisation, in the same place: the transcript of the handshake, for the setup MAC. */
    static final short TRANSCRIPT = SUBJECT_HASH;

    static final short NOT_BEFORE = 129;
    static final short NOT_AFTER = 143;
    private static final short LENGTH = 157;

    final byte[] bytes = JCSystem.makeTransientByteArray(LENGTH, JCSystem.CLEAR_ON_DESELECT);

    void clear() {
        Util.arrayFillNonAtomic(bytes, (short) 0, LENGTH, (byte) 0);
    }

    boolean has(byte authority) {
        return (bytes[AUTHORITY] & authority) != 0;
    }

    void grant(byte authority) {
        bytes[AUTHORITY] |= authority;
    }

    void revoke(byte authority) {
        bytes[AUTHORITY] &= (byte) ~authority;
    }

    /** Slot of the key that the open lease is for, -1 without one. */
    byte leaseSlot() {
        return (byte) (bytes[LEASE] - 1);
    }

    boolean hasLease() {
        return bytes[LEASE] != 0;
    }

    /** Uses that this channel still holds of a key. */
    short held(byte slot) {
        return leaseSlot() == slot ? Util.getShort(bytes, HELD) : 0;
    }

    boolean isLeaseOf(byte[] key) {
        return Util.arrayCompare(bytes, IDENTITY, key, Store.IDENTITY, Limit.ID_LENGTH) == 0;
    }

    void setLease(byte slot, byte[] key, short uses) {
        if (uses == 0) {
            dropLease();
            return;
        }
        Util.arrayCopyNonAtomic(key, Store.IDENTITY, bytes, IDENTITY, Limit.ID_LENGTH);
        Util.setShort(bytes, HELD, uses);
        bytes[LEASE] = (byte) (slot + 1);
    }

    void dropLease() {
        Util.arrayFillNonAtomic(bytes, LEASE, (short) (BURST - LEASE), (byte) 0);
    }

    short burstUsed(byte slot) {
        return Util.getShort(bytes, (short) (BURST + (short) (slot * 2)));
    }

    void setBurstUsed(byte slot, short uses) {
        Util.setShort(bytes, (short) (BURST + (short) (slot * 2)), uses);
    }

    void renewBursts() {
        Util.arrayFillNonAtomic(bytes, BURST, (short) (2 * Limit.KEY_SLOTS), (byte) 0);
    }

    byte rewrapSlot() {
        return (byte) (bytes[REWRAP] - 1);
    }

    boolean hasRewrap() {
        return bytes[REWRAP] != 0;
    }

    void beginRewrap(byte slot) {
        Util.arrayFillNonAtomic(bytes, REWRAPPED, U32.LENGTH, (byte) 0);
        bytes[REWRAP] = (byte) (slot + 1);
    }

    void endRewrap() {
        bytes[REWRAP] = 0;
    }

    /** Log slots that this channel may still need for the ends of what it began. */
    short reserved() {
        return (short) ((hasLease() ? 1 : 0) + (hasRewrap() ? 1 : 0));
    }

    /** Whether the SIV engines hold this generation; -1 asks for none. */
    boolean isSivKey(short index) {
        return bytes[SIV_KEY] == (byte) (index + 1);
    }

    void setSivKey(short index) {
        bytes[SIV_KEY] = (byte) (index + 1);
    }

    /** Says whose grant comes next; what was verified before counts no more. */
    void beginChain(byte slot) {
        forgetIssuer();
        bytes[CHAIN_SLOT] = (byte) (slot + 1);
    }

    /** Slot of the key whose grant comes next, -1: none. */
    byte chainSlot() {
        return (byte) (bytes[CHAIN_SLOT] - 1);
    }

    void forgetChain() {
        forgetIssuer();
        bytes[CHAIN_SLOT] = 0;
    }

    /** Forgets what belongs to a key that is deleted, or the next one in its slot would inherit it (P3, P4). */
    void forgetSlot(byte slot) {
        setBurstUsed(slot, (short) 0);
        if (leaseSlot() == slot) {
            dropLease();
        }
        if (chainSlot() == slot) {
            forgetChain();
        }
    }

    /** The next certificate must be issued by an anchor. */
    void forgetIssuer() {
        bytes[ISSUER] = 0;
    }

    static byte authorityOf(byte reference) {
        return reference == Code.USER_PIN ? USER : ADMIN;
    }
}
