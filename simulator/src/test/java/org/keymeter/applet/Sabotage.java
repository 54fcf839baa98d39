package org.keymeter.applet;

import java.lang.reflect.Field;
import java.util.Arrays;
import javacard.framework.Applet;
import javacard.framework.Util;
import org.keymeter.protocol.Limit;

/** Spoils a card's memory as a faulty applet would, for the canaries of what is to notice it. */
public final class Sabotage {
    private final Store store;
    private final Session session;

    /** @param applet an instance of {@link KeymeterApplet} */
    public Sabotage(Applet applet) {
        store = (Store) get("store", applet);
        session = (Session) get("session", applet);
    }

    private static Object get(String name, Applet applet) {
        try {
            Field field = KeymeterApplet.class.getDeclaredField(name);
            field.setAccessible(true);
            return field.get(applet);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One use more for the first key. */
    public void raiseRemaining() {
        for (byte slot = 0; slot < Limit.KEY_SLOTS; slot++) {
            if (store.isKey(slot)) {
                U32.add(store.meter(slot), Store.REMAINING, (short) 1);
                return;
            }
        }
    }

    /** Uses in RAM that were never taken, if there is an open lease. */
    public void swellLease() {
        if (session.hasLease()) {
            short held = session.held(session.leaseSlot());
            Util.setShort(session.bytes, (short) 2, (short) (held + 1));
        }
    }

    public void restoreUserTries() {
        store.userPin.resetAndUnblock();
    }

    public void giveAdminAuthority() {
        session.grant(Session.ADMIN);
    }

    /** Another result in the record that is outstanding longest. */
    public void alterRecord() {
        short at = AuditLog.position(store.tail[(short) (Store.SEQUENCE + 3)]);
        store.ring[(short) (at + 15)] ^= 1;
    }

    /** Another lease in the policy of the first key. */
    public void loosenPolicy() {
        store.key((byte) 0)[(short) (Store.POLICY_LEASE + 1)] ^= 2;
    }

    /** Brings the first key's last nonce back to life. */
    public void reviveRequest() {
        store.request((byte) 0)[Store.PENDING] = 1;
    }

    /** 16 bytes of the first master key, zeros if there is none. */
    public byte[] masterKeyPart() {
        byte[] key = new byte[32];
        if (store.macKey((short) 0).isInitialized()) {
            store.macKey((short) 0).getKey(key, (short) 0);
        }
        return Arrays.copyOfRange(key, 8, 24);
    }
}
