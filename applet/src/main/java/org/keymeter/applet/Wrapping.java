package org.keymeter.applet;

import javacard.framework.JCSystem;
import javacard.framework.Util;
import org.keymeter.protocol.Code;
import org.keymeter.protocol.Event;
import org.keymeter.protocol.Limit;
import org.keymeter.protocol.Sw;

/** WRAP, UNWRAP and REWRAP (protocol, section 6). */
final class Wrapping {
    private static final short TAG_LENGTH = Limit.SIV_LENGTH;
    private static final short STATUS_LENGTH = 1;
    private static final short GENERATION_LENGTH = 2;

    // The batch in hand, transient.
    private static final short SUFFIX_LENGTH = 0;
    private static final short PREFIX = 1;
    private static final short PREFIX_LENGTH = 2;
    private static final short ENTRIES = 3;
    private static final short COUNT = 4;
    private static final short DATA_LENGTH = 5;
    private static final short FIELDS = 6;

    /** Room of the command buffer that is free between unwrapping and wrapping the message: bit i says that entry i was refused, if one was. */
    private static final short REFUSED = 0;

    private final short[] batch = JCSystem.makeTransientShortArray(FIELDS, JCSystem.CLEAR_ON_DESELECT);
    private final Store store;
    private final Session session;
    private final AuditLog log;
    private final Meter meter;
    private final Siv siv;

    Wrapping(Store store, Session session, AuditLog log, Meter meter, Engines engines) {
        this.store = store;
        this.session = session;
        this.log = log;
        this.meter = meter;
        siv = new Siv(store, session, engines);
    }

    /**
     * Reads suffix, prefix and entry length, then the prefix; entries follow. Refuses (6A80) what section 6 does not allow.
     *
     * @param overhead bytes that an entry has beside suffix and subkey
     */
    private void read(byte[] buffer, short offset, short end, short overhead) {
        Check.that((short) (end - offset) >= 3, Sw.WRONG_DATA);
        short suffixLength = (short) (buffer[offset] & 0xFF);
        short prefixLength = (short) (buffer[(short) (offset + 1)] & 0xFF);
        short dataLength = (short) ((short) (buffer[(short) (offset + 2)] & 0xFF) - overhead);
        short entries = (short) (offset + 3 + prefixLength);
        short stride = (short) (suffixLength + overhead + dataLength);
        short context = (short) (prefixLength + suffixLength);
        short rest = (short) (end - entries);
        Check.that(
                dataLength >= Limit.SUBKEY_MINIMUM
                        && dataLength <= Limit.SUBKEY_MAXIMUM
                        && context > 0
                        && (short) ((short) (prefixLength & 15) + suffixLength) <= Limit.BLOCK_LENGTH
                        && rest > 0
                        && (short) (rest % stride) == 0,
                Sw.WRONG_DATA);
        short count = (short) (rest / stride);
        Check.that(suffixLength > 0 || count == 1, Sw.WRONG_DATA);
        batch[SUFFIX_LENGTH] = suffixLength;
        batch[PREFIX] = (short) (offset + 3);
        batch[PREFIX_LENGTH] = prefixLength;
        batch[ENTRIES] = entries;
        batch[COUNT] = count;
        batch[DATA_LENGTH] = dataLength;
    }

    /** @param staysInPlace whether the prefix will still stand where it is when tags are made */
    private void begin(byte[] buffer, short index, boolean staysInPlace, byte[] work) {
        siv.use(index);
        boolean isAlone = staysInPlace && batch[COUNT] == 1;
        siv.prefix(buffer, batch[PREFIX], batch[PREFIX_LENGTH], batch[SUFFIX_LENGTH], isAlone, work);
    }

    /** WRAP. No persistent effect: who wraps knows the subkey. */
    short wrap(byte slot, byte[] buffer, short offset, short length, short maximum, byte[] work) {
        read(buffer, offset, (short) (offset + length), (short) 0);
        short blob = (short) (TAG_LENGTH + batch[DATA_LENGTH]);
        short count = batch[COUNT];
        short answer = (short) (GENERATION_LENGTH + (short) (count * blob));
        Check.that(count <= (short) (maximum / blob) && answer <= maximum, Sw.WRONG_DATA);
        short generation = Util.getShort(store.key(slot), Store.GENERATION);
        begin(buffer, Store.materialIndex(slot, generation), false, work);
        short first = (short) (offset + GENERATION_LENGTH);
        makeRoom(buffer, first, blob);
        short suffix = (short) (first + TAG_LENGTH - batch[SUFFIX_LENGTH]);
        siv.lay(suffix, batch[SUFFIX_LENGTH], first, (short) (first + TAG_LENGTH), batch[DATA_LENGTH], blob);
        wrapAll(buffer, work);
        Siv.wipe(work);
        Util.setShort(buffer, offset, generation);
        return answer;
    }

    /** Spreads suffix and subkey of each entry so that its blob can be made where it stands, from the last to the first. */
    private void makeRoom(byte[] buffer, short first, short blob) {
        short size = (short) (batch[SUFFIX_LENGTH] + batch[DATA_LENGTH]);
        Util.arrayCopyNonAtomic(buffer, batch[ENTRIES], buffer, first, (short) (batch[COUNT] * size));
        for (short i = (short) (batch[COUNT] - 1); i >= 0; i--) {
            Util.arrayCopyNonAtomic(
                    buffer,
                    (short) (first + (short) (i * size)),
                    buffer,
                    (short) (first + (short) (i * blob) + TAG_LENGTH - batch[SUFFIX_LENGTH]),
                    size);
        }
    }

    private void wrapAll(byte[] buffer, byte[] work) {
        short size = Siv.groupSize(batch[DATA_LENGTH]);
        short done = 0;
        short group = 0;
        while (done < batch[COUNT]) {
            short left = (short) (batch[COUNT] - done);
            short previous = group;
            group = left < size ? left : size;
            siv.group(group, previous);
            siv.tags(buffer, work);
            siv.putTags(buffer, work);
            siv.crypt(buffer, work);
            done += group;
        }
    }

    /** Where the blobs stand; returns how far apart they are. */
    private short layBlobs() {
        short suffix = batch[ENTRIES];
        short suffixLength = batch[SUFFIX_LENGTH];
        short dataLength = batch[DATA_LENGTH];
        short tag = (short) (suffix + suffixLength);
        short stride = (short) (suffixLength + TAG_LENGTH + dataLength);
        siv.lay(suffix, suffixLength, tag, (short) (tag + TAG_LENGTH), dataLength, stride);
        return stride;
    }

    /** Opens every blob in place, zeroes and marks those that are not genuine, counts them, and returns how many they are. */
    private short openAll(byte[] buffer, byte[] work) {
        short stride = layBlobs();
        short size = Siv.groupSize(batch[DATA_LENGTH]);
        short count = batch[COUNT];
        short done = 0;
        short group = 0;
        short refused = 0;
        while (done < count) {
            short left = (short) (count - done);
            short previous = group;
            group = left < size ? left : size;
            siv.group(group, previous);
            siv.crypt(buffer, work);
            siv.tags(buffer, work);
            for (short i = 0; i < group; i++) {
                if (!siv.isGenuine(i, buffer, work)) {
                    if (refused == 0) {
                        Util.arrayFillNonAtomic(buffer, REFUSED, CommandBuffer.DATA, (byte) 0);
                    }
                    refuse(buffer, (short) (done + i), stride);
                    refused++;
                }
            }
            done += group;
        }
        Siv.wipe(work);
        log.countFailures(AuditLog.REFUSED_BLOBS, refused, work);
        return refused;
    }

    private void refuse(byte[] buffer, short entry, short stride) {
        buffer[(short) (REFUSED + (short) (entry >> 3))] |= (byte) (1 << (entry & 7));
        short data = (short) (batch[ENTRIES] + (short) (entry * stride) + batch[SUFFIX_LENGTH] + TAG_LENGTH);
        Util.arrayFillNonAtomic(buffer, data, batch[DATA_LENGTH], (byte) 0);
    }

    private static byte statusOf(byte[] buffer, short entry) {
        byte bit = (byte) (buffer[(short) (REFUSED + (short) (entry >> 3))] & (byte) (1 << (entry & 7)));
        return bit == 0 ? Code.BLOB_OPENED : Code.BLOB_REFUSED;
    }

    /**
     * Gathers status and result of each entry at {@code offset}; returns the answer's length.
     *
     * @param skip bytes of a blob in front of its result
     * @param refused how many blobs were; of none, no mark says
     */
    private short gather(byte[] buffer, short offset, short skip, short resultLength, short refused) {
        short suffixLength = batch[SUFFIX_LENGTH];
        short from = (short) (batch[ENTRIES] + suffixLength + skip);
        short stride = (short) (suffixLength + TAG_LENGTH + batch[DATA_LENGTH]);
        short count = batch[COUNT];
        short to = offset;
        for (short i = 0; i < count; i++) {
            byte status = refused == 0 ? Code.BLOB_OPENED : statusOf(buffer, i);
            short result = (short) (to + STATUS_LENGTH);
            Util.arrayCopyNonAtomic(buffer, from, buffer, result, resultLength);
            buffer[to] = status;
            if (status != Code.BLOB_OPENED) {
                Util.arrayFillNonAtomic(buffer, result, resultLength, (byte) 0);
            }
            from += stride;
            to = (short) (result + resultLength);
        }
        return (short) (to - offset);
    }

    /**
     * UNWRAP.
     *
     * <p>SECURITY: P2. All uses are spent, durably, before the first blob is touched.
     *
     * @return the answer's length, or -1 - length if it is that of the warning 62F1
     */
    short unwrap(byte slot, byte[] buffer, short offset, short length, byte[] work) {
        Check.that(length > GENERATION_LENGTH, Sw.WRONG_DATA);
        read(buffer, (short) (offset + GENERATION_LENGTH), (short) (offset + length), TAG_LENGTH);
        short generation = Util.getShort(buffer, offset);
        requirePresent(slot, generation);
        byte refusal = meter.spend(slot, batch[COUNT], work);
        if (refusal != 0) {
            return (short) (-1 - meter.describeRefusal(slot, refusal, buffer, offset));
        }
        begin(buffer, Store.materialIndex(slot, generation), true, work);
        short refused = openAll(buffer, work);
        return gather(buffer, offset, TAG_LENGTH, batch[DATA_LENGTH], refused);
    }

    private void requirePresent(byte slot, short generation) {
        byte[] key = store.key(slot);
        short current = Util.getShort(key, Store.GENERATION);
        boolean isOld = key[Store.OLD] != 0 && generation == (short) (current - 1);
        Check.that(generation == current || isOld, Sw.GENERATION_UNKNOWN);
    }

    /** REWRAP: from the old generation to the current one, same context. Subkeys exist in the command buffer only. */
    short rewrap(byte slot, byte[] buffer, short offset, short length, byte[] work) {
        Check.that(length > GENERATION_LENGTH, Sw.WRONG_DATA);
        read(buffer, (short) (offset + GENERATION_LENGTH), (short) (offset + length), TAG_LENGTH);
        byte[] key = store.key(slot);
        short current = Util.getShort(key, Store.GENERATION);
        short old = (short) (current - 1);
        Check.that(key[Store.OLD] != 0 && Util.getShort(buffer, offset) == old, Sw.GENERATION_UNKNOWN);
        recordStart(slot, work);
        recordProgress(slot, batch[COUNT], work);
        begin(buffer, Store.materialIndex(slot, old), true, work);
        short refused = openAll(buffer, work);
        begin(buffer, Store.materialIndex(slot, current), true, work);
        layBlobs();
        wrapAll(buffer, work);
        Siv.wipe(work);
        short blobLength = (short) (TAG_LENGTH + batch[DATA_LENGTH]);
        return gather(buffer, offset, (short) 0, blobLength, refused);
    }

    private void recordStart(byte slot, byte[] work) {
        if (session.rewrapSlot() == slot) {
            return;
        }
        endRewrap(work);
        record(Event.REWRAP_STARTED, slot, (short) 1, work);
        session.beginRewrap(slot);
    }

    private void recordProgress(byte slot, short count, byte[] work) {
        byte[] memory = session.bytes;
        short since = (short)
                (Util.getShort(memory, (short) (Session.REWRAPPED + 2)) & (short) (Limit.REWRAP_RECORD_EVERY - 1));
        boolean isDue = (short) (since + count) >= Limit.REWRAP_RECORD_EVERY;
        if (isDue) {
            log.requireRoom(AuditLog.ORDINARY, (short) 0);
        }
        U32.add(memory, Session.REWRAPPED, count);
        if (isDue) {
            record(Event.REWRAP_PROGRESSED, slot, (short) 0, work);
        }
    }

    /** Writes the last record of a rewrap that this channel began. Its slot was kept. */
    void endRewrap(byte[] work) {
        if (!session.hasRewrap()) {
            return;
        }
        byte slot = session.rewrapSlot();
        session.endRewrap();
        record(Event.REWRAP_ENDED, slot, (short) 0, work);
    }

    /** Ends a rewrap of this key, if there is one, before a command that needs a record of its own. */
    void endRewrapOf(byte slot, byte[] work) {
        if (session.rewrapSlot() == slot) {
            log.requireRoom(AuditLog.ORDINARY, (short) 0);
            endRewrap(work);
        }
    }

    private void record(byte event, byte slot, short more, byte[] work) {
        byte[] key = store.key(slot);
        short generation = Util.getShort(key, Store.GENERATION);
        log.prepare(work, event, slot, generation, AuditLog.ORDINARY, more);
        AuditLog.detail(work, key, store.meter(slot), (short) 0, (short) 0);
        if (event != Event.REWRAP_STARTED) {
            Util.arrayCopyNonAtomic(session.bytes, Session.REWRAPPED, work, (short) (AuditLog.AMOUNT + 4), U32.LENGTH);
        }
        log.seal(work);
        store.begin();
        log.store(work);
        store.commit();
    }
}
