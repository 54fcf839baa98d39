package org.keymeter.applet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the writer writes is what BouncyCastle writes. */
class DerWriterTest {
    private static final short END = 1200;

    private final byte[] bytes = new byte[END];
    private final DerWriter writer = new DerWriter(bytes);

    private void assertWritten(byte[] expected, short start) {
        assertArrayEquals(expected, Arrays.copyOfRange(bytes, start, END));
        assertEquals(0, start == 0 ? 0 : bytes[start - 1]);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 128, 129, 255, 256, 257, 1000})
    void writesLengthsOfEveryForm(int length) throws IOException {
        byte[] value = Bytes.pattern(length);
        short start = writer.element(END, DerReader.OCTET_STRING, value, (short) 0, (short) length);
        assertWritten(new DEROctetString(value).getEncoded(), start);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"00", "0000", "7F", "80", "0080", "00000001", "FFFFFFFF", "7FFFFFFF", "0000007F", "00000100"})
    void writesShortestNumbers(String hex) throws IOException {
        byte[] value = HexFormat.of().parseHex(hex);
        byte[] shifted = Bytes.concatenate(new byte[] {5, 5}, value);
        short start = writer.unsigned(END, shifted, (short) 2, (short) value.length);
        assertWritten(new ASN1Integer(new BigInteger(1, value)).getEncoded(), start);
    }

    @Test
    void wrapsWhatStandsThere() throws IOException {
        byte[] value = Bytes.pattern(200);
        short start = writer.element(END, DerReader.OCTET_STRING, value, (short) 0, (short) 200);
        start = writer.unsigned(start, new byte[] {9}, (short) 0, (short) 1);
        assertWritten(
                new DERSequence(new ASN1Encodable[] {new ASN1Integer(9), new DEROctetString(value)}).getEncoded(),
                writer.wrap(start, END, DerReader.SEQUENCE));
    }

    @Test
    void writesBytesAsTheyAre() {
        short start = writer.octet(writer.raw(END, new byte[] {1, 2, 3, 4}, (short) 1, (short) 2), (byte) 9);
        assertWritten(new byte[] {9, 2, 3}, start);
    }
}
