package org.keymeter.applet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import javacard.framework.ISOException;
import javacard.security.KeyPair;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keymeter.protocol.Code;
import org.keymeter.protocol.Sw;

/** What the card does with a host that is not honest, and with one that speaks at the edge of the protocol. */
class SecureChannelTest {
    private static final String ECHO = "84100000";

    private final WireCard card = new WireCard(true, WireCard.NOTHING);

    private ScriptedHost open() throws Exception {
        ScriptedHost host = new ScriptedHost(card);
        assertTrue(host.open(), "receipt");
        return host;
    }

    private static void assertStatus(int expected, byte[] answer) {
        assertEquals(Integer.toHexString(expected), HexFormat.of().formatHex(answer), "status alone");
    }

    /** The channel is over: neither the honest next command nor anything else that is wrapped gets in. */
    private static void assertOver(ScriptedHost host) throws Exception {
        assertStatus(0x6985, host.send(ECHO, new byte[3]));
    }

    @Test
    void transcriptNamesTheThreePoints() throws Exception {
        ScriptedHost host = open();
        assertArrayEquals(host.transcript(), host.open(host.send("84160000", new byte[0])));
    }

    @Test
    void noDataMayTravelAsNothingOrAsPadding() throws Exception {
        ScriptedHost host = open();
        host.next();
        assertEquals(0, host.open(card.sendAndReceive(host.command(ECHO, new byte[0]))).length);
        assertEquals(0, host.open(host.send(ECHO, new byte[0])).length);
        assertEquals(16, host.open(host.send(ECHO, new byte[16])).length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00000000000000000000000000000000",
                "01020304050607080000000000000000",
                "80000000000000000000000000000001",
                "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00",
                "80000000000000000000000000000000 00000000000000000000000000000000"
            })
    void wrongPaddingEndsTheChannel(String padded) throws Exception {
        ScriptedHost host = open();
        host.next();
        byte[] cipher = host.encrypt(HexFormat.of().parseHex(padded.replace(" ", "")));
        assertStatus(0x6988, card.sendAndReceive(host.command(ECHO, cipher)));
        assertOver(host);
    }

    /** Every bit of the header but its class, one of every byte of cipher, every bit of the MAC. */
    @Test
    void flippedBitEndsTheChannel() throws Exception {
        int cipher = 5;
        int mac = cipher + 32;
        int end = mac + 8;
        for (int at = 1; at < end; at++) {
            for (int bit = 0; bit < 8; bit++) {
                boolean transports = at == 4; // Lc
                if (transports || (at >= cipher && at < mac && bit != at % 8)) {
                    continue;
                }
                ScriptedHost host = open();
                host.next();
                byte[] command = host.command(ECHO, host.encrypt(ScriptedHost.pad(new byte[20])));
                command[at] ^= (byte) (1 << bit);
                assertStatus(0x6988, card.sendAndReceive(command));
                assertOver(host);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "04, 6988", // class 00 and not 80
        "85, 6881",
        "86, 6881",
        "C4, 6881",
        "44, 6881",
        "FF, 6881", // another logical channel
        "8C, 6988",
        "A4, 6988" // an unknown class, which the dispatcher refuses
    })
    void classIsCoveredByTheMac(String changed, String status) throws Exception {
        ScriptedHost host = open();
        host.next();
        byte[] command = host.command(ECHO, host.encrypt(ScriptedHost.pad(new byte[20])));
        command[0] = (byte) Integer.parseInt(changed, 16);
        assertStatus(Integer.parseInt(status, 16), card.sendAndReceive(command));
    }

    @Test
    void chainThatIsNotContinuedEndsTheChannel() throws Exception {
        for (String next : new String[] {"80100000 01 07", "84100001 01 07", "84110000 01 07", "00C00000 00"}) {
            ScriptedHost host = open();
            assertStatus(0x9000, card.send("94100000 01 07"));
            assertStatus(0x6883, card.send(next));
            assertOver(host);
        }
    }

    @Test
    void replayEndsTheChannel() throws Exception {
        ScriptedHost host = open();
        host.next();
        byte[] command = host.command(ECHO, host.encrypt(ScriptedHost.pad(new byte[9])));
        assertEquals(9, host.open(card.sendAndReceive(command)).length);
        assertStatus(0x6988, card.sendAndReceive(command));
        assertOver(host);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 9, 15, 23, 25})
    void wrappedLengthThatCannotBeEndsTheChannel(int length) throws Exception {
        ScriptedHost host = open();
        byte[] command = ByteBuffer.allocate(5 + length)
                .put(HexFormat.of().parseHex(ECHO))
                .put((byte) length)
                .array();
        assertStatus(0x6988, card.sendAndReceive(command));
        assertOver(host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"80 10 00 00 01 05", "00 C0 00 00 00", "00 CA 5F 49 00"})
    void plainCommandEndsTheChannel(String command) throws Exception {
        ScriptedHost host = open();
        card.send(command);
        assertOver(host);
    }

    @Test
    void selectEndsTheChannel() throws Exception {
        ScriptedHost host = open();
        card.select();
        assertOver(host);
    }

    @Test
    void resetEndsTheChannel() throws Exception {
        ScriptedHost host = open();
        card.reset();
        card.select();
        assertOver(host);
    }

    @Test
    void newHandshakeEndsTheChannelEvenIfItFails() throws Exception {
        ScriptedHost first = open();
        open();
        assertStatus(0x6988, first.send(ECHO, new byte[3]));
        ScriptedHost second = open();
        assertStatus(0x6A80, card.sendAndReceive(ScriptedHost.handshake(new byte[83])));
        assertOver(second);
    }

    @Tag("campaign")
    @Test
    void everyFlippedBitOfARequestIsRefused() throws Exception {
        ScriptedHost host = new ScriptedHost(card);
        for (int bit = 0; bit < 83 * 8; bit++) {
            byte[] request = host.request();
            request[bit / 8] ^= (byte) (1 << (bit % 8));
            assertStatus(0x6A80, card.sendAndReceive(ScriptedHost.handshake(request)));
        }
        for (int length : new int[] {1, 18, 82, 84, 254}) {
            assertStatus(0x6A80, card.sendAndReceive(ScriptedHost.handshake(Arrays.copyOf(host.request(), length))));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "00000000, true, 80000000000000000000000000000001", "000000FF, true, 80000000000000000000000000000100",
        "00FFFFFF, true, 80000000000000000000000001000000", "FFFFFFFE, true, 800000000000000000000000FFFFFFFF",
        "FFFFFFFF, false, 80000000000000000000000100000000"
    })
    void counterWorksToItsEnd(String number, boolean left, String block) throws Exception {
        SecureChannel channel = new SecureChannel(new Engines(new byte[200], (short) 0));
        byte[] memory = memoryOf(channel);
        assertFalse(channel.isOpen());
        memory[16] = (byte) 0x80;
        System.arraycopy(HexFormat.of().parseHex(number), 0, memory, 28, 4);
        assertTrue(channel.isOpen());
        Method advance = SecureChannel.class.getDeclaredMethod("advance");
        advance.setAccessible(true);
        assertEquals(left, advance.invoke(channel));
        assertEquals(block, HexFormat.of().withUpperCase().formatHex(memory, 16, 32));
    }

    private static void assertThrowsStatus(short status, Runnable action) {
        ISOException thrown = Assertions.assertThrows(ISOException.class, action::run);
        assertEquals(status, thrown.getReason());
    }

    private static byte[] memoryOf(SecureChannel channel) throws ReflectiveOperationException {
        Field field = SecureChannel.class.getDeclaredField("memory");
        field.setAccessible(true);
        return (byte[]) field.get(channel);
    }

    @ParameterizedTest
    @CsvSource({"0, 48", "1, 80"})
    void ramIsAsCounted(short withheld, int expected) throws Exception {
        assertEquals(expected, memoryOf(new SecureChannel(new Engines(new byte[200], withheld))).length);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void handshakeLeavesNoSecretInTheBuffer(boolean onCurve) throws Exception {
        SecureChannel channel = new SecureChannel(new Engines(new byte[200], Code.CAPABILITY_CMAC));
        KeyPair channelKey = Engines.newKeyPair();
        channelKey.genKeyPair();
        byte[] buffer = new byte[1000];
        Arrays.fill(buffer, (byte) 0x5A);
        byte[] request = new ScriptedHost(card).request();
        if (!onCurve) {
            request[82] ^= 1;
        }
        System.arraycopy(request, 0, buffer, 100, request.length);
        byte[] transcript = new byte[32];
        if (onCurve) {
            assertEquals(86, channel.agree(buffer, (short) 100, (short) 83, channelKey, transcript, (short) 0));
        } else {
            assertThrowsStatus(
                    Sw.WRONG_DATA,
                    () -> channel.agree(buffer, (short) 100, (short) 83, channelKey, transcript, (short) 0));
        }
        assertEquals(onCurve, channel.isOpen());
        assertEquals(onCurve, !Arrays.equals(new byte[32], transcript));
        assertArrayEquals(new byte[135], Arrays.copyOfRange(buffer, 269, 404), "secrets");
        assertEquals(0x5A, buffer[99]);
        assertEquals(0x5A, buffer[404]);
        channel.close();
        assertArrayEquals(new byte[80], memoryOf(channel));
    }
}
