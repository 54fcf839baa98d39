package org.keymeter.card.apdu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.keymeter.card.MalformedResponseException;

/** Single APDUs, chains and collected answers, byte for byte against a script. */
class ApduProcessorsTest {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final List<String> sent = new ArrayList<>();
    private final Deque<String> answers = new ArrayDeque<>();

    private ApduProcessor processor(boolean supportsExtended, String... scripted) {
        answers.addAll(List.of(scripted));
        ApduTransport transport = command -> {
            sent.add(HEX.formatHex(command));
            return HEX.parseHex(answers.remove());
        };
        return new CollectedAnswers(new ChainedCommands(new SingleApdus(transport, supportsExtended)));
    }

    private static CommandApdu command(int dataLength, int expected) {
        byte[] data = new byte[dataLength];
        Arrays.fill(data, (byte) 0xDA);
        return new CommandApdu(0x80, 0x32, 1, 2, data, expected);
    }

    @Test
    void encodesTheFourShortCases() throws Exception {
        ApduProcessor processor = processor(true, "9000", "9000", "9000", "9000");
        processor.transmit(command(0, 0));
        processor.transmit(command(0, 256));
        processor.transmit(command(2, 0));
        processor.transmit(command(2, 16));
        assertEquals(List.of("80320102", "8032010200", "8032010202DADA", "8032010202DADA10"), sent);
    }

    @Test
    void encodesExtendedOnlyWhereItIsNeededAndCarried() throws Exception {
        ApduProcessor processor = processor(true, "9000", "9000", "9000");
        processor.transmit(command(2, 65536));
        processor.transmit(command(0, 300));
        processor.transmit(command(256, 256));
        assertEquals("80320102000002DADA0000", sent.get(0));
        assertEquals("8032010200012C", sent.get(1));
        assertTrue(sent.get(2).startsWith("80320102000100DADA"));
        assertTrue(sent.get(2).endsWith("DADA0100"));
        assertTrue(processor.isExtended(command(256, 0)));
        assertTrue(!processor.isExtended(command(255, 256)));
    }

    @Test
    void chainsWhatDoesNotFit() throws Exception {
        ApduProcessor processor = processor(false, "9000", "9000", "AABB9000");
        ResponseApdu answer = processor.transmit(command(500, 65536));
        assertArrayEquals(new byte[] {(byte) 0xAA, (byte) 0xBB}, answer.data());
        assertEquals("90320102F0" + "DA".repeat(240), sent.get(0));
        assertEquals("90320102F0" + "DA".repeat(240), sent.get(1));
        assertEquals("8032010214" + "DA".repeat(20) + "00", sent.get(2));
    }

    @Test
    void chainsAtTheEdges() throws Exception {
        ApduProcessor processor = processor(false, "9000", "9000", "9000", "9000", "9000");
        processor.transmit(command(254, 256));
        processor.transmit(command(255, 256));
        processor.transmit(command(480, 256));
        assertEquals(5, sent.size());
        assertEquals("80320102FE" + "DA".repeat(254) + "00", sent.get(0));
        assertEquals("803201020F" + "DA".repeat(15) + "00", sent.get(2));
        assertEquals("80320102F0" + "DA".repeat(240) + "00", sent.get(4));
    }

    @Test
    void stopsAChainAtTheFirstError() throws Exception {
        ResponseApdu answer = processor(false, "9000", "6883").transmit(command(900, 256));
        assertEquals("6883", answer.status().toString());
        assertEquals(2, sent.size());
    }

    @Test
    void refusesAChainAnsweredTooSoon() {
        for (String soon : List.of("6282", "6110", "AA9000")) {
            answers.clear();
            assertThrows(MalformedResponseException.class, () -> processor(false, soon)
                    .transmit(command(900, 256)));
        }
    }

    @Test
    void collectsALongAnswer() throws Exception {
        ResponseApdu answer =
                processor(false, "01026102", "036101", "04" + "62F1").transmit(command(0, 65536));
        assertArrayEquals(new byte[] {1, 2, 3, 4}, answer.data());
        assertEquals("62F1", answer.status().toString());
        assertEquals(List.of("8032010200", "00C0000000", "00C0000000"), sent);
    }

    @Test
    void repeatsOnceWithTheLengthTheCardAsksFor() throws Exception {
        ResponseApdu answer = processor(false, "6C03", "0102039000").transmit(command(0, 256));
        assertEquals(3, answer.data().length);
        assertEquals(List.of("8032010200", "8032010203"), sent);
        assertEquals(
                "6C04",
                processor(false, "6C03", "6C04")
                        .transmit(command(0, 256))
                        .status()
                        .toString());
    }

    @Test
    void boundsAnAnswerThatDoesNotEnd() {
        assertThrows(MalformedResponseException.class, () -> processor(false, "016110", "6110")
                .transmit(command(0, 256)));
        ApduTransport endless = command -> HEX.parseHex("DA".repeat(256) + "6100");
        ApduProcessor processor = new CollectedAnswers(new ChainedCommands(new SingleApdus(endless, false)));
        assertThrows(MalformedResponseException.class, () -> processor.transmit(command(0, 256)));
    }

    @Test
    void refusesAnAnswerWithoutStatusWord() {
        for (String cut : List.of("", "90")) {
            answers.clear();
            assertThrows(MalformedResponseException.class, () -> processor(false, cut)
                    .transmit(command(0, 256)));
        }
    }

    @Test
    void tellsNobodyWhatACommandCarries() {
        assertEquals("80320102 (3 bytes)", command(3, 256).toString());
    }
}
