package org.keymeter.applet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.licel.jcardsim.base.Simulator;
import java.util.Arrays;
import java.util.HexFormat;
import javacard.framework.ISOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keymeter.protocol.Sw;

class DerReaderTest {
    private final Simulator simulator = new Simulator();

    private static final short START = 10;

    /** Reads an element between {@code START} and a limit and returns where it ends. */
    private interface Reading {
        short read(DerReader reader, short limit);
    }

    /** The bytes stand amid others that must not be looked at. */
    private static DerReader reader(byte[] der) {
        byte[] bytes = new byte[der.length + 20];
        Arrays.fill(bytes, (byte) 0xFF);
        System.arraycopy(der, 0, bytes, START, der.length);
        return new DerReader(bytes);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static short limit(String hex) {
        return (short) (START + bytes(hex).length);
    }

    /** What is read must be all that there is. */
    private static void assertRead(String hex, Reading reading) {
        assertEquals(limit(hex), reading.read(reader(bytes(hex)), limit(hex)));
    }

    private static void assertMalformed(String hex, Reading reading) {
        DerReader reader = reader(bytes(hex));
        ISOException thrown = assertThrows(
                ISOException.class, () -> DerReader.require(reading.read(reader, limit(hex)) == limit(hex)));
        assertEquals(Sw.GRANT_MALFORMED, thrown.getReason());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 128, 129, 255, 256, 257, 1000})
    void readsLengthsOfEveryForm(int length) {
        byte[] header = length < 128
                ? new byte[] {4, (byte) length}
                : length < 256
                        ? new byte[] {4, (byte) 0x81, (byte) length}
                        : new byte[] {4, (byte) 0x82, (byte) (length >> 8), (byte) length};
        DerReader reader = reader(Bytes.concatenate(header, new byte[length]));
        short end = (short) (START + header.length + length);
        assertEquals(end, reader.end(START, end, DerReader.OCTET_STRING));
        assertEquals(end, reader.end(START, (short) (end + 1), DerReader.OCTET_STRING));
        assertEquals(START + header.length, DerReader.value(START, end));
        reader.last(START, end, DerReader.OCTET_STRING);
        assertThrows(ISOException.class, () -> reader.last(START, (short) (end + 1), DerReader.OCTET_STRING));
        assertThrows(ISOException.class, () -> reader.end(START, (short) (end - 1), DerReader.OCTET_STRING));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "04",
                "0480", // nothing, no length, indefinite
                "04 80 41 00 00",
                "04 81 01 41",
                "04 81 7F",
                "04 81",
                "04 82 01",
                "04 82 00 80",
                "04 82 00 01 41", // not the shortest
                "04 83 00 00 01 41",
                "04 84 00 00 00 01 41",
                "04 FF", // too long a length
                "04 82 FF FF 41",
                "04 82 80 00 41",
                "04 82 7F FF 41", // more than there is
                "04 02 41",
                "04 01",
                "05 00",
                "24 01 41",
                "04 01 41 00",
                "04 00 00" // cut, other tag, constructed, something behind
            })
    void refusesWhatIsNoStrictElement(String hex) {
        assertMalformed(hex, (reader, limit) -> reader.end(START, limit, DerReader.OCTET_STRING));
    }

    @Test
    void looksAtWhatIsNext() {
        DerReader reader = reader(bytes("30 02 05 00"));
        assertTrue(reader.isNext(START, (short) 14, DerReader.SEQUENCE));
        assertFalse(reader.isNext(START, (short) 14, DerReader.SET));
        assertTrue(reader.isNext((short) 12, (short) 14, (byte) 5));
        assertFalse(reader.isNext((short) 12, (short) 12, (byte) 5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"30 03 04 02 41", "30 04 04 03 41 41", "30 02 04 01 41"})
    void keepsElementsInsideTheirParents(String hex) {
        DerReader reader = reader(bytes(hex + "4141"));
        short end = reader.end(START, limit(hex + "4141"), DerReader.SEQUENCE);
        short inner = DerReader.value(START, end);
        assertThrows(ISOException.class, () -> reader.end(inner, end, DerReader.OCTET_STRING));
    }

    @ParameterizedTest
    @CsvSource({"02 01 00, 1", "02 01 7F, 1", "02 02 00 80, 1", "02 03 00 FF FF, 2", "02 02 01 00, 2"})
    void readsNumbers(String hex, int length) {
        assertRead(hex, (reader, limit) -> reader.endOfUnsigned(START, limit));
        assertEquals(length, limit(hex) - reader(bytes(hex)).magnitude(START, limit(hex)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"02 00", "02 01 80", "02 01 FF", "02 02 00 7F", "02 02 00 00", "02 02 FF 7F", "0A 01 01"})
    void refusesNumbersThatAreNegativeOrNotShortest(String hex) {
        assertMalformed(hex, (reader, limit) -> reader.endOfUnsigned(START, limit));
    }

    @ParameterizedTest
    @ValueSource(strings = {"01 01 00", "01 01 01", "01 01 FE", "01 00", "01 02 FF FF", "05 00"})
    void takesOneTrueOnly(String hex) {
        assertRead("01 01 FF", (reader, limit) -> reader.endOfTrue(START, limit));
        assertMalformed(hex, (reader, limit) -> reader.endOfTrue(START, limit));
    }

    @ParameterizedTest
    @ValueSource(strings = {"03 00", "03 02 01 40", "03 02 08 00", "04 02 00 41", "03 02 00 41 00"})
    void takesWholeBytesOfBitsOnly(String hex) {
        assertEquals(13, reader(bytes("03 02 00 41")).lastBits(START, (short) 14));
        assertMalformed(hex, (reader, limit) -> {
            reader.lastBits(START, limit);
            return limit;
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"06 00", "06 01 80", "06 03 55 80 01", "06 03 80 55 01", "06 02 55 81", "06 04 55 1D 80 0F"})
    void takesShortestArcsOnly(String hex) {
        reader(bytes("06 04 55 81 80 01")).requireArcs(START, (short) 16);
        assertMalformed(hex, (reader, limit) -> {
            reader.requireArcs(START, limit);
            return limit;
        });
    }

    /** Every string of up to three bytes either is refused as malformed or is what another reader takes it for. */
    @Test
    void neverThrowsAnythingElse() {
        for (int value = 0; value < 1 << 24; value += 127) {
            byte[] bytes = {0x04, (byte) (value >> 16), (byte) (value >> 8), (byte) value};
            try {
                DerReader reader = reader(bytes);
                reader.last(START, (short) (START + bytes.length), DerReader.OCTET_STRING);
                assertArrayEquals(
                        new int[] {12, 3 - 1},
                        new int[] {DerReader.value(START, (short) (START + bytes.length)), bytes[1]});
            } catch (ISOException e) {
                assertEquals(Sw.GRANT_MALFORMED, e.getReason());
            }
        }
    }
}
