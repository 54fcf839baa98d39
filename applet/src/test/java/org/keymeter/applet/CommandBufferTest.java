package org.keymeter.applet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.licel.jcardsim.base.Simulator;
import java.util.Arrays;
import javacard.framework.ISOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keymeter.protocol.Sw;

/** How commands come in and answers go out, on an APDU that behaves as those of real cards do. */
class CommandBufferTest {
    private static final short LENGTH = 1056;
    private static final int ROOM = LENGTH - CommandBuffer.DATA;

    private final Simulator simulator = new Simulator();
    private BufferUnderTest buffer;

    @BeforeEach
    void makeBuffer() throws ReflectiveOperationException {
        buffer = new BufferUnderTest(LENGTH);
    }

    private static PiecewiseApdu apdu(int cla, int ins, byte[] data, boolean extended, int piece) {
        return new PiecewiseApdu(new byte[] {(byte) cla, (byte) ins, 0, 0}, data, extended, piece, 0);
    }

    private static PiecewiseApdu getResponse(int expected) {
        return new PiecewiseApdu(new byte[] {0, (byte) 0xC0, 0, 0}, new byte[0], false, 254, expected);
    }

    private void assertHolds(byte[] data) {
        assertEquals(data.length, buffer.length());
        assertArrayEquals(
                data, Arrays.copyOfRange(buffer.bytes(), CommandBuffer.DATA, CommandBuffer.DATA + data.length));
    }

    private void assertRefused(short status, PiecewiseApdu apdu) {
        ISOException thrown = assertThrows(ISOException.class, () -> buffer.receive(apdu));
        assertEquals(Integer.toHexString(status), Integer.toHexString(thrown.getReason()));
        assertEquals(0, buffer.length());
        assertArrayEquals(new byte[LENGTH], buffer.bytes(), "wiped");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 13, 253, 254, 255, 256, 1000, 1032})
    void extendedCommandComesInPieces(int piece) throws Exception {
        for (int length : new int[] {0, 1, 253, 254, 255, 256, 508, 509, 1031, ROOM}) {
            byte[] data = Bytes.pattern(length);
            assertTrue(buffer.receive(apdu(0x80, 0x10, data, true, piece)));
            assertHolds(data);
            assertEquals(length > 0, buffer.isExtended());
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "100", "254", "2000"})
    void extendedCommandThatIsTooLongIsRefusedBeforeItIsCopied(int piece) throws Exception {
        for (int length : new int[] {ROOM + 1, 1100, 2000, 32767, 32768, 65535}) {
            assertRefused(Sw.WRONG_LENGTH, apdu(0x80, 0x10, Bytes.pattern(length), true, piece));
        }
        assertTrue(buffer.receive(apdu(0x80, 0x10, Bytes.pattern(ROOM), true, piece)));
    }

    @Test
    void cardThatHandsOverNothingOrTooMuchIsNotWaitedFor() {
        assertRefused(Sw.WRONG_LENGTH, apdu(0x80, 0x10, Bytes.pattern(300), true, 0));
        assertRefused(Sw.WRONG_LENGTH, apdu(0x80, 0x10, Bytes.pattern(300), true, -1));
        assertRefused(Sw.WRONG_LENGTH, apdu(0x80, 0x10, Bytes.pattern(300), true, PiecewiseApdu.TOO_MUCH));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 254})
    void chainedCommandIsOne(int piece) throws Exception {
        byte[] data = Bytes.pattern(ROOM);
        for (int start = 0; start < ROOM; start += 255) {
            int end = Math.min(ROOM, start + 255);
            boolean last = end == ROOM;
            byte[] link = Arrays.copyOfRange(data, start, end);
            assertEquals(last, buffer.receive(apdu(last ? 0x84 : 0x94, 0x10, link, false, piece)));
        }
        assertHolds(data);
        assertFalse(buffer.isExtended());
        assertArrayEquals(new byte[] {(byte) 0x84, 0x10, 0, 0}, buffer.header());
        assertTrue(buffer.receive(apdu(0x80, 0x10, new byte[3], false, piece)), "the chain is over");
        assertHolds(new byte[3]);
    }

    @Test
    void emptyLinksAndExtendedLinksCount() throws Exception {
        assertFalse(buffer.receive(apdu(0x10, 0x10, new byte[0], false, 254)));
        assertFalse(buffer.receive(apdu(0x10, 0x10, Bytes.pattern(600), true, 254)));
        assertTrue(buffer.receive(apdu(0x00, 0x10, new byte[0], false, 254)));
        assertHolds(Bytes.pattern(600));
        assertFalse(buffer.isExtended());
    }

    @Test
    void chainThatGrowsTooLongIsRefusedAndForgotten() throws Exception {
        assertFalse(buffer.receive(apdu(0x10, 0x10, Bytes.pattern(ROOM), true, 254)));
        assertRefused(Sw.WRONG_LENGTH, apdu(0x10, 0x10, new byte[1], false, 254));
        assertTrue(buffer.receive(apdu(0x00, 0x10, new byte[1], false, 254)));
        assertHolds(new byte[1]);
    }

    @ParameterizedTest
    @CsvSource({
        "80, 10, 0, 0",
        "00, 11, 0, 0",
        "00, 10, 1, 0",
        "00, 10, 0, 1",
        "04, 10, 0, 0",
        "00, C0, 0, 0",
        "10, A4, 0, 0"
    })
    void commandThatDoesNotContinueAChainBreaksIt(String cla, String ins, byte p1, byte p2) throws Exception {
        assertFalse(buffer.receive(apdu(0x10, 0x10, new byte[9], false, 254)));
        byte[] header = {(byte) Integer.parseInt(cla, 16), (byte) Integer.parseInt(ins, 16), p1, p2};
        assertRefused(Sw.CHAIN_BROKEN, new PiecewiseApdu(header, new byte[3], false, 254, 0));
        assertTrue(buffer.receive(apdu(0x00, 0x10, new byte[5], false, 254)));
        assertHolds(new byte[5]);
    }

    @Test
    void everyOtherLogicalChannelIsRefused() throws Exception {
        for (int cla = 0; cla <= 0xFF; cla++) {
            boolean basic = (cla & 0x43) == 0;
            PiecewiseApdu command = apdu(cla & ~0x10, 0x10, new byte[1], false, 254);
            if (basic) {
                assertTrue(buffer.receive(command));
            } else {
                assertRefused(Sw.LOGICAL_CHANNEL, command);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 256", "256, 256", "255, 255", "1, 1", "100, 100"})
    void shortAnswerGoesInPieces(int expected, int piece) throws Exception {
        byte[] answer = fill(1032);
        PiecewiseApdu apdu = new PiecewiseApdu(new byte[4], new byte[1], false, 254, expected);
        buffer.receive(apdu);
        fill(1032);
        byte[] collected = {};
        short status = send(apdu, 1032, Sw.USES_REFUSED);
        while (status != Sw.USES_REFUSED) {
            collected = Bytes.concatenate(collected, apdu.sent());
            assertEquals(piece, apdu.sent().length);
            int left = answer.length - collected.length;
            assertEquals(0x6100 | (left > 255 ? 0 : left), status & 0xFFFF);
            apdu = getResponse(expected);
            assertTrue(buffer.wantsMore(apdu));
            PiecewiseApdu next = apdu;
            status = status(() -> buffer.sendMore(next));
        }
        assertArrayEquals(answer, Bytes.concatenate(collected, apdu.sent()));
        assertFalse(buffer.wantsMore(getResponse(0)));
        assertTrue(buffer.receive(getResponse(0)), "nothing waits: a command as any other");
    }

    @Test
    void extendedAnswerGoesInOnePiece() throws Exception {
        PiecewiseApdu apdu = apdu(0x80, 0x10, new byte[1], true, 254);
        buffer.receive(apdu);
        byte[] answer = fill(1032);
        assertEquals(Sw.DONE, send(apdu, 1032, Sw.DONE));
        assertArrayEquals(answer, apdu.sent());
        assertFalse(buffer.wantsMore(getResponse(0)));
    }

    @Test
    void emptyAnswerIsItsStatus() throws Exception {
        PiecewiseApdu apdu = apdu(0x80, 0x10, new byte[1], false, 254);
        buffer.receive(apdu);
        assertEquals(Sw.DONE, send(apdu, 0, Sw.DONE));
        assertEquals(Sw.WRONG_STATE, send(apdu, 0, Sw.WRONG_STATE));
        assertEquals(0, apdu.sent().length);
    }

    @ParameterizedTest
    @CsvSource({"00, 10, 0", "84, C0, 0", "80, C0, 0", "00, C0, 1"})
    void anythingElseForgetsTheAnswerThatWaits(String cla, String ins, byte p2) throws Exception {
        PiecewiseApdu apdu = apdu(0x80, 0x10, new byte[1], false, 254);
        buffer.receive(apdu);
        send(apdu, 600, Sw.DONE);
        assertTrue(buffer.wantsMore(getResponse(0)));
        byte[] header = {(byte) Integer.parseInt(cla, 16), (byte) Integer.parseInt(ins, 16), 0, p2};
        PiecewiseApdu other = new PiecewiseApdu(header, new byte[1], false, 254, 0);
        assertFalse(buffer.wantsMore(other));
        assertTrue(buffer.receive(other));
        assertFalse(buffer.wantsMore(getResponse(0)));
    }

    @Test
    void clearForgetsAll() throws Exception {
        PiecewiseApdu apdu = apdu(0x80, 0x10, Bytes.pattern(900), true, 254);
        buffer.receive(apdu);
        assertFalse(buffer.receive(apdu(0x90, 0x10, Bytes.pattern(900), true, 254)));
        buffer.clear();
        assertArrayEquals(new byte[LENGTH], buffer.bytes());
        assertArrayEquals(new byte[4], buffer.header());
        assertTrue(buffer.receive(apdu(0x00, 0x22, new byte[2], false, 254)), "no chain is left");
    }

    private byte[] fill(int length) throws ReflectiveOperationException {
        byte[] answer = Bytes.pattern(length);
        System.arraycopy(answer, 0, buffer.bytes(), CommandBuffer.DATA, length);
        return answer;
    }

    private short send(PiecewiseApdu apdu, int length, short status) throws Exception {
        return status(() -> buffer.send(apdu, (short) length, status));
    }

    private interface Action {
        void run() throws Exception;
    }

    private static short status(Action action) throws Exception {
        try {
            action.run();
            return Sw.DONE;
        } catch (ISOException thrown) {
            return thrown.getReason();
        }
    }
}
