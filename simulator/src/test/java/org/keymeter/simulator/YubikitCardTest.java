package org.keymeter.simulator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.yubico.yubikit.core.Transport;
import com.yubico.yubikit.core.Version;
import com.yubico.yubikit.core.keys.EllipticCurveValues;
import com.yubico.yubikit.core.keys.PublicKeyValues;
import com.yubico.yubikit.core.smartcard.Apdu;
import com.yubico.yubikit.core.smartcard.ApduException;
import com.yubico.yubikit.core.smartcard.SmartCardConnection;
import com.yubico.yubikit.core.smartcard.SmartCardProtocol;
import com.yubico.yubikit.core.smartcard.scp.KeyRef;
import com.yubico.yubikit.core.smartcard.scp.Scp11KeyParams;
import com.yubico.yubikit.core.smartcard.scp.ScpKid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keymeter.card.CardConnection;
import org.keymeter.card.TransportException;
import org.keymeter.protocol.Code;
import org.keymeter.protocol.Ins;
import org.keymeter.protocol.Sw;

/** The Keymeter applet through a host that others wrote, so that the project's two ends cannot share a mistake. */
class YubikitCardTest {
    private static final byte[] APPLICATION = HexFormat.of().parseHex("F04B45594D4554455201");
    private static final KeyRef KEY = new KeyRef(ScpKid.SCP11b, Code.KEY_VERSION);
    private static final byte[] NONCE = "a nonce of exactly 32 bytes size".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path folder;

    @BeforeAll
    static void registerProvider() {
        Security.addProvider(new BouncyCastleProvider());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void opensAChannelAndWorksInIt(boolean extended) throws Exception {
        SimulatedReader reader = SimulatedReader.onFile("sim", folder.resolve("card"), AppletInstallation.keymeter());
        try (CardConnection connection = (extended ? reader : reader.withoutExtendedLength()).connect()) {
            SmartCardProtocol protocol = new SmartCardProtocol(new Adapter(connection));
            protocol.select(APPLICATION);
            if (extended) {
                protocol.configure(new Version(5, 7, 0));
            }
            protocol.initScp(new Scp11KeyParams(KEY, vouchedChannelKey(protocol)));
            assertEquals(Code.STATE_INSTALLED, deviceData(protocol)[3]);
            initialize(protocol);
            assertEquals(Code.STATE_INITIALIZED, deviceData(protocol)[3]);

            Apdu wrongPin = new Apdu(0, Ins.VERIFY, 0, Code.USER_PIN & 0xFF, new byte[6]);
            assertEquals(
                    Sw.PIN_WRONG + 4,
                    assertThrows(ApduException.class, () -> protocol.sendAndReceive(wrongPin))
                            .getSw());
            byte[] report = protocol.sendAndReceive(new Apdu(0x80, Ins.SIGN_REPORT, 0, 0, NONCE));
            assertArrayEquals(NONCE, Arrays.copyOfRange(report, 400 - 32, 400), "an answer of two pieces");
            Apdu wrongState = new Apdu(0x80, Ins.WRAP, 0, 0, new byte[20]);
            assertEquals(
                    Sw.NOT_FOUND,
                    assertThrows(ApduException.class, () -> protocol.sendAndReceive(wrongState))
                            .getSw());
            assertEquals(Code.STATE_INITIALIZED, deviceData(protocol)[3], "the channel goes on after an error");
        }
    }

    private static byte[] deviceData(SmartCardProtocol protocol) throws Exception {
        return protocol.sendAndReceive(new Apdu(0, Ins.GET_DATA, 1, 1, null));
    }

    private static void initialize(SmartCardProtocol protocol) throws Exception {
        String data = "00" + lv("label") + lv("123456") + lv("12345678");
        byte[] start = HexFormat.of().parseHex(data);
        byte[] whole = Arrays.copyOf(start, start.length + NONCE.length);
        System.arraycopy(NONCE, 0, whole, start.length, NONCE.length);
        protocol.sendAndReceive(new Apdu(0x80, Ins.INITIALIZE, 0, 0, whole));
    }

    private static String lv(String text) {
        return "%02X".formatted(text.length()) + HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** The channel key, once the device key's signature over it is verified. */
    private static PublicKey vouchedChannelKey(SmartCardProtocol protocol) throws Exception {
        byte[] voucher = protocol.sendAndReceive(new Apdu(0, Ins.INTERNAL_AUTHENTICATE & 0xFF, 0, 0, NONCE));
        byte[] point = Arrays.copyOfRange(voucher, 85, 150);
        Signature verifier = Signature.getInstance("SHA256withECDSA");
        verifier.initVerify(key(Arrays.copyOfRange(voucher, 20, 85)));
        verifier.update("KEYMETER-CHAN-v1".getBytes(StandardCharsets.US_ASCII));
        verifier.update(voucher, 0, 20);
        verifier.update(point);
        verifier.update(NONCE);
        assertTrue(verifier.verify(voucher, 150, voucher.length - 150));
        return key(point);
    }

    private static PublicKey key(byte[] point) throws Exception {
        return PublicKeyValues.Ec.fromEncodedPoint(EllipticCurveValues.SECP256R1, point)
                .toPublicKey();
    }

    private record Adapter(CardConnection connection) implements SmartCardConnection {
        @Override
        public byte[] sendAndReceive(byte[] command) throws IOException {
            try {
                return connection.transmit(command);
            } catch (TransportException e) {
                throw new IOException(e);
            }
        }

        @Override
        public Transport getTransport() {
            return Transport.USB;
        }

        @Override
        public boolean isExtendedLengthApduSupported() {
            return connection.supportsExtended();
        }

        @Override
        public byte[] getAtr() {
            return connection.atr();
        }

        @Override
        public void close() {
            connection.close();
        }
    }
}
