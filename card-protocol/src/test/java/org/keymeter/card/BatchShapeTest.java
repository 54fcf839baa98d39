package org.keymeter.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class BatchShapeTest {
    private static Blob blob(int suffixLength, int length) {
        return new Blob(ByteString.of(new byte[suffixLength]), ByteString.of(new byte[length]));
    }

    private static void assertRefused(int prefixLength, Blob... blobs) {
        assertThrows(
                IllegalArgumentException.class,
                () -> BatchShape.of(ByteString.of(new byte[prefixLength]), List.of(blobs)));
    }

    @Test
    void takesWhatTheCardTakes() {
        assertEquals(
                32,
                BatchShape.of(ByteString.of(new byte[24]), List.of(blob(8, 48), blob(8, 48)))
                        .subkeyLength());
        assertEquals(
                64,
                BatchShape.of(ByteString.of(new byte[255]), List.of(blob(0, 80)))
                        .subkeyLength());
        assertEquals(16, BatchShape.of(ByteString.EMPTY, List.of(blob(16, 32))).subkeyLength());
    }

    @Test
    void refusesWhatNoCardTakes() {
        assertRefused(0);
        assertRefused(0, blob(0, 48));
        assertRefused(0, blob(17, 48));
        assertRefused(9, blob(8, 48));
        assertRefused(256, blob(1, 48));
        assertRefused(8, blob(8, 31));
        assertRefused(8, blob(8, 81));
        assertRefused(8, blob(8, 48), blob(8, 49));
        assertRefused(8, blob(8, 48), blob(7, 48));
        assertRefused(8, blob(0, 48), blob(0, 48));
    }

    @Test
    void fillsCommandsButNeverTooFull() {
        for (int maxData : new int[] {767, 1023, 1279}) {
            for (int subkey : new int[] {16, 32, 64}) {
                for (int prefix : new int[] {0, 16, 240}) {
                    BatchShape shape = new BatchShape(ByteString.of(new byte[prefix]), 8, subkey);
                    int items = shape.itemsPerCommand(maxData);
                    int command = 5 + prefix + items * (8 + subkey + 16);
                    int answer = 2 + items * (1 + subkey + 16);
                    assertTrue(items >= 1 && command <= maxData && answer <= maxData + 1);
                    assertTrue(command + 24 + subkey > maxData || answer + 17 + subkey > maxData);
                }
            }
        }
        assertEquals(17, new BatchShape(ByteString.of(new byte[16]), 8, 32).itemsPerCommand(1023));
    }
}
