package org.keymeter.applet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.licel.jcardsim.base.Simulator;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import javacard.framework.ISOException;
import javacard.security.AESKey;
import javacard.security.KeyBuilder;
import javacard.security.Signature;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.macs.CMac;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keymeter.protocol.Sw;

class CmacTest {
    private static final byte ALG_AES_CMAC_128 = 49;
    private static final long SEED = 4493;

    private final Simulator simulator = new Simulator();

    private static Cmac cmac(boolean built, byte[] key) {
        AESKey aes = (AESKey) KeyBuilder.buildKey(KeyBuilder.TYPE_AES, KeyBuilder.LENGTH_AES_128, false);
        aes.setKey(key, (short) 0);
        Signature engine = Signature.getInstance(built ? Signature.ALG_AES_MAC_128_NOPAD : ALG_AES_CMAC_128, false);
        Cmac cmac = new Cmac(engine, built ? new byte[30] : null, (short) 7);
        cmac.init(aes);
        return cmac;
    }

    /** RFC 4493, section 4, example 3: the one whose length is more than a block and no multiple of one. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void knowsTheAnswerOfRfc4493(boolean built) {
        byte[] message = HexFormat.of()
                .parseHex("6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35ce411");
        byte[] mac = new byte[16];
        cmac(built, HexFormat.of().parseHex("2b7e151628aed2a6abf7158809cf4f3c"))
                .sign(message, (short) 0, (short) 40, mac, (short) 0);
        assertEquals("dfa66747de9ae63030ca32611497c827", HexFormat.of().formatHex(mac));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void agreesWithBouncyCastle(boolean built) {
        Random random = new Random(SEED);
        for (int length = 17; length < 1100; length++) {
            if (length % 16 == 0) {
                continue;
            }
            byte[] key = new byte[16];
            random.nextBytes(key);
            byte[] buffer = new byte[length + 20];
            random.nextBytes(buffer);
            CMac peer = new CMac(AESEngine.newInstance());
            peer.init(new KeyParameter(key));
            peer.update(buffer, 11, length);
            byte[] expected = new byte[16];
            peer.doFinal(expected, 0);
            // The MAC may go where the message stands.
            cmac(built, key).sign(buffer, (short) 11, (short) length, buffer, (short) 11);
            assertArrayEquals(expected, Arrays.copyOfRange(buffer, 11, 27), "seed " + SEED + ", length " + length);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 32, 1024})
    void refusesLengthsThatItIsNotMadeFor(int length) {
        for (boolean built : new boolean[] {false, true}) {
            Cmac cmac = cmac(built, new byte[16]);
            byte[] message = new byte[length];
            ISOException thrown = assertThrows(
                    ISOException.class, () -> cmac.sign(message, (short) 0, (short) length, new byte[16], (short) 0));
            assertEquals(Sw.INTERNAL, thrown.getReason());
        }
    }
}
