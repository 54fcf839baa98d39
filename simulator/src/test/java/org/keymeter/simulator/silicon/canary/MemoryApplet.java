package org.keymeter.simulator.silicon.canary;

import javacard.framework.APDU;
import javacard.framework.Applet;
import javacard.framework.CardRuntimeException;
import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.JCSystem;
import javacard.framework.OwnerPIN;
import javacard.framework.Util;
import javacard.security.AESKey;
import javacard.security.ECPrivateKey;
import javacard.security.ECPublicKey;
import javacard.security.KeyBuilder;
import javacard.security.KeyPair;

/** Writes every kind of memory, in and out of transactions; INS says what. A refusal by the card is answered 6Bxx, its reason. */
public final class MemoryApplet extends Applet {
    public static final byte WRITE_AND_ABORT = 0x01;
    public static final byte WRITE_AND_LEAVE = 0x02;
    public static final byte WRITE_AND_COMMIT = 0x03;
    /** Writes 64 bytes P1 times in one transaction. */
    public static final byte WRITE_OFTEN = 0x04;

    public static final byte SET_KEY_AND_ABORT = 0x05;
    public static final byte SET_KEY = 0x06;
    public static final byte MAKE_PAIR = 0x07;
    public static final byte CHECK_WRONG = 0x08;
    public static final byte CHECK_WRONG_AND_ABORT = 0x09;
    public static final byte CHECK_RIGHT_AND_ABORT = 0x0A;
    public static final byte UPDATE_AND_ABORT = 0x0B;
    public static final byte COPY_AND_ABORT = 0x0C;
    public static final byte COPY = 0x0D;
    public static final byte WRITE_IN_FINALLY = 0x0E;
    public static final byte SET_TRANSIENT_KEY = 0x0F;
    public static final byte ALLOCATE = 0x10;
    public static final byte CHECK_RIGHT = 0x11;
    public static final byte UPDATE = 0x12;
    public static final byte CATCH_ALL = 0x13;
    /** Answer: LENGTH bytes of memory, then field (2), tries, transient key initialised. */
    public static final byte READ = 0x20;
    /** Answer: the key, nothing if it has none. */
    public static final byte READ_KEY = 0x21;
    /** Answer: point and scalar; none if either is missing. */
    public static final byte READ_PAIR = 0x22;

    public static final short LENGTH = 64;
    public static final byte TRIES = 3;
    public static final short REFUSED = 0x6B00;
    private static final byte PIN_LENGTH = 6;

    private final byte[] memory = new byte[LENGTH];
    private final byte[] ones = JCSystem.makeTransientByteArray(LENGTH, JCSystem.CLEAR_ON_RESET);
    private final AESKey key = (AESKey) KeyBuilder.buildKey(KeyBuilder.TYPE_AES, KeyBuilder.LENGTH_AES_256, false);
    private final AESKey transientKey =
            (AESKey) KeyBuilder.buildKey(KeyBuilder.TYPE_AES_TRANSIENT_RESET, KeyBuilder.LENGTH_AES_128, false);
    private final KeyPair pair = new KeyPair(KeyPair.ALG_EC_FP, KeyBuilder.LENGTH_EC_FP_256);
    private final OwnerPIN pin = new OwnerPIN(TRIES, PIN_LENGTH);
    private byte[] kept;
    private short field;

    private MemoryApplet() {
        key.setKey(memory, (short) 0);
        pair.genKeyPair();
        pin.update(memory, (short) 0, PIN_LENGTH);
    }

    public static void install(byte[] parameters, short offset, byte length) {
        new MemoryApplet().register();
    }

    @Override
    public void process(APDU apdu) {
        if (selectingApplet()) {
            return;
        }
        Util.arrayFillNonAtomic(ones, (short) 0, LENGTH, (byte) 1);
        byte[] buffer = apdu.getBuffer();
        byte ins = buffer[ISO7816.OFFSET_INS];
        short length = 0;
        try {
            if (ins >= READ) {
                length = read(ins, buffer);
            } else if (!runInTransaction(ins, buffer[ISO7816.OFFSET_P1])) {
                run(ins);
            }
        } catch (ISOException e) {
            throw e;
        } catch (CardRuntimeException e) {
            ISOException.throwIt((short) (REFUSED + e.getReason()));
        }
        apdu.setOutgoingAndSend((short) 0, length);
    }

    private boolean runInTransaction(byte ins, byte times) {
        JCSystem.beginTransaction();
        switch (ins) {
            case WRITE_AND_ABORT:
                write();
                break;
            case WRITE_AND_LEAVE:
                write();
                return true;
            case WRITE_AND_COMMIT:
                write();
                JCSystem.commitTransaction();
                return true;
            case WRITE_OFTEN:
                for (byte i = 0; i < times; i++) {
                    Util.arrayCopy(ones, (short) 0, memory, (short) 0, LENGTH);
                }
                JCSystem.commitTransaction();
                return true;
            case SET_KEY_AND_ABORT:
                key.setKey(ones, (short) 0);
                break;
            case CHECK_WRONG_AND_ABORT:
                pin.check(ones, (short) 0, PIN_LENGTH);
                break;
            case CHECK_RIGHT_AND_ABORT:
                pin.check(memory, (short) 0, PIN_LENGTH);
                break;
            case UPDATE_AND_ABORT:
                pin.update(ones, (short) 0, PIN_LENGTH);
                break;
            case COPY_AND_ABORT:
                Util.arrayCopyNonAtomic(ones, (short) 0, memory, (short) 0, LENGTH);
                break;
            default:
                JCSystem.abortTransaction();
                return false;
        }
        JCSystem.abortTransaction();
        return true;
    }

    private void write() {
        memory[0] = 1;
        memory[0] = 2;
        field = 1;
        field = 2;
        Util.setShort(memory, (short) 1, (short) 0x0101);
        Util.arrayCopy(ones, (short) 0, memory, (short) 2, (short) 8);
    }

    private void run(byte ins) {
        switch (ins) {
            case SET_KEY:
                key.setKey(ones, (short) 0);
                break;
            case MAKE_PAIR:
                pair.genKeyPair();
                break;
            case CHECK_WRONG:
                pin.check(ones, (short) 0, PIN_LENGTH);
                break;
            case CHECK_RIGHT:
                pin.check(memory, (short) 0, PIN_LENGTH);
                break;
            case UPDATE:
                pin.update(ones, (short) 0, PIN_LENGTH);
                break;
            case COPY:
                Util.arrayCopyNonAtomic(ones, (short) 0, memory, (short) 0, LENGTH);
                break;
            case WRITE_IN_FINALLY:
                try {
                    memory[0] = 1;
                } finally {
                    memory[1] = 1;
                }
                break;
            case CATCH_ALL:
                try {
                    memory[0] = 1;
                } catch (RuntimeException e) {
                    field = 1;
                }
                break;
            case SET_TRANSIENT_KEY:
                transientKey.setKey(ones, (short) 0);
                break;
            case ALLOCATE:
                kept = new byte[1000];
                break;
            default:
                ISOException.throwIt(ISO7816.SW_INS_NOT_SUPPORTED);
        }
    }

    private short read(byte ins, byte[] to) {
        if (ins == READ_KEY) {
            return key.isInitialized() ? (short) (key.getKey(to, (short) 0)) : 0;
        }
        if (ins == READ_PAIR) {
            short end = ((ECPublicKey) pair.getPublic()).getW(to, (short) 0);
            return (short) (end + ((ECPrivateKey) pair.getPrivate()).getS(to, end));
        }
        short end = Util.arrayCopyNonAtomic(memory, (short) 0, to, (short) 0, LENGTH);
        end = Util.setShort(to, end, field);
        to[end++] = pin.getTriesRemaining();
        to[end++] = (byte) (transientKey.isInitialized() ? 1 : 0);
        return end;
    }
}
