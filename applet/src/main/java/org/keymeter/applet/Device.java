package org.keymeter.applet;

import javacard.framework.Util;
import javacard.security.MessageDigest;
import org.keymeter.protocol.Code;
import org.keymeter.protocol.Limit;
import org.keymeter.protocol.Sw;

/** The card as a whole: what it says of itself, and its initialisation. */
final class Device {
    private static final short APPLET_VERSION = 0x0001;

    /** SELECT's answer, up to the state. */
    private static final byte[] FCI = {
        0x6F,
        0x18,
        (byte) 0x84,
        0x0A,
        (byte) 0xF0,
        'K',
        'E',
        'Y',
        'M',
        'E',
        'T',
        'E',
        'R',
        0x01,
        (byte) 0xA5,
        0x0A,
        (byte) 0x80,
        0x01,
        Code.PROTOCOL_VERSION,
        (byte) 0x81,
        0x01,
    };

    private static final byte HOST = 0x01;
    private static final byte CARD = 0x02;
    private static final byte OPTIONS =
            Code.OPTION_FORCED_AUDIT | Code.OPTION_ADMIN_ACKNOWLEDGES | Code.OPTION_RESERVED;

    private final Store store;
    private final Session session;
    private final AuditLog log;
    private final LogTail tail;
    private final Statements statements;
    private final MessageDigest sha256;
    private final Engines engines;
    private final short capabilities;
    private final short maximum;

    /** @param maximum bytes of data that a command in the channel may carry */
    Device(
            Store store,
            Session session,
            AuditLog log,
            LogTail tail,
            Statements statements,
            Engines engines,
            short maximum) {
        this.store = store;
        this.session = session;
        this.log = log;
        this.tail = tail;
        this.statements = statements;
        this.maximum = maximum;
        this.engines = engines;
        sha256 = engines.sha256;
        capabilities = engines.capabilities;
    }

    /** The file control information that SELECT answers. */
    short describeSelected(byte[] to) {
        short end = Util.arrayCopyNonAtomic(FCI, (short) 0, to, (short) 0, (short) FCI.length);
        to[end++] = store.device[Store.STATE];
        to[end++] = (byte) 0x82;
        to[end++] = 2;
        return Util.setShort(to, end, maximum);
    }

    /** GET STATUS, public. */
    short describePublicly(byte[] to) {
        short end = 0;
        to[end++] = Code.PROTOCOL_VERSION;
        to[end++] = store.device[Store.STATE];
        if (!store.isInitialized() || store.hasOption(Code.OPTION_RESERVED)) {
            return end;
        }
        to[end++] = store.userPin.getTriesRemaining();
        to[end++] = store.adminPin.getTriesRemaining();
        end = Util.setShort(to, end, log.freeSlots());
        for (byte slot = 0; slot < Limit.KEY_SLOTS; slot++) {
            if (store.isKey(slot)) {
                to[end++] = slot;
                end = Util.arrayCopyNonAtomic(store.meter(slot), Store.REMAINING, to, end, U32.LENGTH);
                end = Util.arrayCopyNonAtomic(store.key(slot), Store.POLICY_CEILING, to, end, U32.LENGTH);
            }
        }
        return end;
    }

    /** GET DATA 0101. */
    short describe(byte[] to, short offset) {
        byte[] device = store.device;
        short end = offset;
        to[end++] = Code.PROTOCOL_VERSION;
        end = Util.setShort(to, end, APPLET_VERSION);
        to[end++] = device[Store.STATE];
        to[end++] = device[Store.OPTIONS];
        to[end++] = device[Store.SETUP];
        end = Util.setShort(to, end, capabilities);
        end = Util.setShort(to, end, maximum);
        end = Util.arrayCopyNonAtomic(device, Store.DEVICE_ID, to, end, Limit.ID_LENGTH);
        end = Util.arrayCopyNonAtomic(device, Store.INSTANCE, to, end, U32.LENGTH);
        to[end++] = store.userPin.getTriesRemaining();
        to[end++] = store.userTryLimit;
        to[end++] = store.adminPin.getTriesRemaining();
        to[end++] = store.adminTryLimit;
        end = Util.setShort(to, end, log.freeSlots());
        to[end++] = used(Store.KEY_USED);
        to[end++] = used(Store.ANCHOR_BODY);
        end = Util.arrayCopyNonAtomic(device, Store.LABEL, to, end, (short) (1 + device[Store.LABEL]));
        return (short) (end - offset);
    }

    /** Which of eight slots are in use, a bit each. */
    private byte used(short first) {
        byte bits = 0;
        for (short i = 7; i >= 0; i--) {
            bits = (byte) (bits << 1);
            if (store.directory[(short) (first + i)] != 0) {
                bits |= 1;
            }
        }
        return bits;
    }

    /** GET DATA 0130. */
    short describeSuccession(byte[] to, short offset) {
        byte[] succession = store.succession(store.active());
        short length = Util.getShort(succession, (short) 0);
        Util.arrayCopyNonAtomic(succession, (short) 2, to, offset, length);
        return length;
    }

    /**
     * INITIALIZE.
     *
     * <p>ATOMIC: new key pairs and the old key's statements are made where nothing refers to them. One transaction then stores the device block (whose
     * ACTIVE byte puts them in force), empties all slots and marks their material for wiping, sets both PINs, erases the setup secret and
     * starts the log. A cut before it leaves the old card, after it the new one; what remains to be wiped is wiped at the next SELECT.
     */
    short initialize(byte[] buffer, short offset, short length, byte[] work) {
        short end = (short) (offset + length);
        short userPin = readField(buffer, (short) (offset + 1), end, (short) 1, Limit.LABEL_MAXIMUM);
        short adminPin = readField(buffer, userPin, end, Limit.PIN_MINIMUM, Limit.PIN_MAXIMUM);
        short nonce = readField(buffer, adminPin, end, Limit.PIN_MINIMUM, Limit.PIN_MAXIMUM);
        boolean hasSecret = store.device[Store.SETUP] == Code.SETUP_WAITING;
        short rest = (short) (end - nonce - Limit.NONCE_LENGTH);
        Check.that(
                (buffer[offset] & (byte) ~OPTIONS) == 0 && rest == (hasSecret ? Limit.HASH_LENGTH : 0), Sw.WRONG_DATA);
        boolean isAgain = store.isInitialized();
        Check.that(!isAgain || tail.isAcknowledged(), Sw.LOG_OUTSTANDING);
        if (hasSecret) {
            requireSetupMac(buffer, (short) (nonce + Limit.NONCE_LENGTH), work);
        }
        store.makeInactiveKeys();
        short answerMac = end;
        if (hasSecret) {
            short at = signTranscript(CARD, work);
            Util.arrayCopyNonAtomic(work, at, buffer, answerMac, Limit.HASH_LENGTH);
        }
        short next = (short) (answerMac + Limit.HASH_LENGTH);
        short free = layDevice(buffer, offset, next, hasSecret);
        byte[] succession = store.succession(store.inactive());
        log.prepareFirst(work, buffer, next);
        if (isAgain) {
            statements.succession(buffer, next, nonce, free, succession, work, AuditLog.DETAIL, sha256);
        } else {
            Util.setShort(succession, (short) 0, (short) 0);
        }
        log.sealWithTail(work);
        commit(buffer, userPin, adminPin, next, free, work);
        store.finishWipe();
        session.clear();
        short answerEnd = describeNew(buffer, next);
        if (hasSecret) {
            answerEnd = Util.arrayCopyNonAtomic(buffer, answerMac, buffer, answerEnd, Limit.HASH_LENGTH);
        }
        short answer = (short) (answerEnd - next);
        Util.arrayCopyNonAtomic(buffer, next, buffer, offset, answer);
        return answer;
    }

    /** Steps over an LV of allowed length and returns where it ends. */
    private static short readField(byte[] buffer, short at, short end, short minimum, short maximum) {
        Check.that(at < end, Sw.WRONG_DATA);
        short length = (short) (buffer[at] & 0xFF);
        short next = (short) (at + 1 + length);
        Check.that(length >= minimum && length <= maximum && next <= end, Sw.WRONG_DATA);
        return next;
    }

    /** SECURITY: only who holds the setup secret initialises a provisioned card, and through this very channel; compared in constant time. */
    private void requireSetupMac(byte[] buffer, short mac, byte[] work) {
        short at = signTranscript(HOST, work);
        byte difference = 0;
        for (short i = 0; i < Limit.HASH_LENGTH; i++) {
            difference |= (byte) (work[(short) (at + i)] ^ buffer[(short) (mac + i)]);
        }
        Check.that(difference == 0, Sw.NOT_AUTHORISED);
    }

    /** HMAC over the direction, from the card also the new device key, and the channel's transcript; returns where in the work array it stands. */
    private short signTranscript(byte direction, byte[] work) {
        short message = Hmac.WORK_LENGTH;
        work[message] = direction;
        short end = (short) (message + 1);
        if (direction == CARD) {
            store.devicePoint(store.inactive(), work, end);
            end += Limit.POINT_LENGTH;
        }
        end = Util.arrayCopyNonAtomic(session.bytes, Session.TRANSCRIPT, work, end, Limit.HASH_LENGTH);
        Hmac.sign(sha256, store.setupSecret, work, message, (short) (end - message), work, (short) 0, work, end);
        return end;
    }

    /** Lays out the new device block at {@code next}; returns its end. */
    private short layDevice(byte[] buffer, short command, short next, boolean hasSecret) {
        Util.arrayFillNonAtomic(buffer, next, Store.DEVICE_LENGTH, (byte) 0);
        buffer[next] = Code.STATE_INITIALIZED;
        buffer[(short) (next + Store.OPTIONS)] = buffer[command];
        buffer[(short) (next + Store.ACTIVE)] = store.inactive();
        buffer[(short) (next + Store.SETUP)] = hasSecret ? Code.SETUP_VERIFIED : store.device[Store.SETUP];
        Util.arrayCopyNonAtomic(store.device, Store.INSTANCE, buffer, (short) (next + Store.INSTANCE), U32.LENGTH);
        U32.add(buffer, (short) (next + Store.INSTANCE), (short) 1);
        engines.fillRandomly(buffer, (short) (next + Store.DEVICE_ID), Limit.ID_LENGTH);
        short label = (short) (command + 1);
        Util.arrayCopyNonAtomic(buffer, label, buffer, (short) (next + Store.LABEL), (short) (1 + buffer[label]));
        return (short) (next + Store.DEVICE_LENGTH);
    }

    private void commit(byte[] buffer, short userPin, short adminPin, short next, short free, byte[] work) {
        short wiped = (short) (free + Store.WIPE);
        Util.arrayFillNonAtomic(buffer, free, Store.DIRECTORY_LENGTH, (byte) 0);
        Util.arrayFillNonAtomic(buffer, wiped, Limit.KEY_SLOTS, (byte) 3);
        store.begin();
        Util.arrayCopy(buffer, next, store.device, (short) 0, Store.DEVICE_LENGTH);
        Util.arrayCopy(buffer, free, store.setupSecret, (short) 0, Limit.SETUP_SECRET_LENGTH);
        Util.arrayCopy(buffer, free, store.failures, (short) 0, Limit.FAILURES_LENGTH);
        Util.arrayCopy(buffer, free, store.directory, (short) 0, Store.DIRECTORY_LENGTH);
        store.userPin.update(buffer, (short) (userPin + 1), buffer[userPin]);
        store.adminPin.update(buffer, (short) (adminPin + 1), buffer[adminPin]);
        log.storeWithTail(work);
        store.commit();
    }

    /** Writes identity and keys now in force; returns the end. */
    private short describeNew(byte[] buffer, short at) {
        short end = Util.arrayCopyNonAtomic(store.device, Store.DEVICE_ID, buffer, at, Limit.ID_LENGTH);
        end = Util.arrayCopyNonAtomic(store.device, Store.INSTANCE, buffer, end, U32.LENGTH);
        store.devicePoint(store.active(), buffer, end);
        end += Limit.POINT_LENGTH;
        store.channelPoint(store.active(), buffer, end);
        end += Limit.POINT_LENGTH;
        buffer[end++] = store.device[Store.SETUP];
        return end;
    }
}
