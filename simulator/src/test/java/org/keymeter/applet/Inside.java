package org.keymeter.applet;

import java.lang.reflect.Field;
import javacard.framework.Applet;
import javacard.framework.OwnerPIN;
import javacard.security.AESKey;

/**
 * The arrays and objects that make up an applet's state, which are the same for as long as it is installed. Found by name, so that it does not matter
 * which class loader the applet's classes come from; of its classes only constants are used here, which the compiler copies.
 */
public final class Inside {
    final byte[] device;
    final byte[] setupSecret;
    final byte[] directory;
    final byte[] spkis;
    final byte[] ring;
    final byte[] head;
    final byte[] tail;
    final byte[] failures;
    final OwnerPIN userPin;
    final OwnerPIN adminPin;
    final Object[] keys;
    final Object[] meters;
    final Object[] requests;
    private final Object[] anchors;
    private final Object[] successions;
    private final Object[] macKeys;
    private final Object[] counterKeys;
    final byte[] session;
    final Object applet;

    /** @param applet an instance of {@link KeymeterApplet}, of any class loader */
    public Inside(Applet applet) {
        this.applet = applet;
        Object store = get("store", applet);
        device = (byte[]) get("device", store);
        setupSecret = (byte[]) get("setupSecret", store);
        directory = (byte[]) get("directory", store);
        spkis = (byte[]) get("spkis", store);
        ring = (byte[]) get("ring", store);
        head = (byte[]) get("head", store);
        tail = (byte[]) get("tail", store);
        failures = (byte[]) get("failures", store);
        userPin = (OwnerPIN) get("userPin", store);
        adminPin = (OwnerPIN) get("adminPin", store);
        keys = (Object[]) get("keys", store);
        meters = (Object[]) get("meters", store);
        requests = (Object[]) get("requests", store);
        anchors = (Object[]) get("anchors", store);
        successions = (Object[]) get("successions", store);
        macKeys = (Object[]) get("macKeys", store);
        counterKeys = (Object[]) get("counterKeys", store);
        session = (byte[]) get("bytes", get("session", applet));
    }

    static Object get(String name, Object owner) {
        try {
            Field field = owner.getClass().getDeclaredField(name);
            field.setAccessible(true);
            return field.get(owner);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean isKey(int slot) {
        return directory[Store.KEY_USED + slot] != 0;
    }

    byte[] key(int slot) {
        return (byte[]) keys[slot];
    }

    byte[] meter(int slot) {
        return (byte[]) meters[slot];
    }

    byte[] request(int slot) {
        return (byte[]) requests[slot];
    }

    /** Null if the slot is empty. */
    byte[] anchor(int slot) {
        int body = directory[Store.ANCHOR_BODY + slot];
        return body == 0 ? null : (byte[]) anchors[body - 1];
    }

    byte[] succession() {
        return (byte[]) successions[device[Store.ACTIVE]];
    }

    AESKey[] masterKeys() {
        AESKey[] all = new AESKey[macKeys.length + counterKeys.length];
        System.arraycopy(macKeys, 0, all, 0, macKeys.length);
        System.arraycopy(counterKeys, 0, all, macKeys.length, counterKeys.length);
        return all;
    }
}
