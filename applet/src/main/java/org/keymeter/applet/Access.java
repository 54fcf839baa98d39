package org.keymeter.applet;

import org.keymeter.protocol.Code;
import org.keymeter.protocol.Ins;
import org.keymeter.protocol.Limit;
import org.keymeter.protocol.Sw;

/** Who may do what inside the channel: the one place that says so (protocol, section 4). */
final class Access {
    private static final byte ANY = 0;
    private static final byte METADATA = 1;
    private static final byte ADMIN = 2;
    private static final byte ACKNOWLEDGE = 3;
    /** P1 is a slot; the user PIN if that key's policy requires it. */
    private static final byte KEY = 4;
    /** The same for the key whose grant comes next. */
    private static final byte CHAIN = 5;
    /** Admin PIN, once there is one. */
    private static final byte ADMIN_IF_ANY = 6;

    private static final byte IN_ANY_STATE = 0x40;

    /** Class, instruction, condition. What is asked most often comes first. */
    private static final byte[] TABLE = {
        Code.CLASS_PROPRIETARY, Ins.UNWRAP, KEY,
        Code.CLASS_PROPRIETARY, Ins.WRAP, KEY,
        Code.CLASS_PROPRIETARY, Ins.REWRAP, ADMIN,
        Code.CLASS_INTERINDUSTRY, Ins.PERFORM_SECURITY_OPERATION, CHAIN,
        Code.CLASS_INTERINDUSTRY, Ins.VERIFY, ANY,
        Code.CLASS_INTERINDUSTRY, Ins.MANAGE_SECURITY_ENVIRONMENT, ANY,
        Code.CLASS_INTERINDUSTRY, Ins.GET_DATA, ANY | IN_ANY_STATE,
        Code.CLASS_PROPRIETARY, Ins.READ_LOG, METADATA,
        Code.CLASS_PROPRIETARY, Ins.END_SESSION, ANY | IN_ANY_STATE,
        Code.CLASS_PROPRIETARY, Ins.ACKNOWLEDGE_LOG, ACKNOWLEDGE,
        Code.CLASS_PROPRIETARY, Ins.SIGN_HEAD, METADATA,
        Code.CLASS_PROPRIETARY, Ins.SIGN_REPORT, METADATA,
        Code.CLASS_PROPRIETARY, Ins.REQUEST_GRANT, KEY,
        Code.CLASS_INTERINDUSTRY, Ins.CHANGE_REFERENCE_DATA, ANY,
        Code.CLASS_INTERINDUSTRY, Ins.RESET_RETRY_COUNTER, ADMIN,
        Code.CLASS_PROPRIETARY, Ins.IMPORT_ANCHOR, ADMIN,
        Code.CLASS_PROPRIETARY, Ins.REMOVE_ANCHOR, ADMIN,
        Code.CLASS_PROPRIETARY, Ins.CREATE_KEY, ADMIN,
        Code.CLASS_PROPRIETARY, Ins.DELETE_KEY, ADMIN,
        Code.CLASS_PROPRIETARY, Ins.MAKE_GENERATION, ADMIN,
        Code.CLASS_PROPRIETARY, Ins.RETIRE_GENERATION, ADMIN,
        Code.CLASS_PROPRIETARY, Ins.INITIALIZE, (byte) (ADMIN_IF_ANY | IN_ANY_STATE),
    };

    private static final short ROW = 3;

    private final Store store;
    private final Session session;
    private final Keys keys;

    Access(Store store, Session session, Keys keys) {
        this.store = store;
        this.session = session;
        this.keys = keys;
    }

    /** Refuses what there is no such command for (6D00, 6E00); returns its condition. */
    static byte find(byte cla, byte ins) {
        Check.that(cla == Code.CLASS_INTERINDUSTRY || cla == Code.CLASS_PROPRIETARY, Sw.UNKNOWN_CLASS);
        for (short row = 0; row < (short) TABLE.length; row += ROW) {
            if (TABLE[(short) (row + 1)] == ins && TABLE[row] == cla) {
                return TABLE[(short) (row + 2)];
            }
        }
        Check.that(false, Sw.UNKNOWN_INSTRUCTION);
        return ANY;
    }

    /** Refuses a command that does not exist, is not for this state of the card (6985), or lacks authority (6982). */
    void check(byte cla, byte ins, byte p1) {
        byte condition = find(cla, ins);
        Check.that((condition & IN_ANY_STATE) != 0 || store.isInitialized(), Sw.WRONG_STATE);
        switch ((byte) (condition & ~IN_ANY_STATE)) {
            case METADATA:
                requireMetadata();
                break;
            case ADMIN:
                Check.that(session.has(Session.ADMIN), Sw.NOT_AUTHORISED);
                break;
            case ACKNOWLEDGE:
                Check.that(
                        session.has(Session.ADMIN)
                                || session.has(Session.USER) && !store.hasOption(Code.OPTION_ADMIN_ACKNOWLEDGES),
                        Sw.NOT_AUTHORISED);
                break;
            case KEY:
                requireKey(p1);
                break;
            case CHAIN:
                byte slot = session.chainSlot();
                Check.that(slot >= 0 && slot < Limit.KEY_SLOTS && store.isKey(slot), Sw.WRONG_STATE);
                requireKey(slot);
                break;
            case ADMIN_IF_ANY:
                Check.that(!store.isInitialized() || session.has(Session.ADMIN), Sw.NOT_AUTHORISED);
                break;
            default:
                break;
        }
    }

    /** What a card reserves with OPTION_RESERVED: everything but GET DATA 0101. */
    void requireMetadata() {
        Check.that(store.isInitialized(), Sw.WRONG_STATE);
        Check.that(
                !store.hasOption(Code.OPTION_RESERVED) || session.has(Session.USER) || session.has(Session.ADMIN),
                Sw.NOT_AUTHORISED);
    }

    /** Refuses an empty slot, and the user's absence where the key's policy requires his PIN. */
    void requireKey(byte slot) {
        byte[] key = keys.require(slot);
        Check.that(
                (key[Store.POLICY_FLAGS] & Code.POLICY_PIN_REQUIRED) == 0 || session.has(Session.USER),
                Sw.NOT_AUTHORISED);
    }
}
