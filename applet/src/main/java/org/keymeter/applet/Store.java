package org.keymeter.applet;

import javacard.framework.JCSystem;
import javacard.framework.OwnerPIN;
import javacard.security.AESKey;
import javacard.security.ECPrivateKey;
import javacard.security.ECPublicKey;
import javacard.security.KeyBuilder;
import javacard.security.KeyPair;
import org.keymeter.protocol.Code;
import org.keymeter.protocol.Limit;

/**
 * All persistent state, and the only class that begins transactions. What can't roll back (key objects) is written while nothing
 * refers to it; a byte that does is then flipped in a transaction together with the audit record.
 */
final class Store {
    // device
    static final short STATE = 0;
    static final short OPTIONS = 1;
    /** Which of the two key pairs and succession statements is in force. */
    static final short ACTIVE = 2;

    static final short SETUP = 3;
    static final short INSTANCE = 4;
    static final short DEVICE_ID = 8;
    static final short LABEL = 24;
    static final short DEVICE_LENGTH = LABEL + 1 + Limit.LABEL_MAXIMUM;

    // directory
    static final short KEY_USED = 0;
    /** Per anchor slot 1 + the body that holds it, 0: free. */
    static final short ANCHOR_BODY = KEY_USED + Limit.KEY_SLOTS;

    static final short SPKI_USED = ANCHOR_BODY + Limit.ANCHOR_SLOTS;
    /** Per key slot, bit 0 and 1: material of that index waits to be wiped. */
    static final short WIPE = SPKI_USED + Limit.SPKI_ENTRIES;

    static final short DIRECTORY_LENGTH = WIPE + Limit.KEY_SLOTS;

    // key
    static final short IDENTITY = 0;
    static final short KIND = 16;
    static final short GENERATION = 17;
    /** 1: the generation before this one is still there. */
    static final short OLD = 19;

    static final short KEY_LABEL = 20;
    static final short POLICY = KEY_LABEL + 1 + Limit.LABEL_MAXIMUM;
    /** The SPKI entries that the policy names, as a mask of 16 bits. */
    static final short ANCHORS = POLICY + Limit.POLICY_HEADER_LENGTH;

    static final short KEY_LENGTH = ANCHORS + 2;

    // policy, from POLICY on, as on the wire
    static final short POLICY_FLAGS = POLICY + 1;
    static final short POLICY_INTERMEDIATES = POLICY + 3;
    static final short POLICY_CEILING = POLICY + 4;
    static final short POLICY_BURST = POLICY + 8;
    static final short POLICY_LIFETIME = POLICY + 10;
    static final short POLICY_LEASE = POLICY + 14;
    static final short POLICY_COUNT = POLICY + 16;

    // meter
    static final short REMAINING = 0;
    static final short SPENT = 4;
    static final short SPENT_EVER = 8;
    static final short METER_LENGTH = 12;

    // request
    static final short PENDING = 0;
    static final short NONCE = 1;
    static final short ASKED = 17;
    static final short NONCE_FAILURES = 21;
    static final short REQUEST_LENGTH = 22;

    // anchor body: SPKI entry, subject and SPKI, each with a u16 in front
    static final short ANCHOR_SPKI_ENTRY = 0;
    static final short ANCHOR_SUBJECT = 1;
    static final short ANCHOR_SPKI = ANCHOR_SUBJECT + 2 + Limit.SUBJECT_MAXIMUM;
    static final short ANCHOR_LENGTH = ANCHOR_SPKI + 2 + Limit.SPKI_MAXIMUM;

    // SPKI entry
    static final short SPKI_DATE = Limit.HASH_LENGTH;
    static final short SPKI_LENGTH = SPKI_DATE + Limit.DATE_LENGTH;

    // log head and tail
    static final short SEQUENCE = 0;
    static final short CHAIN = 4;
    /** How many of each kept share are in use: redeeming, reset, change. */
    static final short KEPT_USED = CHAIN + Limit.HASH_LENGTH;

    static final short KEPT_SHARES = 3;
    static final short HEAD_LENGTH = KEPT_USED + KEPT_SHARES;
    static final short TAIL_LENGTH = CHAIN + Limit.HASH_LENGTH;

    static final short SUCCESSION_LENGTH = 244;
    private static final short GENERATIONS = 2;

    final byte[] device = new byte[DEVICE_LENGTH];
    final byte[] setupSecret = new byte[Limit.SETUP_SECRET_LENGTH];
    final byte[] directory = new byte[DIRECTORY_LENGTH];
    final byte[] spkis = new byte[(short) (Limit.SPKI_ENTRIES * SPKI_LENGTH)];
    final byte[] ring = new byte[(short) (Limit.RECORD_COUNT * Limit.RECORD_LENGTH)];
    final byte[] head = new byte[HEAD_LENGTH];
    final byte[] tail = new byte[TAIL_LENGTH];
    final byte[] failures = new byte[Limit.FAILURES_LENGTH];
    final OwnerPIN userPin;
    final OwnerPIN adminPin;
    final byte userTryLimit;
    final byte adminTryLimit;
    private final Object[] deviceKeys = new Object[2];
    private final Object[] channelKeys = new Object[2];
    private final Object[] successions = new Object[2];
    private final Object[] keys = new Object[Limit.KEY_SLOTS];
    private final Object[] meters = new Object[Limit.KEY_SLOTS];
    private final Object[] requests = new Object[Limit.KEY_SLOTS];
    private final Object[] anchors = new Object[(short) (Limit.ANCHOR_SLOTS + 1)];
    private final Object[] macKeys = new Object[(short) (GENERATIONS * Limit.KEY_SLOTS)];
    private final Object[] counterKeys = new Object[(short) (GENERATIONS * Limit.KEY_SLOTS)];

    Store(Engines engines, byte userTryLimit, byte adminTryLimit) {
        this.userTryLimit = userTryLimit;
        this.adminTryLimit = adminTryLimit;
        userPin = new OwnerPIN(userTryLimit, (byte) Limit.PIN_MAXIMUM);
        adminPin = new OwnerPIN(adminTryLimit, (byte) Limit.PIN_MAXIMUM);
        for (short i = 0; i < 2; i++) {
            deviceKeys[i] = Engines.newKeyPair();
            channelKeys[i] = Engines.newKeyPair();
            successions[i] = new byte[(short) (2 + SUCCESSION_LENGTH)];
        }
        for (short slot = 0; slot < Limit.KEY_SLOTS; slot++) {
            keys[slot] = new byte[KEY_LENGTH];
            meters[slot] = new byte[METER_LENGTH];
            requests[slot] = new byte[REQUEST_LENGTH];
        }
        for (short i = 0; i < (short) anchors.length; i++) {
            anchors[i] = new byte[ANCHOR_LENGTH];
        }
        for (short i = 0; i < (short) macKeys.length; i++) {
            macKeys[i] = KeyBuilder.buildKey(KeyBuilder.TYPE_AES, KeyBuilder.LENGTH_AES_256, false);
            counterKeys[i] = KeyBuilder.buildKey(KeyBuilder.TYPE_AES, KeyBuilder.LENGTH_AES_256, false);
        }
        engines.fillRandomly(device, DEVICE_ID, Limit.ID_LENGTH);
        ((KeyPair) deviceKeys[0]).genKeyPair();
        ((KeyPair) channelKeys[0]).genKeyPair();
    }

    void begin() {
        JCSystem.beginTransaction();
    }

    void commit() {
        JCSystem.commitTransaction();
    }

    boolean isInitialized() {
        return device[STATE] == Code.STATE_INITIALIZED;
    }

    boolean hasOption(byte option) {
        return (device[OPTIONS] & option) != 0;
    }

    byte active() {
        return device[ACTIVE];
    }

    byte inactive() {
        return (byte) (1 - device[ACTIVE]);
    }

    KeyPair channelKey() {
        return (KeyPair) channelKeys[active()];
    }

    ECPrivateKey deviceKey() {
        return (ECPrivateKey) ((KeyPair) deviceKeys[active()]).getPrivate();
    }

    /** Writes the device key's public point. */
    void devicePoint(byte index, byte[] to, short offset) {
        ((ECPublicKey) ((KeyPair) deviceKeys[index]).getPublic()).getW(to, offset);
    }

    void channelPoint(byte index, byte[] to, short offset) {
        ((ECPublicKey) ((KeyPair) channelKeys[index]).getPublic()).getW(to, offset);
    }

    /** Makes the key pairs that the next initialisation puts in force. Nothing refers to them until then. */
    void makeInactiveKeys() {
        ((KeyPair) deviceKeys[inactive()]).genKeyPair();
        ((KeyPair) channelKeys[inactive()]).genKeyPair();
    }

    byte[] succession(byte index) {
        return (byte[]) successions[index];
    }

    boolean isKey(byte slot) {
        return directory[(short) (KEY_USED + slot)] != 0;
    }

    byte[] key(byte slot) {
        return (byte[]) keys[slot];
    }

    byte[] meter(byte slot) {
        return (byte[]) meters[slot];
    }

    byte[] request(byte slot) {
        return (byte[]) requests[slot];
    }

    /** Index of the material of a generation: two generations that follow each other never share one. */
    static short materialIndex(byte slot, short generation) {
        return (short) (slot * GENERATIONS + (generation & 1));
    }

    AESKey macKey(short index) {
        return (AESKey) macKeys[index];
    }

    AESKey counterKey(short index) {
        return (AESKey) counterKeys[index];
    }

    byte[] anchorBody(short index) {
        return (byte[]) anchors[index];
    }

    /** Body of the anchor in a slot, null if there is none. */
    byte[] anchor(byte slot) {
        byte body = directory[(short) (ANCHOR_BODY + slot)];
        return body == 0 ? null : (byte[]) anchors[(short) (body - 1)];
    }

    /** A body that no slot refers to; there is one more than slots. */
    byte spareAnchorBody() {
        byte spare = 0;
        for (byte slot = 0; slot < Limit.ANCHOR_SLOTS; slot++) {
            if (directory[(short) (ANCHOR_BODY + slot)] == (byte) (spare + 1)) {
                spare++;
                slot = -1;
            }
        }
        return spare;
    }

    static short spkiOffset(byte entry) {
        return (short) (entry * SPKI_LENGTH);
    }

    /**
     * Wipes the key material that a committed command gave up.
     *
     * <p>ATOMIC: the flag was set in the transaction that gave the material up, and falls only when the material is gone; a cut in between is made
     * good at the next SELECT. Nothing refers to the material meanwhile.
     */
    void finishWipe() {
        for (byte slot = 0; slot < Limit.KEY_SLOTS; slot++) {
            short flag = (short) (WIPE + slot);
            if (directory[flag] == 0) {
                continue;
            }
            for (short index = 0; index < GENERATIONS; index++) {
                if ((byte) (directory[flag] & (byte) (1 << index)) != 0) {
                    macKey((short) (slot * GENERATIONS + index)).clearKey();
                    counterKey((short) (slot * GENERATIONS + index)).clearKey();
                }
            }
            directory[flag] = 0;
        }
    }
}
