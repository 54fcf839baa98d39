package org.keymeter.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keymeter.card.file.InvalidFileException;

class SubkeyFileTest {
    private static final ByteString IDENTITY = ByteString.ofHex("00112233445566778899aabbccddeeff");

    private static SubkeyFile file(int subkeyLength) {
        return new SubkeyFile(IDENTITY, 0xFFFE, ByteString.of(new byte[16 + subkeyLength]));
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 32, 64})
    void readsWhatItWrites(int subkeyLength) throws InvalidFileException {
        assertEquals(file(subkeyLength), SubkeyFile.parse(file(subkeyLength).encode()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 15, 65})
    void refusesOtherLengths(int subkeyLength) {
        assertThrows(
                InvalidFileException.class,
                () -> SubkeyFile.parse(file(subkeyLength).encode()));
    }

    @Test
    void refusesEveryCutAndOtherFiles() {
        byte[] whole = file(16).encode();
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThrows(InvalidFileException.class, () -> SubkeyFile.parse(cut));
        }
        whole[0] ^= 1;
        assertThrows(InvalidFileException.class, () -> SubkeyFile.parse(whole));
    }
}
