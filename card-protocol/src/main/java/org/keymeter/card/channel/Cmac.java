package org.keymeter.card.channel;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-CMAC (RFC 4493), which the JDK lacks. */
final class Cmac {
    static final int LENGTH = 16;

    private Cmac() {}

    /** The whole MAC, 16 bytes, over the concatenated parts. */
    static byte[] of(byte[] key, byte[]... parts) throws GeneralSecurityException {
        int total = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        int padded = Math.max(LENGTH, (total + LENGTH - 1) / LENGTH * LENGTH);
        byte[] message = new byte[padded];
        int offset = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, message, offset, part.length);
            offset += part.length;
        }
        Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(new byte[LENGTH]));
        byte[] mask = doubled(cipher.doFinal(new byte[LENGTH]));
        if (total < padded) {
            message[total] = (byte) 0x80;
            mask = doubled(mask);
        }
        for (int i = 0; i < LENGTH; i++) {
            message[padded - LENGTH + i] ^= mask[i];
        }
        byte[] chained = cipher.doFinal(message);
        return Arrays.copyOfRange(chained, padded - LENGTH, padded);
    }

    /** Multiplication by x in GF(2^128). */
    private static byte[] doubled(byte[] block) {
        byte[] result = new byte[LENGTH];
        int carry = 0;
        for (int i = LENGTH - 1; i >= 0; i--) {
            result[i] = (byte) (block[i] << 1 | carry);
            carry = block[i] >> 7 & 1;
        }
        result[LENGTH - 1] ^= (byte) (0x87 & -carry);
        return result;
    }
}
