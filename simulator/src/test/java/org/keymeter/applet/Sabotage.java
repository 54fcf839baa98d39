package org.keymeter.applet;

import java.util.Arrays;
import org.keymeter.protocol.Limit;

/** Spoils a card's memory as a faulty applet would, for the canaries of what is to notice it. */
public final class Sabotage {
    // Of the session's array.
    private static final int AUTHORITY = 0;
    private static final int LEASE = 1;
    private static final int HELD = 2;

    private final Inside inside;

    public Sabotage(Inside inside) {
        this.inside = inside;
    }

    /** One use more for the first key. */
    public void raiseRemaining() {
        for (int slot = 0; slot < Limit.KEY_SLOTS; slot++) {
            if (inside.isKey(slot)) {
                inside.meter(slot)[Store.REMAINING + 3]++;
                return;
            }
        }
    }

    /** A use in RAM that was never taken, if there is an open lease. */
    public void swellLease() {
        if (inside.session[LEASE] != 0) {
            inside.session[HELD + 1]++;
        }
    }

    public void restoreUserTries() {
        inside.userPin.resetAndUnblock();
    }

    public void giveAdminAuthority() {
        inside.session[AUTHORITY] |= Session.ADMIN;
    }

    /** Another result in the record that is outstanding longest. */
    public void alterRecord() {
        int at = (inside.tail[Store.SEQUENCE + 3] & 0xFF) * Limit.RECORD_LENGTH;
        inside.ring[at + 15] ^= 1;
    }

    /** Another lease in the policy of the first key. */
    public void loosenPolicy() {
        inside.key(0)[Store.POLICY_LEASE + 1] ^= 2;
    }

    /** Brings the first key's last nonce back to life. */
    public void reviveRequest() {
        inside.request(0)[Store.PENDING] = 1;
    }

    /** 16 bytes of the first master key, zeros if there is none. */
    public byte[] masterKeyPart() {
        byte[] key = new byte[32];
        if (inside.masterKeys()[0].isInitialized()) {
            inside.masterKeys()[0].getKey(key, (short) 0);
        }
        return Arrays.copyOfRange(key, 8, 24);
    }
}
