package org.keymeter.card.apdu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.keymeter.card.ByteString;
import org.keymeter.card.MalformedResponseException;

class ByteReaderTest {
    private static ByteReader reader(String hex) {
        return new ByteReader("TEST", ByteString.ofHex(hex).toByteArray());
    }

    @Test
    void readsWhatAWriterWrote() throws Exception {
        try (ByteWriter writer = new ByteWriter()) {
            writer.u8(255).u16(65535).u32(0xFFFFFFFFL).lv((byte) 1, (byte) 2).lv16(new byte[300]);
            ByteReader reader = new ByteReader("TEST", writer.toByteArray());
            assertEquals(255, reader.u8());
            assertEquals(65535, reader.u16());
            assertEquals(0xFFFFFFFFL, reader.u32());
            assertEquals("0102", reader.lv().toHex());
            assertEquals(300, reader.lv16().length());
            reader.end();
        }
    }

    @Test
    void checksLengthsAgainstWhatIsLeft() {
        assertThrows(MalformedResponseException.class, () -> reader("ff00").lv());
        assertThrows(MalformedResponseException.class, () -> reader("ffff00").lv16());
        assertThrows(MalformedResponseException.class, () -> reader("000000").u32());
        assertThrows(MalformedResponseException.class, () -> reader("").u8());
        assertThrows(MalformedResponseException.class, () -> reader("0102").bytes(Integer.MAX_VALUE));
        assertThrows(MalformedResponseException.class, () -> reader("0102").bytes(-1));
        assertThrows(MalformedResponseException.class, () -> reader("0102").end());
        assertThrows(MalformedResponseException.class, () -> reader("0102").expect((byte) 1, (byte) 3));
    }

    @Test
    void namesTheStep() {
        MalformedResponseException thrown = assertThrows(
                MalformedResponseException.class, () -> reader("01").u16());
        assertEquals("TEST", thrown.step());
        assertTrue(thrown.getMessage().contains("ends after 1 of 2 bytes"), thrown.getMessage());
    }

    @Test
    void writerRefusesWhatDoesNotFitAndWipes() {
        ByteWriter writer = new ByteWriter();
        assertThrows(IllegalArgumentException.class, () -> writer.u8(256));
        assertThrows(IllegalArgumentException.class, () -> writer.u32(-1));
        assertThrows(IllegalArgumentException.class, () -> writer.lv(new byte[256]));
        writer.close();
        assertArrayEquals(new byte[0], writer.toByteArray());
    }
}
