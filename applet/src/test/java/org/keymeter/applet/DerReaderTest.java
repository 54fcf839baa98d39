package org.keymeter.applet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.licel.jcardsim.base.Simulator;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Consumer;
import javacard.framework.ISOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keymeter.protocol.Sw;

class DerReaderTest {
    private final Simulator simulator = new Simulator();

    /** The bytes stand amid others that must not be looked at. */
    private static DerReader reader(byte[] der) {
        byte[] bytes = new byte[der.length + 20];
        Arrays.fill(bytes, (byte) 0xFF);
        System.arraycopy(der, 0, bytes, 10, der.length);
        DerReader reader = new DerReader(bytes);
        reader.open((short) 10, (short) der.length);
        return reader;
    }

    private static DerReader reader(String hex) {
        return reader(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    private static void assertMalformed(String hex, Consumer<DerReader> read) {
        DerReader reader = reader(hex);
        ISOException thrown = assertThrows(ISOException.class, () -> {
            read.accept(reader);
            reader.close();
        });
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
        assertEquals(10 + header.length, reader.skip(DerReader.OCTET_STRING));
        assertEquals(10 + header.length + length, reader.position());
        assertFalse(reader.hasMore());
        reader.close();
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
        assertMalformed(hex, reader -> reader.skip(DerReader.OCTET_STRING));
    }

    @Test
    void stepsInAndOut() {
        DerReader reader = reader("30 08 30 02 05 00 02 02 00 80");
        short outer = reader.enter(DerReader.SEQUENCE);
        short inner = reader.enter(DerReader.SEQUENCE);
        assertTrue(reader.isNext((byte) 5));
        reader.skipRest();
        reader.leave(inner);
        assertTrue(reader.hasMore());
        assertEquals(19, reader.skipUnsigned());
        reader.leave(outer);
        reader.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"30 03 04 02 41", "30 04 04 03 41 41", "30 02 04 01 41", "30 04 04 00 04 00"})
    void keepsElementsInsideTheirParents(String hex) {
        assertMalformed(hex + "4141", reader -> {
            short outer = reader.enter(DerReader.SEQUENCE);
            reader.skip(DerReader.OCTET_STRING);
            reader.leave(outer);
        });
    }

    @ParameterizedTest
    @CsvSource({"02 01 00, 1", "02 01 7F, 1", "02 02 00 80, 1", "02 03 00 FF FF, 2", "02 02 01 00, 2"})
    void readsNumbers(String hex, int length) {
        DerReader reader = reader(hex);
        assertEquals(
                length,
                reader.position() + HexFormat.of().parseHex(hex.replace(" ", "")).length - reader.skipUnsigned());
        reader.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"02 00", "02 01 80", "02 01 FF", "02 02 00 7F", "02 02 00 00", "02 02 FF 7F", "0A 01 01"})
    void refusesNumbersThatAreNegativeOrNotShortest(String hex) {
        assertMalformed(hex, DerReader::skipUnsigned);
    }

    @ParameterizedTest
    @ValueSource(strings = {"01 01 00", "01 01 01", "01 01 FE", "01 00", "01 02 FF FF", "05 00"})
    void takesOneTrueOnly(String hex) {
        reader("01 01 FF").skipTrue();
        assertMalformed(hex, DerReader::skipTrue);
    }

    @ParameterizedTest
    @ValueSource(strings = {"03 00", "03 02 01 40", "03 02 08 00", "04 02 00 41"})
    void takesWholeBytesOfBitsOnly(String hex) {
        assertEquals(13, reader("03 02 00 41").skipBits());
        assertMalformed(hex, DerReader::skipBits);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"06 00", "06 01 80", "06 03 55 80 01", "06 03 80 55 01", "06 02 55 81", "06 04 55 1D 80 0F"})
    void takesShortestArcsOnly(String hex) {
        assertEquals(12, reader("06 04 55 81 80 01").skipOid());
        assertMalformed(hex, DerReader::skipOid);
    }

    /** Every string of up to three bytes either is refused as malformed or is what another reader takes it for. */
    @Test
    void neverThrowsAnythingElse() {
        for (int value = 0; value < 1 << 24; value += 127) {
            byte[] bytes = {0x04, (byte) (value >> 16), (byte) (value >> 8), (byte) value};
            try {
                DerReader reader = reader(bytes);
                short start = reader.skip(DerReader.OCTET_STRING);
                reader.close();
                assertArrayEquals(new int[] {12, 3 - 1}, new int[] {start, bytes[1]});
            } catch (ISOException e) {
                assertEquals(Sw.GRANT_MALFORMED, e.getReason());
            }
        }
    }
}
