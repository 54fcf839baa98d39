package org.keymeter.applet;

import javacard.framework.Util;
import javacard.security.ECPrivateKey;
import javacard.security.MessageDigest;
import javacard.security.Signature;
import org.keymeter.protocol.Limit;
import org.keymeter.protocol.Sw;

/**
 * What the device key signs, the grant request apart (protocol, section 9): a fixed tag that never begins a DER structure, device id, instance,
 * fields of fixed length, and the host's nonce last.
 */
final class Statements {
    static final byte[] HEAD_TAG = {'K', 'E', 'Y', 'M', 'E', 'T', 'E', 'R', '-', 'H', 'E', 'A', 'D', '-', 'v', '1'};
    private static final byte[] REPORT_TAG = {
        'K', 'E', 'Y', 'M', 'E', 'T', 'E', 'R', '-', 'R', 'E', 'P', 'T', '-', 'v', '1',
    };
    private static final byte[] CHANNEL_TAG = {
        'K', 'E', 'Y', 'M', 'E', 'T', 'E', 'R', '-', 'C', 'H', 'A', 'N', '-', 'v', '1',
    };
    private static final byte[] NEXT_TAG = {
        'K', 'E', 'Y', 'M', 'E', 'T', 'E', 'R', '-', 'N', 'E', 'X', 'T', '-', 'v', '1'
    };

    private static final short SLOT_LENGTH = 36;

    private final Store store;
    private final Session session;
    private final Signature ecdsa;

    Statements(Store store, Session session, Signature ecdsa) {
        this.store = store;
        this.session = session;
        this.ecdsa = ecdsa;
    }

    private static void requireNonce(short length) {
        Check.that(length == Limit.NONCE_LENGTH, Sw.WRONG_LENGTH);
    }

    /** Writes tag, device id and instance. */
    private short begin(byte[] tag, byte[] to, short offset) {
        short end = Util.arrayCopyNonAtomic(tag, (short) 0, to, offset, (short) tag.length);
        return identity(to, end);
    }

    private short identity(byte[] to, short offset) {
        short end = Util.arrayCopyNonAtomic(store.device, Store.DEVICE_ID, to, offset, Limit.ID_LENGTH);
        return Util.arrayCopyNonAtomic(store.device, Store.INSTANCE, to, end, U32.LENGTH);
    }

    /** Signs what stands from {@code offset} to {@code end}; the signature follows it, and its end is returned. */
    private short sign(byte[] bytes, short offset, short end, short signatureOffset) {
        ECPrivateKey key = store.deviceKey();
        ecdsa.init(key, Signature.MODE_SIGN);
        return (short) (signatureOffset + ecdsa.sign(bytes, offset, (short) (end - offset), bytes, signatureOffset));
    }

    /** INTERNAL AUTHENTICATE, the voucher for the channel key: replaces the host's nonce at {@code offset}. */
    short voucher(byte[] buffer, short offset, short length, byte[] work) {
        requireNonce(length);
        Util.arrayCopyNonAtomic(buffer, offset, work, (short) 0, Limit.NONCE_LENGTH);
        short end = identity(buffer, offset);
        store.devicePoint(store.active(), buffer, end);
        end += Limit.POINT_LENGTH;
        store.channelPoint(store.active(), buffer, end);
        short answerEnd = (short) (end + Limit.POINT_LENGTH);
        // The message is put together behind the room that the longest signature needs.
        short message = (short) (answerEnd + 72);
        short messageEnd = begin(CHANNEL_TAG, buffer, message);
        messageEnd = Util.arrayCopyNonAtomic(buffer, end, buffer, messageEnd, Limit.POINT_LENGTH);
        messageEnd = Util.arrayCopyNonAtomic(work, (short) 0, buffer, messageEnd, Limit.NONCE_LENGTH);
        return (short) (sign(buffer, message, messageEnd, answerEnd) - offset);
    }

    /** Sequence, chain value and failures, which head and report share. */
    private short auditState(byte[] to, short offset) {
        short end = Util.arrayCopyNonAtomic(
                store.head, Store.SEQUENCE, to, offset, (short) (U32.LENGTH + Limit.HASH_LENGTH));
        return Util.arrayCopyNonAtomic(store.failures, (short) 0, to, end, Limit.FAILURES_LENGTH);
    }

    /** SIGN HEAD: replaces the host's nonce with message and signature. */
    short signHead(byte[] buffer, short offset, short length, byte[] work) {
        requireNonce(length);
        Util.arrayCopyNonAtomic(buffer, offset, work, (short) 0, Limit.NONCE_LENGTH);
        short end = begin(HEAD_TAG, buffer, offset);
        end = auditState(buffer, end);
        end = Util.arrayCopyNonAtomic(work, (short) 0, buffer, end, Limit.NONCE_LENGTH);
        return (short) (sign(buffer, offset, end, end) - offset);
    }

    /** SIGN REPORT: replaces the host's nonce with message and signature. */
    short signReport(byte[] buffer, short offset, short length, byte[] work) {
        requireNonce(length);
        Util.arrayCopyNonAtomic(buffer, offset, work, (short) 0, Limit.NONCE_LENGTH);
        short end = begin(REPORT_TAG, buffer, offset);
        end = auditState(buffer, end);
        buffer[end++] = store.userPin.getTriesRemaining();
        buffer[end++] = store.adminPin.getTriesRemaining();
        for (byte slot = 0; slot < Limit.KEY_SLOTS; slot++) {
            end = reportSlot(slot, buffer, end);
        }
        end = Util.arrayCopyNonAtomic(work, (short) 0, buffer, end, Limit.NONCE_LENGTH);
        return (short) (sign(buffer, offset, end, end) - offset);
    }

    private short reportSlot(byte slot, byte[] to, short offset) {
        if (!store.isKey(slot)) {
            return Util.arrayFillNonAtomic(to, offset, SLOT_LENGTH, (byte) 0);
        }
        byte[] key = store.key(slot);
        byte[] meter = store.meter(slot);
        short end = offset;
        to[end++] = 1;
        end = Util.arrayCopyNonAtomic(key, Store.IDENTITY, to, end, Limit.ID_LENGTH);
        end = Util.arrayCopyNonAtomic(key, Store.GENERATION, to, end, (short) 3);
        end = Util.arrayCopyNonAtomic(meter, Store.REMAINING, to, end, U32.LENGTH);
        U32.set(to, end, session.held(slot));
        end += U32.LENGTH;
        return Util.arrayCopyNonAtomic(meter, Store.SPENT, to, end, (short) (2 * U32.LENGTH));
    }

    /**
     * Writes what the old device key says at its end: the old head and its successor, in the form of GET DATA 0130.
     *
     * @param next the new device block; the new device key is the inactive one
     * @param to where the statement goes, a length in front
     * @param record where the 32 bytes of record 1 go, which bind the old head to the new log
     */
    void succession(
            byte[] buffer,
            short next,
            short nonce,
            short free,
            byte[] to,
            byte[] record,
            short recordOffset,
            MessageDigest sha256) {
        short head = free;
        short end = begin(HEAD_TAG, buffer, head);
        end = auditState(buffer, end);
        end = Util.arrayCopyNonAtomic(buffer, nonce, buffer, end, Limit.NONCE_LENGTH);
        short signatureEnd = sign(buffer, head, end, end);
        sha256.doFinal(buffer, head, (short) (signatureEnd - head), record, recordOffset);
        short fields = (short) (end - head - HEAD_TAG.length);
        short at = Util.arrayCopyNonAtomic(buffer, (short) (head + HEAD_TAG.length), to, (short) 2, fields);
        at = putSignature(buffer, end, signatureEnd, to, at);

        end = begin(NEXT_TAG, buffer, head);
        end = Util.arrayCopyNonAtomic(buffer, (short) (next + Store.DEVICE_ID), buffer, end, Limit.ID_LENGTH);
        end = Util.arrayCopyNonAtomic(buffer, (short) (next + Store.INSTANCE), buffer, end, U32.LENGTH);
        store.devicePoint(store.inactive(), buffer, end);
        end += Limit.POINT_LENGTH;
        end = Util.arrayCopyNonAtomic(buffer, nonce, buffer, end, Limit.NONCE_LENGTH);
        at = putSignature(buffer, end, sign(buffer, head, end, end), to, at);
        Util.setShort(to, (short) 0, (short) (at - 2));
    }

    private static short putSignature(byte[] buffer, short from, short end, byte[] to, short at) {
        to[at] = (byte) (end - from);
        return Util.arrayCopyNonAtomic(buffer, from, to, (short) (at + 1), (short) (end - from));
    }
}
