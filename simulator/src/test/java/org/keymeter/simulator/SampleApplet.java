package org.keymeter.simulator;

import javacard.framework.APDU;
import javacard.framework.Applet;
import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.JCSystem;
import javacard.framework.OwnerPIN;
import javacard.framework.Util;
import javacard.security.AESKey;
import javacard.security.ECPrivateKey;
import javacard.security.ECPublicKey;
import javacard.security.KeyAgreement;
import javacard.security.KeyBuilder;
import javacard.security.KeyPair;
import javacard.security.MessageDigest;
import javacard.security.RSAPublicKey;
import javacard.security.RandomData;
import javacard.security.Signature;
import javacardx.apdu.ExtendedLength;
import javacardx.crypto.Cipher;

/**
 * An applet that has every kind of object a card keeps, and commands that change them in every way: what a card image
 * must carry and a transaction undo. Class 80; the instructions are the constants.
 */
public class SampleApplet extends Applet implements ExtendedLength {
    /** Counts in a transaction, in all places. Answer: as READ_COUNT. */
    static final byte COUNT = 0x01;
    /** Answer: counter (4) ‖ its low half (2) ‖ its low half (2) ‖ odd (1) ‖ deselections (2). */
    static final byte READ_COUNT = 0x02;
    /** Changes everything in a transaction, then P1: 0 aborts, 1 returns, 2 throws, 3 commits. */
    static final byte CHANGE_ALL = 0x03;
    /** Answer: all that CHANGE_ALL changes. */
    static final byte READ_ALL = 0x04;
    /** Data: AES-256 key. */
    static final byte SET_KEY = 0x05;
    /** Data: blocks. Answer: encrypted with the persistent key (P1 = 0) or the transient one (1). */
    static final byte ENCRYPT = 0x06;
    /** Makes the EC pair anew, in place. Answer: the point. */
    static final byte MAKE_PAIR = 0x07;
    /** Data: message. Answer: ECDSA signature. */
    static final byte SIGN = 0x08;
    /** Data: PIN. */
    static final byte VERIFY = 0x09;
    /** Data: PIN. */
    static final byte UPDATE_PIN = 0x0A;
    /** Answer: tries left ‖ validated. */
    static final byte READ_PIN = 0x0B;
    /** Data: 16 bytes for all transient arrays, and the transient key. */
    static final byte SET_TRANSIENT = 0x0C;
    /** Answer: transient bytes (16) ‖ short (2) ‖ boolean ‖ object ‖ transient key initialised. */
    static final byte READ_TRANSIENT = 0x0D;
    /** Answer: 32 random bytes. */
    static final byte RANDOM = 0x0E;
    /** Data: point. Answer: shared secret. */
    static final byte AGREE = 0x0F;
    /** Data: modulus of an RSA-2048 key. */
    static final byte SET_RSA = 0x10;
    /** Answer: that modulus. */
    static final byte READ_RSA = 0x11;
    /** Answer: SHA-256 of the data. */
    static final byte HASH = 0x12;
    /** Answer: P1 ‖ P2 bytes. */
    static final byte LONG_ANSWER = 0x13;
    /** Signs without init: only right if the engine has not kept the last key. */
    static final byte SIGN_WITHOUT_INIT = 0x14;
    /** Selection is refused from now on. */
    static final byte REFUSE_SELECTION = 0x15;

    /** Answer: the private key's scalar. */
    static final byte READ_SCALAR = 0x16;

    /** The commands of these names in a transaction that is aborted. */
    static final byte SET_KEY_AND_ABORT = 0x17;

    static final byte VERIFY_AND_ABORT = 0x18;
    static final byte UPDATE_PIN_AND_ABORT = 0x19;

    private static final byte TRIES = 3;
    private static final short BLOB_LENGTH = 20_000;

    /** A collaborator with fields of its own. */
    static class Part {
        byte number;
        short[] halves = new short[2];
        boolean[] odd = new boolean[1];
        Part other;
    }

    final byte[] counter = new byte[4];
    final byte[] blob = new byte[BLOB_LENGTH];
    final Part part = new Part();
    final Object[] things = new Object[3];
    final OwnerPIN pin = new OwnerPIN(TRIES, (byte) 16);
    final AESKey key = (AESKey) KeyBuilder.buildKey(KeyBuilder.TYPE_AES, KeyBuilder.LENGTH_AES_256, false);
    final AESKey sessionKey =
            (AESKey) KeyBuilder.buildKey(KeyBuilder.TYPE_AES_TRANSIENT_DESELECT, KeyBuilder.LENGTH_AES_128, false);
    final KeyPair pair = new KeyPair(KeyPair.ALG_EC_FP, KeyBuilder.LENGTH_EC_FP_256);
    final RSAPublicKey rsa =
            (RSAPublicKey) KeyBuilder.buildKey(KeyBuilder.TYPE_RSA_PUBLIC, KeyBuilder.LENGTH_RSA_2048, false);
    final Cipher cipher = Cipher.getInstance(Cipher.ALG_AES_BLOCK_128_ECB_NOPAD, false);
    final Signature signer = Signature.getInstance(Signature.ALG_ECDSA_SHA_256, false);
    final KeyAgreement agreement = KeyAgreement.getInstance(KeyAgreement.ALG_EC_SVDP_DH_PLAIN, false);
    final MessageDigest sha = MessageDigest.getInstance(MessageDigest.ALG_SHA_256, false);
    final RandomData random = RandomData.getInstance(RandomData.ALG_TRNG);
    final byte[] onReset = JCSystem.makeTransientByteArray((short) 16, JCSystem.CLEAR_ON_RESET);
    final short[] onDeselect = JCSystem.makeTransientShortArray((short) 1, JCSystem.CLEAR_ON_DESELECT);
    final boolean[] flag = JCSystem.makeTransientBooleanArray((short) 1, JCSystem.CLEAR_ON_RESET);
    final Object[] reference = JCSystem.makeTransientObjectArray((short) 1, JCSystem.CLEAR_ON_DESELECT);
    /** From the install parameters, so that a card loaded again must have been given the same. */
    final byte[] parameters;

    private Object active = part;
    private short low;
    private byte small;
    private boolean odd;
    private boolean refusing;
    private short deselections;

    SampleApplet(byte[] data, short offset, byte length) {
        part.other = new Part();
        things[0] = new byte[8];
        things[1] = new short[4];
        things[2] = part.other;
        pair.genKeyPair();
        pin.update(new byte[] {1, 2, 3, 4, 5, 6}, (short) 0, (byte) 6);
        parameters = new byte[length];
        Util.arrayCopyNonAtomic(data, offset, parameters, (short) 0, length);
    }

    public static void install(byte[] data, short offset, byte length) {
        short privileges = (short) (offset + 1 + data[offset]);
        short own = (short) (privileges + 1 + data[privileges]);
        if (data[own] == 1) {
            ISOException.throwIt(ISO7816.SW_WRONG_DATA);
        }
        new SampleApplet(data, (short) (own + 1), data[own]).register(data, (short) (offset + 1), data[offset]);
    }

    @Override
    public boolean select() {
        return !refusing;
    }

    @Override
    public void deselect() {
        deselections++;
    }

    @Override
    public void process(APDU apdu) {
        if (selectingApplet()) {
            return;
        }
        byte[] buffer = apdu.getBuffer();
        byte ins = buffer[ISO7816.OFFSET_INS];
        byte p1 = buffer[ISO7816.OFFSET_P1];
        byte p2 = buffer[ISO7816.OFFSET_P2];
        if (buffer[ISO7816.OFFSET_CLA] != (byte) 0x80) {
            ISOException.throwIt(ISO7816.SW_CLA_NOT_SUPPORTED);
        }
        short length = apdu.setIncomingAndReceive();
        byte[] data = new byte[length];
        Util.arrayCopyNonAtomic(buffer, apdu.getOffsetCdata(), data, (short) 0, length);
        byte[] answer = answer(ins, p1, p2, data);
        apdu.setOutgoing();
        apdu.setOutgoingLength((short) answer.length);
        Util.arrayCopyNonAtomic(answer, (short) 0, buffer, (short) 0, (short) answer.length);
        apdu.sendBytes((short) 0, (short) answer.length);
    }

    private byte[] answer(byte ins, byte p1, byte p2, byte[] data) {
        switch (ins) {
            case COUNT:
                JCSystem.beginTransaction();
                count();
                JCSystem.commitTransaction();
                return readCount();
            case READ_COUNT:
                return readCount();
            case CHANGE_ALL:
                return changeAll(p1);
            case READ_ALL:
                return readAll();
            case SET_KEY:
                key.setKey(data, (short) 0);
                return new byte[0];
            case ENCRYPT:
                cipher.init(p1 == 0 ? key : sessionKey, Cipher.MODE_ENCRYPT);
                byte[] encrypted = new byte[data.length];
                cipher.doFinal(data, (short) 0, (short) data.length, encrypted, (short) 0);
                return encrypted;
            case MAKE_PAIR:
                pair.genKeyPair();
                return point();
            case SIGN:
                signer.init(pair.getPrivate(), Signature.MODE_SIGN);
                return sign(data);
            case SIGN_WITHOUT_INIT:
                return sign(data);
            case AGREE:
                agreement.init(pair.getPrivate());
                byte[] secret = new byte[32];
                agreement.generateSecret(data, (short) 0, (short) data.length, secret, (short) 0);
                return secret;
            case RANDOM:
                byte[] bytes = new byte[32];
                random.nextBytes(bytes, (short) 0, (short) 32);
                return bytes;
            case HASH:
                byte[] hash = new byte[32];
                sha.doFinal(data, (short) 0, (short) data.length, hash, (short) 0);
                return hash;
            case LONG_ANSWER:
                return new byte[Util.makeShort(p1, p2)];
            case REFUSE_SELECTION:
                refusing = true;
                return new byte[0];
            case READ_SCALAR:
                byte[] scalar = new byte[32];
                ((ECPrivateKey) pair.getPrivate()).getS(scalar, (short) 0);
                return scalar;
            default:
                return answerMore(ins, data);
        }
    }

    private byte[] answerMore(byte ins, byte[] data) {
        switch (ins) {
            case VERIFY:
                if (!pin.check(data, (short) 0, (byte) data.length)) {
                    ISOException.throwIt((short) (0x63C0 + pin.getTriesRemaining()));
                }
                return new byte[0];
            case UPDATE_PIN:
                pin.update(data, (short) 0, (byte) data.length);
                return new byte[0];
            case READ_PIN:
                return new byte[] {pin.getTriesRemaining(), (byte) (pin.isValidated() ? 1 : 0)};
            case SET_TRANSIENT:
                Util.arrayCopyNonAtomic(data, (short) 0, onReset, (short) 0, (short) 16);
                onDeselect[0] = 0x1234;
                flag[0] = true;
                reference[0] = part;
                sessionKey.setKey(data, (short) 0);
                return new byte[0];
            case READ_TRANSIENT:
                return readTransient();
            case SET_KEY_AND_ABORT:
            case VERIFY_AND_ABORT:
            case UPDATE_PIN_AND_ABORT:
                JCSystem.beginTransaction();
                if (ins == SET_KEY_AND_ABORT) {
                    key.setKey(data, (short) 0);
                } else if (ins == VERIFY_AND_ABORT) {
                    pin.check(data, (short) 0, (byte) data.length);
                } else {
                    pin.update(data, (short) 0, (byte) data.length);
                }
                JCSystem.abortTransaction();
                return new byte[0];
            case SET_RSA:
                rsa.setModulus(data, (short) 0, (short) data.length);
                rsa.setExponent(new byte[] {1, 0, 1}, (short) 0, (short) 3);
                return new byte[0];
            case READ_RSA:
                byte[] modulus = new byte[256];
                rsa.getModulus(modulus, (short) 0);
                return modulus;
            default:
                ISOException.throwIt(ISO7816.SW_INS_NOT_SUPPORTED);
                return new byte[0];
        }
    }

    private void count() {
        short place = 3;
        counter[place]++;
        while (counter[place] == 0 && place > 0) {
            place--;
            counter[place]++;
        }
        low = Util.getShort(counter, (short) 2);
        part.halves[1] = low;
        odd = (low & 1) != 0;
    }

    private byte[] readCount() {
        byte[] answer = new byte[11];
        Util.arrayCopyNonAtomic(counter, (short) 0, answer, (short) 0, (short) 4);
        Util.setShort(answer, (short) 4, low);
        Util.setShort(answer, (short) 6, part.halves[1]);
        answer[8] = (byte) (odd ? 1 : 0);
        Util.setShort(answer, (short) 9, deselections);
        return answer;
    }

    private byte[] changeAll(byte end) {
        JCSystem.beginTransaction();
        count();
        small++;
        part.number++;
        part.odd[0] = !part.odd[0];
        part.other.halves[0]++;
        ((byte[]) things[0])[7]++;
        ((short[]) things[1])[3]++;
        active = active == part ? part.other : part;
        Object first = things[0];
        things[0] = things[1] instanceof byte[] ? things[1] : things[2];
        things[2] = things[0] == part.other ? first : part.other;
        things[0] = first;
        things[2] = part.other;
        blob[BLOB_LENGTH - 1]++;
        onReset[15]++;
        if (end == 0) {
            JCSystem.abortTransaction();
        } else if (end == 2) {
            ISOException.throwIt(ISO7816.SW_CONDITIONS_NOT_SATISFIED);
        } else if (end == 3) {
            JCSystem.commitTransaction();
        }
        return new byte[0];
    }

    private byte[] readAll() {
        return new byte[] {
            counter[3],
            (byte) low,
            small,
            part.number,
            (byte) (part.odd[0] ? 1 : 0),
            (byte) part.other.halves[0],
            ((byte[]) things[0])[7],
            (byte) ((short[]) things[1])[3],
            (byte) (active == part ? 1 : 0),
            blob[BLOB_LENGTH - 1]
        };
    }

    private byte[] readTransient() {
        byte[] answer = new byte[21];
        Util.arrayCopyNonAtomic(onReset, (short) 0, answer, (short) 0, (short) 16);
        Util.setShort(answer, (short) 16, onDeselect[0]);
        answer[18] = (byte) (flag[0] ? 1 : 0);
        answer[19] = (byte) (reference[0] != null ? 1 : 0);
        answer[20] = (byte) (sessionKey.isInitialized() ? 1 : 0);
        return answer;
    }

    private byte[] sign(byte[] data) {
        byte[] buffer = new byte[80];
        short length = signer.sign(data, (short) 0, (short) data.length, buffer, (short) 0);
        byte[] signature = new byte[length];
        Util.arrayCopyNonAtomic(buffer, (short) 0, signature, (short) 0, length);
        return signature;
    }

    private byte[] point() {
        byte[] point = new byte[65];
        ((ECPublicKey) pair.getPublic()).getW(point, (short) 0);
        return point;
    }
}
