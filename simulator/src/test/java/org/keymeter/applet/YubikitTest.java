package org.keymeter.applet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.yubico.yubikit.core.Version;
import com.yubico.yubikit.core.keys.EllipticCurveValues;
import com.yubico.yubikit.core.keys.PublicKeyValues;
import com.yubico.yubikit.core.smartcard.Apdu;
import com.yubico.yubikit.core.smartcard.ApduException;
import com.yubico.yubikit.core.smartcard.SmartCardProtocol;
import com.yubico.yubikit.core.smartcard.scp.KeyRef;
import com.yubico.yubikit.core.smartcard.scp.Scp11KeyParams;
import com.yubico.yubikit.core.smartcard.scp.ScpKid;
import java.security.PublicKey;
import java.security.Security;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keymeter.protocol.Code;

/** The secure channel against a host that others wrote. */
class YubikitTest {
    private static final KeyRef KEY = new KeyRef(ScpKid.SCP11b, Code.KEY_VERSION);
    private static final int SAMPLES = 300;

    @BeforeAll
    static void registerProvider() {
        Security.addProvider(new BouncyCastleProvider());
    }

    private static SmartCardProtocol open(WireCard card, boolean extended) throws Exception {
        SmartCardProtocol protocol = new SmartCardProtocol(card);
        protocol.select(WireCard.APPLICATION);
        if (extended) {
            protocol.configure(new Version(5, 7, 0));
        }
        byte[] point = protocol.sendAndReceive(new Apdu(0, WireApplet.CHANNEL_KEY, 0x5F, 0x49, null));
        PublicKey key = PublicKeyValues.Ec.fromEncodedPoint(EllipticCurveValues.SECP256R1, point)
                .toPublicKey();
        protocol.initScp(new Scp11KeyParams(KEY, key));
        return protocol;
    }

    @ParameterizedTest(name = "extended {0}, withheld {1}")
    @CsvSource({"false, 0", "true, 0", "false, 1", "true, 1"})
    void everyLengthGoesBothWays(boolean extended, short withheld) throws Exception {
        WireCard card = new WireCard(extended, withheld);
        SmartCardProtocol protocol = open(card, extended);
        for (int length = 0; length <= WireCard.MAX_DATA; length++) {
            byte[] data = WireCard.pattern(length);
            assertArrayEquals(
                    data, protocol.sendAndReceive(new Apdu(0x80, WireApplet.ECHO, 0, 0, data)), "echo " + length);
            byte[] produced =
                    protocol.sendAndReceive(new Apdu(0x80, WireApplet.PRODUCE, length >> 8, length & 0xFF, null));
            assertEquals(length, produced.length);
        }
        assertEquals(extended, card.commands.stream().noneMatch(command -> (command[0] & 0x10) != 0), "chains");
        assertEquals(extended, card.answers.stream().noneMatch(answer -> WireCard.statusOf(answer) >> 8 == 0x61));
    }

    @ParameterizedTest
    @CsvSource({"0", "1"})
    void manyShortCommandsCarryTheCounter(short withheld) throws Exception {
        SmartCardProtocol protocol = open(new WireCard(false, withheld), false);
        for (int i = 0; i < SAMPLES; i++) {
            byte[] data = WireCard.pattern(i % 40);
            assertArrayEquals(data, protocol.sendAndReceive(new Apdu(0x80, WireApplet.ECHO, 0, 0, data)));
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "1"})
    void manyHandshakesAgree(short withheld) throws Exception {
        WireCard card = new WireCard(false, withheld);
        for (int i = 0; i < SAMPLES; i++) {
            byte[] data = WireCard.pattern(20);
            assertArrayEquals(data, open(card, false).sendAndReceive(new Apdu(0x80, WireApplet.ECHO, 0, 0, data)));
        }
    }

    @ParameterizedTest
    @CsvSource({"63C2", "62F1", "6985", "6A80", "9840"})
    void everyStatusComesThroughAndTheChannelGoesOn(String status) throws Exception {
        SmartCardProtocol protocol = open(new WireCard(false, WireCard.NOTHING), false);
        int expected = Integer.parseInt(status, 16);
        Apdu command =
                new Apdu(0x80, WireApplet.ANSWER_WITH_STATUS, expected >> 8, expected & 0xFF, WireCard.pattern(5));
        ApduException thrown = assertThrows(ApduException.class, () -> protocol.sendAndReceive(command));
        assertEquals(expected, thrown.getSw() & 0xFFFF);
        assertEquals(9, protocol.sendAndReceive(new Apdu(0x80, WireApplet.ECHO, 0, 0, new byte[9])).length);
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "17", "255"})
    void shortExpectedLengthBringsTheRestLater(int expected) throws Exception {
        WireCard card = new WireCard(false, WireCard.NOTHING);
        SmartCardProtocol protocol = open(card, false);
        Apdu command = new Apdu(0x80, WireApplet.PRODUCE, 600 >> 8, 600 & 0xFF, null, expected);
        assertEquals(600, protocol.sendAndReceive(command).length);
        assertTrue(card.answers.stream().anyMatch(answer -> answer.length == expected + 2));
    }
}
