package org.keymeter.simulator.counting.canary;

import javacard.framework.APDU;
import javacard.framework.Applet;
import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.JCSystem;
import javacard.framework.OwnerPIN;
import javacard.framework.Util;
import javacard.security.KeyBuilder;
import javacardx.crypto.Cipher;

/** Takes more RAM than it may, and makes something new for each command; INS says what. */
public final class WastefulApplet extends Applet {
    public static final int TRANSIENT_BYTES = 1401;
    public static final byte NOTHING = 0x20;
    public static final byte XOR = 0x21;
    public static final byte LOOP = 0x22;
    public static final byte WRITE = 0x23;
    public static final short PASSES = 7;

    private final byte[] ram = JCSystem.makeTransientByteArray((short) (TRANSIENT_BYTES - 2), JCSystem.CLEAR_ON_RESET);
    private final short[] more = JCSystem.makeTransientShortArray((short) 1, JCSystem.CLEAR_ON_DESELECT);
    private final byte[] flash = new byte[32];
    private short field;

    private WastefulApplet() {
        more[0] = 1;
    }

    public static void install(byte[] parameters, short offset, byte length) {
        new WastefulApplet().register();
    }

    @Override
    public void process(APDU apdu) {
        if (selectingApplet()) {
            return;
        }
        switch (apdu.getBuffer()[ISO7816.OFFSET_INS]) {
            case 0x10 -> ram[0] = (byte) new byte[1].length;
            case 0x11 -> ram[0] = (byte) new short[1].length;
            case 0x12 -> ram[0] = (byte) new Object[1].length;
            case 0x13 -> ram[0] = new OwnerPIN((byte) 1, (byte) 6).getTriesRemaining();
            case 0x14 -> ram[0] = JCSystem.makeTransientByteArray((short) 1, JCSystem.CLEAR_ON_RESET)[0];
            case 0x15 -> ram[0] = (byte) JCSystem.makeTransientShortArray((short) 1, JCSystem.CLEAR_ON_RESET)[0];
            case 0x16 -> ram[0] = toByte(Cipher.getInstance(Cipher.ALG_AES_BLOCK_128_ECB_NOPAD, false));
            case 0x17 -> ram[0] = toByte(KeyBuilder.buildKey(KeyBuilder.TYPE_AES, KeyBuilder.LENGTH_AES_128, false));
            case NOTHING -> nothing();
            case XOR -> xor();
            case LOOP -> loop();
            case WRITE -> write();
            default -> ISOException.throwIt(ISO7816.SW_INS_NOT_SUPPORTED);
        }
    }

    private static byte toByte(Object object) {
        return (byte) (object == null ? 0 : 1);
    }

    private void nothing() {}

    private void loop() {
        short i = 0;
        while (i < PASSES) {
            i++;
        }
    }

    /** Two bytes XORed as JCAlgTest's SWAlgs_xor() does it with sixteen. */
    private void xor() {
        ram[0] ^= ram[16];
        ram[1] ^= ram[17];
    }

    /** Six stores in persistent memory, and two in RAM. */
    private void write() {
        field = 1;
        flash[0] = 1;
        Util.setShort(flash, (short) 0, field);
        Util.arrayCopy(ram, (short) 0, flash, (short) 0, (short) 4);
        Util.arrayCopyNonAtomic(ram, (short) 0, flash, (short) 0, (short) 4);
        Util.arrayFillNonAtomic(flash, (short) 0, (short) 4, (byte) 0);
        ram[0] = 1;
        Util.arrayCopyNonAtomic(flash, (short) 0, ram, (short) 0, (short) 4);
    }
}
